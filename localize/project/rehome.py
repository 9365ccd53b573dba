"""Decisions and rows from an older source to a newer one: a new cut, a line added, a line reworded.

A cue keeps its distance to its source cue, wherever that is now. A cue that a person added goes with the cue next to it
in time. What a person wrote and has no place any more is told, never dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from localize.model import Document
from localize.project.ground import Ground
from localize.project.homes import MERGED, Home, Homes, home, homes
from localize.project.moving import Anchor, anchors, moved
from localize.project.places import in_time, names, together
from localize.project.shift import Shift, votes
from localize.project.standing import standing
from localize.project.values import Decision, Record, Row, What

_R = TypeVar("_R", bound=Record)
_ALONE = "the lines around it are not in the new source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Homeless:
    """A decision that holds, or is to be told, and has a text, but no place in the new source. why: a clause."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehomed:
    """decisions, rows: as they are now, those that have a place. homeless: to be told. resting: other decisions without
    a place, with no text that should stand anywhere; they may find one in a later source. moved: decisions that became
    others, with these. renamed: cues of the output that have another id now, with that.
    """

    decisions: tuple[Decision, ...] = ()
    rows: tuple[Row, ...] = ()
    homeless: tuple[Homeless, ...] = ()
    resting: tuple[Decision, ...] = ()
    moved: tuple[tuple[Decision, Decision], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def move(
    old: Sequence[Record], new: Document, decisions: Sequence[Decision], rows: Sequence[Row], *, mixed: bool = False
) -> Rehomed:
    """`decisions` and `rows` of an output in terms of `new`.

    old: the source cues in the last run; none if that is not known. mixed: they are of several versions, since two
    people's copies were merged. Decisions may be about cues of other versions, as long as these hold the cues
    themselves; of an added cue it is taken that it was added in the last version.
    """
    strays = [record for decision in decisions for record in decision.of]
    records = {record.id: record for record in (*strays, *old)}
    found = homes(() if mixed else old, (*strays, *(old if mixed else ())), new)
    held = standing(decisions)
    work = _Work(records, found, new, Shift(votes(held)), rows)
    texts = {id(one.last) for one in held if one.has_text and one.now}
    texts |= {id(other) for one in held for other in one.passed_over if other.what is not What.RETIME and other.now}
    made: list[Decision] = []
    homeless, resting, became = [], [], []
    for decision in decisions:
        now = work.decision(decision)
        if isinstance(now, Decision):
            made.append(now)
            became += [(decision, now)] if now != decision else []
        elif id(decision) in texts:
            homeless.append(Homeless(decision=decision, why=now))
        else:
            resting.append(decision)
    cues = [pair for was, now in became if len(was.now) == len(now.now) for pair in zip(was.now, now.now, strict=True)]
    placed = list(work.rows(rows))
    return Rehomed(
        decisions=tuple(made),
        rows=tuple(in_time(row for _, row in placed)),
        renamed={was.id: now.id for was, now in (*cues, *placed) if was.id != now.id},
        homeless=tuple(homeless),
        resting=tuple(resting),
        moved=tuple(became),
    )


class _Work:
    """One move. records: the older source cues, by id."""

    def __init__(
        self, records: Mapping[str, Record], found: Homes, new: Document, shift: Shift, rows: Sequence[Row]
    ) -> None:
        self._records, self._found, self._shift = records, found, shift
        self._ground = Ground(source=new)
        shown = [row for row in rows if row.of and all(one in found for one in row.of)]
        self._shown = in_time(shown or (_row(record) for one, record in records.items() if one in found))

    def decision(self, decision: Decision) -> Decision | str:
        """The decision in terms of the new source, or why it has no place there."""
        if not decision.of:
            now = [self._added(cue) for cue in decision.now]
            lost = next((cue for cue in now if isinstance(cue, str)), None)
            return lost or replace(decision, now=tuple(cue for cue in now if isinstance(cue, Record)))
        there = home(decision.of, self._found)
        if isinstance(there, str):
            return there
        of = self._ground.ordered(there.new)
        if decision.what is What.RETIME and len(of) != len(decision.of):
            return MERGED
        cues = moved(decision.now, self._anchors(there, of, decision.now[:1]))
        return replace(
            decision,
            of=tuple(self._ground.records[one] for one in of),
            now=tuple(replace(cue, id=name) for cue, name in zip(cues, names(of, len(cues)), strict=True)),
        )

    def rows(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
        """The rows that have a place in the new source, as they were and as they are now."""
        for place in together(rows):
            of = tuple(dict.fromkeys(one for row in place for one in row.of))
            if not of:
                yield from ((row, cue) for row in place if isinstance(cue := self._added(row), Row))
            elif all(one in self._found for one in of):
                there = home([self._records[one] for one in of], self._found)
                if isinstance(there, Home) and len(there.new) == len(of):
                    ordered = self._ground.ordered(there.new)
                    cues = moved(place, self._anchors(there, ordered, place[:1]))
                    for was, row, name in zip(place, cues, names(ordered, len(cues)), strict=True):
                        yield was, replace(row, id=name, of=ordered)

    def _anchors(self, there: Home, of: Sequence[str], first: Sequence[Record]) -> list[Anchor]:
        starts = [(there.old[0].start_ms, cue.start_ms) for cue in first] or [(0, 0)]
        return anchors(there.old, [self._ground.records[one] for one in of], self._shift.nearest(*starts[0]))

    def _added(self, cue: _R) -> _R | str:
        """A cue that a person added, at the same distance from the one beside it."""
        place = bisect_right(self._shown, cue.start_ms, key=lambda row: row.start_ms)
        near = []
        for row in self._shown[max(place - 1, 0) : place + 1]:
            there = home([self._records[one] for one in row.of], self._found)
            if isinstance(there, Home):
                along = self._anchors(there, self._ground.ordered(there.new), [row])
                was, now = along[-1] if row.start_ms <= cue.start_ms else along[0]
                near.append((max(cue.start_ms - row.end_ms, row.start_ms - cue.end_ms, 0), now - was))
        if self._shown and not near:
            return _ALONE
        by = min(near, default=(0, 0))[1]
        return replace(cue, start_ms=cue.start_ms + by, end_ms=cue.end_ms + by)


def _row(record: Record) -> Row:
    return Row(id=record.id, start_ms=record.start_ms, end_ms=record.end_ms, text=record.text, of=(record.id,))
