"""Rows of several versions of an output, as a merge or a killed run leaves them: those that the file was made of.

In one version no two rows have one id, and two rows stand for the same source cues or have none in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from localize.project.places import by_people, together
from localize.project.same import Shown, same_times, shown
from localize.project.values import Record, Row
from localize.text.markup import Dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """rows: those of one version. disputed: ids of those that a person wrote, where another person wrote otherwise."""

    rows: tuple[Row, ...]
    disputed: frozenset[str] = frozenset()


def held(rows: Sequence[Row], disk: Iterable[Record], dialect: Dialect, step_ms: int) -> Held:
    """The rows that agree with each other and, as far as they do not, with what is on disk: with its text and times
    before its text alone.
    """
    if _agree(rows):
        return Held(rows=tuple(rows))
    there: dict[Shown, list[Record]] = {}
    for record in disk:
        there.setdefault(shown(record.text, dialect), []).append(record)

    def rank(row: Row) -> int:
        alike = there.get(shown(row.text, dialect), ())
        times = row.start_ms, row.end_ms
        return 2 - bool(alike) - any(same_times(times, (one.start_ms, one.end_ms), step_ms) for one in alike)

    chosen = _Version()
    disputed = set()
    for row in sorted(rows, key=rank):
        for other in chosen.against(row):
            if by_people(row) and by_people(other) and shown(row.text, dialect) != shown(other.text, dialect):
                disputed.add(other.id)
        chosen.take(row)
    places = {row: place for place, row in enumerate(rows)}
    one = tuple(sorted(_of_one(chosen.rows.values(), rank), key=places.__getitem__))
    return Held(rows=one, disputed=frozenset(disputed))


def _of_one(rows: Iterable[Row], rank: Callable[[Row], int]) -> list[Row]:
    """The rows without those of another version that go with none of them: of a cue that a person split there.

    In one version all cues of a place are a person's, or none is.
    """
    found = []
    for place in together(list(rows)):
        best = by_people(min(place, key=lambda row: (rank(row), not by_people(row))))
        found += [row for row in place if by_people(row) is best]
    return found


def versions(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows in versions, each with all that agree with each other of those that no version before it has."""
    rest = list(dict.fromkeys(rows))
    while rest:
        version = _Version()
        over = []
        for row in rest:
            if version.against(row):
                over.append(row)
            version.take(row)
        yield tuple(version.rows.values())
        rest = over


def _agree(rows: Iterable[Row]) -> bool:
    version = _Version()
    for row in rows:
        if version.against(row):
            return False
        version.take(row)
    return True


class _Version:
    """Rows that agree with each other."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self._of: dict[str, list[Row]] = {}

    def against(self, row: Row) -> list[Row]:
        """The rows that cannot stand beside `row` in one version."""
        same_id = [self.rows[row.id]] if row.id in self.rows else []
        return same_id + [other for one in row.of for other in self._of.get(one, ()) if other.of != row.of]

    def take(self, row: Row) -> None:
        """Add `row`, if there is nothing against it."""
        if not self.against(row):
            self.rows[row.id] = row
            for one in row.of:
                self._of.setdefault(one, []).append(row)
