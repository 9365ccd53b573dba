"""Whose the cues of a document are: a person's, left as last written beside those, or the program's."""

from __future__ import annotations

from collections.abc import Sequence

from localize.formats import FORMATS
from localize.model import Cue, Document
from localize.project.ground import Ground
from localize.project.overlaid import stands_for
from localize.project.places import by_people
from localize.project.same import same_text
from localize.project.standing import Standing
from localize.project.values import Row, with_tags


class Shares:
    """fresh: the program's document. held: what holds and has text, in order of the source, added cues last.

    left: for cues that are left as last written, by id, the rows that say how.
    """

    def __init__(self, fresh: Document, held: Sequence[Standing], rows: Sequence[Row], ground: Ground) -> None:
        last = len(ground.source.cues) + 1
        self.fresh = fresh
        self.held = sorted(
            (one for one in held if one.has_text),
            key=lambda one: (ground.source.numbers.get(one.last.key[0], last), one.last.key),
        )
        self.of = stands_for(fresh)
        self._holder = {cue_id: place for place, one in enumerate(self.held) for cue_id in one.last.key}
        self._fresh: list[list[Cue]] = [[] for _ in self.held]
        for cue in fresh.cues:
            for place in self.places(cue):
                self._fresh[place].append(cue)
        bound = ground.bound(self._holder)
        written = {one: row for row in rows if not by_people(row) for one in (*row.of, row.id)}
        dialect = FORMATS[fresh.facts.format].DIALECT
        self.left = {
            cue.id: row
            for cue in fresh.cues
            if not (self.places(cue) or bound.isdisjoint(self.of[cue.id]))
            and (row := written.get(cue.id))
            and set(row.of) >= set(self.of[cue.id])
            and not same_text(row.text, with_tags(cue, dialect), dialect)
        }

    def places(self, cue: Cue) -> list[int]:
        """Which of `held` take the place of a fresh cue; none if it is the program's."""
        of = self.of[cue.id] or (cue.id,)
        return sorted({self._holder[one] for one in of if one in self._holder})

    def proposal(self, place: int) -> list[Cue]:
        """The fresh cues in whose place this one of `held` stands."""
        return self._fresh[place]

    def is_decided(self, cue_id: str | None) -> bool:
        """Whether a source cue, or one that a person added, is held by a person."""
        return cue_id in self._holder
