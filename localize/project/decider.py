"""How what a person did becomes a decision, with all that tells later whether it needs another look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from localize.formats import FORMATS
from localize.project.found import Place
from localize.project.ground import Ground
from localize.project.places import by_people, in_time, name_of_added, names
from localize.project.same import same_text
from localize.project.standing import Standing
from localize.project.values import Decision, Record, Row, What

Proposals = Mapping[str, str]


class Decider:
    """Makes the decisions that one person took at one time."""

    def __init__(
        self, ground: Ground, rows: Sequence[Row], held: Sequence[Standing], when: str, by: str, proposals: Proposals
    ) -> None:
        self._ground, self._when, self._by, self._proposals = ground, when, by, proposals
        self._dialect = FORMATS[ground.source.facts.format].DIALECT
        self._held = {one.last.key: one for one in held}
        self._at = {cue_id: one for one in held for cue_id in one.last.key}
        self._taken = {*ground.records, *(row.id for row in rows), *(cue.id for one in held for cue in one.last.now)}
        written = {row.id for row in rows}
        added = (record for one in held if not one.of for record in one.now)
        self._unwritten = [record for record in added if record.id not in written]
        claimed = {one for row in rows for one in row.of}
        self._unclaimed = [record for cue_id, record in ground.records.items() if cue_id not in claimed]

    def decide(self, what: What, places: Iterable[Place]) -> Iterator[Decision]:
        """One decision for each place, and one for each cue there that a person added, or had added."""
        for place in places:
            for decision in self._on(what, place):
                if not self._is_known(decision):
                    yield replace(decision, seen=self._seen(decision, place.rows))

    def _on(self, what: What, place: Place) -> Iterator[Decision]:
        of = self._ground.ordered(one for row in place.rows for one in row.of) or self._restored(place)
        added = [row for row in place.rows if not row.of]
        if of:
            now = [replace(cue, id=name) for cue, name in zip(place.now, names(of, len(place.now)), strict=True)]
            yield self._decision(what, of, now, [row for row in place.rows if row.of])
            kept = 0
        else:
            kept = len(place.now)
            for row, cue in zip_longest(added[:kept], place.now):
                yield self._decision(what, (), [replace(cue, id=self._name(row, cue))], [])
        for row in added[kept:]:
            gone = Record(id=row.id, start_ms=row.start_ms, end_ms=row.end_ms, text="")
            yield self._decision(what, (), [gone], [])

    def _restored(self, place: Place) -> tuple[str, ...]:
        """The source cue that has no row, since a person had deleted its cue, and where now one was added."""
        for record in self._unclaimed if len(place.now) == 1 and not place.rows else ():
            cue = place.now[0]
            both = min(record.end_ms, cue.end_ms) - max(record.start_ms, cue.start_ms)
            if both > 0 and 2 * both >= max(record.end_ms - record.start_ms, cue.end_ms - cue.start_ms):
                self._unclaimed.remove(record)
                return (record.id,)
        return ()

    def _name(self, row: Row | None, cue: Record) -> str:
        name = row.id if row else self._said(cue) or name_of_added(cue, self._taken)
        self._taken.add(name)
        return name

    def _said(self, cue: Record) -> str:
        """The name of an added cue that was decided on but never written, since a run was killed between the two."""
        for record in self._unwritten:
            same = (record.start_ms, record.end_ms) == (cue.start_ms, cue.end_ms)
            if same and same_text(record.text, cue.text, self._dialect):
                self._unwritten.remove(record)
                return record.id
        return ""

    def _decision(self, what: What, of: Sequence[str], now: Sequence[Record], rows: Sequence[Row]) -> Decision:
        key = tuple(of) or tuple(cue.id for cue in now)
        return Decision(
            what=what,
            of=tuple(self._ground.records[one] for one in of),
            now=tuple(Record(id=cue.id, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text) for cue in now),
            when=self._when,
            was=self._was(key, rows),
            sentences=self._ground.said(of),
            terms=self._ground.agreed(of),
            by=self._by,
        )

    def _seen(self, decision: Decision, rows: Sequence[Row]) -> tuple[str, ...]:
        """Marks of what the person knew: what `rows` showed and, for one who approves, what else was told of it."""
        known = [held for held in self._there(decision.key) if self._is_shown(held, rows)]
        seen = [one.mark for held in known for one in (held.last, held.times, held.approval) if one]
        if decision.what is What.APPROVE:
            seen += [one.mark for held in known for one in held.passed_over]
        return tuple(dict.fromkeys(seen))

    def _is_shown(self, held: Standing, rows: Sequence[Row]) -> bool:
        """Whether the file showed what holds: a person may have had one without the latest of others."""
        there = [row for row in rows if not set(held.last.key).isdisjoint(row.of or (row.id,))]
        cues = in_time(held.now)
        return len(there) == len(cues) and all(
            (row.start_ms, row.end_ms) == (cue.start_ms, cue.end_ms)
            and (not held.has_text or same_text(row.text, cue.text, self._dialect))
            for row, cue in zip(there, cues, strict=True)
        )

    def _was(self, key: tuple[str, ...], rows: Sequence[Row]) -> tuple[str, ...]:
        """What the program had written there, or would have written."""
        if rows and not any(map(by_people, rows)):
            return tuple(row.text for row in rows)
        proposed = [self._proposals[row.id] for row in rows if row.id in self._proposals]
        before = self._held.get(key)
        return tuple(proposed) or (before.basis.was if before else ())

    def _there(self, key: Iterable[str]) -> list[Standing]:
        """What holds on any of these cues."""
        found = {id(one): one for cue_id in key if (one := self._at.get(cue_id))}
        return list(found.values())

    def _is_known(self, decision: Decision) -> bool:
        """Whether `decision` would change nothing."""
        before = self._held.get(decision.key)
        match decision.what:
            case What.EDIT:
                return before is not None and before.has_text and before.is_of_this(decision)
            case What.RETIME:
                return before is not None and replace(before.last, now=before.now).times == decision.times
            case What.APPROVE:
                said = before.approval if before and before.approved and not before.passed_over else None
                return said is not None and replace(said, when=decision.when, seen=()) == decision
            case What.WITHDRAW:
                return all(one.approval is None for one in self._there(decision.key))
