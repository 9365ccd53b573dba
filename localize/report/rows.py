"""The rows of a run, which stay in memory to its end: what they have in common is held once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from localize.report.entry import Entry
from localize.result import Row

_T = TypeVar("_T", bound=Hashable)


class Rows:
    """A sink that gathers the rows."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._known: dict[Hashable, Hashable] = {}

    def take(self, entry: Entry) -> None:
        """The next output."""
        row = entry.row
        self._rows.append(
            replace(
                row,
                path=self._once(row.path),
                locale=self._once(row.locale),
                profile=self._once(row.profile),
                rules=tuple(map(self._once, row.rules)),
                not_run=self._once(row.not_run),
                origins=self._once(row.origins),
            )
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them, in the order in which they came."""
        return tuple(self._rows)

    def _once(self, value: _T) -> _T:
        """The first value that was equal to `value`."""
        known = self._known.setdefault(value, value)
        return known if isinstance(known, type(value)) else value
