"""The runs of a season, numbered. A run that changes nothing leaves no trace and has no number of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from localize.project.cache import Cache

_T = TypeVar("_T")

_NOTE = "INSERT OR IGNORE INTO run (number, begun) VALUES (?, ?)"
_LEFT = "SELECT EXISTS (SELECT * FROM run WHERE number = ?) OR EXISTS (SELECT * FROM batch)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that changed something. begun, done: UTC, `2026-01-31T09:30:00Z`; done is empty if it was interrupted."""

    number: int
    begun: str
    done: str


class Runs:
    """Access to the index, by the run that is going on or, for reading and for what people do between runs, by none.

    number: of that run, or of the last one; 0 before the first.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._begun = ""
        self.number = cache.read(_last_number)

    @property
    def going_on(self) -> bool:
        """Whether there is a run."""
        return bool(self._begun)

    def read(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """As `Cache.read`."""
        return self._cache.read(work)

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """As `Cache.write`; the run is noted with its first change."""

        def noted(connection: sqlite3.Connection) -> _T:
            before = connection.total_changes
            made = work(connection)
            if self._begun and connection.total_changes > before:
                connection.execute(_NOTE, (self.number, self._begun))
            return made

        return self._cache.write(noted)

    def begin(self, when: str) -> None:
        """A run begins. when: UTC."""
        self.number = self._cache.read(_last_number) + 1
        self._begun = when

    def finish(self, when: str, tidy: Callable[[sqlite3.Connection], None]) -> None:
        """The run comes to its end. `tidy` is called if there is anything to tidy up."""

        def end(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE run SET done = ? WHERE number = ?", (when, self.number))
            tidy(connection)

        if self._cache.read(lambda connection: connection.execute(_LEFT, (self.number,)).fetchone() == (1,)):
            self._cache.write(end)
        self._begun = ""
        self.number = self._cache.read(_last_number)

    def last(self) -> Run | None:
        """The last run that changed something."""
        rows = self._cache.read(
            lambda connection: connection.execute(
                "SELECT number, begun, done FROM run ORDER BY 1 DESC LIMIT 1"
            ).fetchall()
        )
        return next((Run(number=number, begun=begun, done=done) for number, begun, done in rows), None)


def _last_number(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM run").fetchone()
    return int(number)
