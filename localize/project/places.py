"""Places of an output: rows that stand for the same source cues belong together, and how cues there are named.

A cue that stands for a source cue alone has its id. Where a person split or merged cues, all of that place stand for
all of its source cues; the first ones take their ids in order, those beyond get an id of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from localize.model import Maker
from localize.project.groups import connected
from localize.project.values import Record, Row, digest

_R = TypeVar("_R", bound=Record)
_OURS = frozenset({Maker.SOURCE, Maker.MACHINE, Maker.CONVERTED, Maker.MEMORY})


def by_people(row: Row) -> bool:
    """Whether a person made the text of `row`; what cannot be told is a person's."""
    return row.maker not in _OURS


def together(rows: Sequence[Row]) -> list[tuple[Row, ...]]:
    """The rows, those of one place together in order of time; a cue that a person added is a place of its own."""
    groups = connected([[*(("source", one) for one in row.of), ("row", row.id)] for row in rows])
    return [tuple(in_time(rows[number] for number in group)) for group in groups]


def in_time(cues: Iterable[_R]) -> list[_R]:
    """In order of time."""
    return sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))


def names(of: Sequence[str], count: int) -> list[str]:
    """Ids for `count` cues that stand for the source cues `of`, of which there is one at least."""
    return [*of[:count], *(f"{of[-1]}-{number}" for number in range(2, count - len(of) + 2))]


def name_of_added(cue: Record, taken: Collection[str]) -> str:
    """An id for a cue that a person added: the same for the same cue, and none of `taken`."""
    first = "new-" + digest(f"{cue.start_ms} {cue.end_ms} {cue.text}")[:10]
    others = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (first, *others) if name not in taken)
