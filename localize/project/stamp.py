"""The times of decisions, which tell the later one from the earlier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol

_WHEN = "%Y-%m-%dT%H:%M:%SZ"


class Dated(Protocol):
    """A decision, or whatever else has its time."""

    @property
    def when(self) -> str:
        """UTC, `2026-01-31T09:30:00Z`."""


def stamp(now: datetime, decisions: Iterable[Dated]) -> str:
    """The time for a new decision on cues of which `decisions` were made: `now`, but later than all of them.

    So it holds even if it follows within a second, or somebody's clock is ahead.
    """
    last = max((one.when for one in decisions), default="")
    when = now.astimezone(UTC).strftime(_WHEN)
    return when if when > last else (datetime.fromisoformat(last) + timedelta(seconds=1)).strftime(_WHEN)
