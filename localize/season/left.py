"""The cues of an output as people left them, under the ids that their decisions name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from localize.formats import FORMATS
from localize.model import Document
from localize.project.places import by_people, in_time
from localize.project.standing import Standing
from localize.project.values import Record, Row, recorded


def as_left(rows: Sequence[Row], held: Iterable[Standing], disk: Document) -> tuple[Row, ...]:
    """`rows`, the cues as last written, with what people decided on them; in order of time.

    held: what holds of all decisions, those included that only `disk`, the output as it is, tells. Since a new cut some
    may have no home: they are neither on disk nor about the rows, and left out.
    """
    dialect = FORMATS[disk.facts.format].DIALECT
    there = {_content(recorded(cue, dialect)) for cue in disk.cues}
    known = {one for row in rows for one in (*row.of, row.id)}
    of = {one: row for row in rows for one in row.of}
    own = {row.id: row for row in rows}
    at: dict[str, set[str]] = {}
    for row in rows:
        for cue_id in row.of or (row.id,):
            at.setdefault(cue_id, set()).add(row.id)
    left: list[Row] = []
    gone: set[str] = set()
    for one in held:
        on_disk = bool(one.now) and there.issuperset(map(_content, one.now))
        if not on_disk and not known.issuperset(one.last.key):
            continue
        if not one.has_text:
            times = {record.id: record for record in one.now if record.id in own}
            left += [
                replace(own[cue_id], start_ms=record.start_ms, end_ms=record.end_ms) for cue_id, record in times.items()
            ]
            gone |= times.keys()
            continue
        base = next((of[cue_id] for cue_id in one.of if cue_id in of), None) or own.get(one.last.key[0])
        gone.update(*(at.get(cue_id, ()) for cue_id in one.last.key))
        left += [
            Row(
                id=record.id,
                start_ms=record.start_ms,
                end_ms=record.end_ms,
                text=record.text,
                of=one.of,
                maker=base.maker if base and by_people(base) else "human",
            )
            for record in one.now
        ]
    return tuple(in_time([*(row for row in rows if row.id not in gone), *left]))


def _content(record: Record) -> tuple[int, int, str]:
    return record.start_ms, record.end_ms, record.text
