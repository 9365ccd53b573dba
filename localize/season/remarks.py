"""What people did around the cues of an output since it was written.

What stands above a cue is compared with what was written above that cue. Where the cue is gone, what stood above it is
looked for above the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from localize.formats import FORMATS
from localize.model import Document
from localize.project.places import in_time
from localize.project.remark import Remark, Where, marks
from localize.project.values import Record, Row, as_cue
from localize.project.written import Stood, Written
from localize.season.frame import Frame, pieces
from localize.versions import align

_Key = tuple[Where, str]  # a place, by the id of the row below it
_TOP, _BELOW = (Where.TOP, ""), (Where.BELOW, "")


@dataclass(frozen=True, kw_only=True)
class Then:
    """What stood around the cues of an output as it was written.

    order: ids of its cues. exact: whether it is known where each piece stood, and that it was in the file.
    """

    stood: Sequence[Stood]
    order: Sequence[str]
    exact: bool


def then(written: Written | None, rows: Sequence[Row], *, mixed: bool) -> Then | None:
    """What stood around `rows`, None if that was not noted. mixed: it is open which of several versions it was."""
    if written is None or not written.stood:
        return None
    return Then(stood=written.stood, order=[row.id for row in in_time(rows)], exact=not mixed)


def of(frame: Frame, known: Iterable[Remark], *, exact: bool) -> Then:
    """What would stand around the cues of a document that was written today. known: what people wrote there."""
    order = [cue.id for cue in frame.document.cues]
    top, *above, below = map(marks, frame.laid(known))
    between = (Stood(where=Where.ABOVE, cue=one, marks=found) for one, found in zip(order[1:], above, strict=True))
    every = (Stood(where=Where.TOP, marks=top), *between, Stood(where=Where.BELOW, marks=below))
    return Then(stood=[one for one in every if one.marks], order=order, exact=exact)


def heard(then: Then, disk: Document, left: Sequence[Row], source: Mapping[str, Record], when: str) -> Iterator[Remark]:
    """What people made of places around the cues of `disk`.

    left: its cues, as they are known; source: the source cues, by id.
    """
    rows = {row.id: row for row in left}
    around = pieces(disk)
    alone = not any(around[1:-1]) and all(one.where is not Where.ABOVE for one in then.stood)
    names = [""] * len(disk.cues) if alone else _named(disk, left)
    found = dict(_places(names, around))
    before = _expected(then, found, names[0]) if then.exact else None
    known = {mark for one in then.stood for mark in one.marks}
    for key, now in found.items():
        there = marks(now)
        was = tuple(mark for mark in there if mark in known) if before is None else before.get(key, ())
        if there != was and (now or key != _TOP):
            where, row_id = key
            row = rows.get(row_id)
            cue = _record(row, source) if row else None
            part = [one.id for one in left if cue and cue.id in (*one.of, one.id)].index(row_id) if row else 0
            yield Remark(where=where, now=now, when=when, was=was, cue=cue, part=part)


def unsaid(said: Iterable[Remark], known: Iterable[Remark]) -> tuple[Remark, ...]:
    """Those of `said` that are not what was said last of their place, as if somebody looks twice between two runs."""
    last = {(one.where, one.cue, one.part): one for one in known}
    return tuple(
        one
        for one in said
        if not ((other := last.get((one.where, one.cue, one.part))) and (other.was, other.now) == (one.was, one.now))
    )


def _record(row: Row, source: Mapping[str, Record]) -> Record:
    known = next((source[one] for one in row.of if one in source), None)
    return known or Record(id=row.id, start_ms=row.start_ms, end_ms=row.end_ms, text=row.text)


def _named(disk: Document, left: Sequence[Row]) -> list[str]:
    """The id of each cue on disk among those of `left`; empty for one that is not there."""
    dialect = FORMATS[disk.facts.format].DIALECT
    found: dict[str, str] = {}
    for link in align([as_cue(row, dialect) for row in left], disk.cues).links:
        found |= dict(zip(link.new, link.old, strict=False))
    return [found.get(cue.id, "") for cue in disk.cues]


def _places(names: Sequence[str], around: Sequence[tuple[str, ...]]) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    """What stands at each place. What is above a cue without a name is above the next one."""
    top, *above, below = around
    yield _TOP, top
    waiting: tuple[str, ...] = ()
    for name, found in zip(names[1:], above, strict=True):
        waiting += found
        if name:
            yield (Where.ABOVE, name), waiting
            waiting = ()
    yield _BELOW, (*waiting, *below)


def _expected(then: Then, places: Iterable[_Key], first: str) -> dict[_Key, tuple[str, ...]]:
    """What was written at each of `places`, and at those before it that are not there any more.

    first: the id of the cue that is the first now.
    """
    there = {(one.where, one.cue): one.marks for one in then.stood}
    known = set(places)
    found = {_TOP: there.get(_TOP, ())}
    waiting: tuple[str, ...] = ()
    for name in then.order:
        key = _TOP if name == first else (Where.ABOVE, name)
        waiting += there.get((Where.ABOVE, name), ())
        if key in known:
            found[key] = (*found.get(key, ()), *waiting)
            waiting = ()
    found[_BELOW] = (*waiting, *there.get(_BELOW, ()))
    return found
