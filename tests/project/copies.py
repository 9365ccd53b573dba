"""Copies of a season, each in its folder with its state, and the runs there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from localize import formats
from localize.ledger import settle
from localize.model import Document
from localize.project import decisions, written
from localize.project.decide import decide, unsaid
from localize.project.decide import decisions as decided
from localize.project.edits import compare
from localize.project.found import Found
from localize.project.found import Place as Changed
from localize.project.ground import Ground
from localize.project.overlaid import Overlaid
from localize.project.overlay import overlay
from localize.project.place import Place
from localize.project.places import together
from localize.project.standing import Standing, standing
from localize.project.values import Decision, Row, What
from localize.project.written import Written
from tests.project.studio import WHENS, Habit, changed

NAME = "x.en.srt"


class DoubtError(Exception):
    """It cannot be told what the person did."""


@dataclass(frozen=True)
class Copy:
    """One person's copy. minute: of the day, for what is decided there."""

    folder: Path
    fresh: Document
    by: str = ""

    @property
    def place(self) -> Place:
        return Place(self.folder)

    @property
    def output(self) -> Path:
        return self.folder / NAME

    @property
    def disk(self) -> Document:
        return formats.decode_document(self.output.read_bytes(), NAME, language="en")

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return decisions.load(self.place.decisions(NAME))

    @property
    def standing(self) -> tuple[Standing, ...]:
        return standing(self.decisions)

    @property
    def ground(self) -> Ground:
        assert self.fresh.source
        return Ground(source=self.fresh.source)

    def edit(self, *habits: tuple[Habit, int]) -> None:
        """The person changes the output."""
        self.output.write_bytes(formats.compose(changed(self.disk, *habits)))

    def run(self, minute: int) -> Overlaid:
        """A run; nothing is written if it cannot be told what the person did."""
        sha256 = digest(self.output.read_bytes()) if self.output.exists() else ""
        known = written.recover(self.place.written(NAME), sha256)
        rows: tuple[Row, ...] = known.rows if known else ()
        when, by = WHENS[minute], self.by
        if known is None or known.sha256 == (sha256,):
            new = decide(
                What.EDIT, unsaid(rows, self.decisions), rows, self.ground, earlier=self.decisions, when=when, by=by
            )
        else:
            found = compare(rows, self.disk, "srt", mixed=len(known.sha256) > 1)
            if not isinstance(found, Found):
                raise DoubtError(found.why)
            new, rows = decided(found, self.ground, earlier=self.decisions, when=when, by=by), found.rows
        decisions.save(self.place.decisions(NAME), new)
        laid = overlay(self.fresh, self.decisions, rows, self.ground)
        settle(self.ground.source, laid.document)
        data = formats.compose(laid.document)
        written.begin(self.place.written(NAME), Written(sha256=(digest(data),), source="x.srt", rows=laid.rows))
        self.output.write_bytes(data)
        written.finish(self.place.written(NAME))
        return laid

    def approve(self, minute: int, *numbers: int, what: What = What.APPROVE) -> None:
        """The person approves places of the output, by number."""
        known = written.load(self.place.written(NAME))
        assert known
        places = together(known.rows)
        chosen = [Changed(rows=places[number], now=places[number]) for number in numbers]
        when, by = WHENS[minute], self.by
        made = decide(what, chosen, known.rows, self.ground, earlier=self.decisions, when=when, by=by)
        decisions.save(self.place.decisions(NAME), made)

    def take_state(self, others: Iterable[Copy]) -> None:
        """The state as `merge=union` makes it of all copies; the output stays."""
        for path in (self.place.decisions(NAME), self.place.written(NAME)):
            here = [path, *(other.folder / path.relative_to(self.folder) for other in others)]
            lines = [line for one in here if one.exists() for line in one.read_bytes().splitlines(keepends=True)]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(dict.fromkeys(lines)))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
