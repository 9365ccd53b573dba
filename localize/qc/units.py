"""Source text beside the text that should say the same: what `term.missing` and `text.number` compare.

If the source is known by sentence, a unit is a sentence: a word of it may stand in any cue of it. Else a unit is a
group of cues, and words may wander into the cue before or after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from localize.model import Cue, Document, Kind, Sentence
from localize.qc.pairing import Group, Pairing


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """source: text of the source. target: finished cues, never empty; around: groups beside them, if not a sentence.

    places: where in `source` each source cue begins, and the finished cue that stands for it.
    """

    source: str
    target: tuple[Cue, ...]
    around: tuple[Group, ...]
    places: tuple[tuple[int, Cue], ...]

    @property
    def target_text(self) -> str:
        """The text of the finished cues."""
        return joined(self.target)

    def blame(self, offset: int) -> Cue:
        """The finished cue that stands for `source[offset]`."""
        return ([cue for start, cue in self.places if start <= offset] or [self.places[0][1]])[-1]


def joined(cues: Sequence[Cue]) -> str:
    """The texts of `cues`, one below the other."""
    return "\n".join(cue.text for cue in cues)


def units(source: Document, target: Document, pairing: Pairing) -> Iterator[Unit]:
    """Every unit, sentences first. Drawings and cues in a language of their own are left out."""
    group_of = {cue.id: group for group in pairing.groups for cue in group.source}
    sentences = source.sentences or (target.sentences if target.source is source else None) or ()
    for sentence in sentences:
        groups = [(part, group_of[part.cue_id]) for part in sentence.parts if part.cue_id in group_of]
        if groups and _plain(sentence, source):
            yield Unit(
                source=sentence.text,
                target=tuple({cue.id: cue for _, group in groups for cue in group.target}.values()),
                around=(),
                places=_places([(part.cue_id, part.end - part.start) for part in sentence.parts], group_of),
            )
    known = {part.cue_id for sentence in sentences for part in sentence.parts}
    for place, group in enumerate(pairing.groups):
        if all(cue.id not in known and _plain(cue, source) for cue in group.source):
            yield Unit(
                source=joined(group.source),
                target=group.target,
                around=pairing.groups[max(place - 1, 0) : place] + pairing.groups[place + 1 : place + 2],
                places=_places([(cue.id, len(cue.text)) for cue in group.source], group_of),
            )


def _plain(what: Cue | Sentence, source: Document) -> bool:
    return what.kind is not Kind.DRAWING and what.language in (None, source.language)


def _places(lengths: Sequence[tuple[str, int]], group_of: dict[str, Group]) -> tuple[tuple[int, Cue], ...]:
    """Where each source cue begins in texts joined by one character, with its finished cue, if it has one."""
    starts = accumulate((length + 1 for _, length in lengths), initial=0)
    return tuple(
        (start, _counterpart(cue_id, group_of[cue_id]))
        for start, (cue_id, _) in zip(starts, lengths, strict=False)
        if cue_id in group_of
    )


def _counterpart(cue_id: str, group: Group) -> Cue:
    place = [cue.id for cue in group.source].index(cue_id)
    return group.target[min(place, len(group.target) - 1)]
