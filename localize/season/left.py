"""The cues of an output as people left them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from localize.project.places import by_people, in_time
from localize.project.standing import Standing
from localize.project.values import Row


def as_left(rows: Sequence[Row], held: Iterable[Standing]) -> tuple[Row, ...]:
    """The rows, those that people decided on as they left them, in order of time."""
    left: list[Row] = []
    gone: set[str] = set()
    of = {one: row for row in rows for one in row.of}
    own = {row.id: row for row in rows}
    for one in held:
        base = next((of[cue_id] for cue_id in one.of if cue_id in of), None) or own.get(one.last.key[0])
        if not one.has_text:
            times = {record.id: record for record in one.now}
            left += [
                replace(row, start_ms=times[row.id].start_ms, end_ms=times[row.id].end_ms)
                for row in rows
                if row.id in times
            ]
            gone |= times.keys()
            continue
        gone |= {row.id for row in rows if set(row.of or (row.id,)) & set(one.last.key)}
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
