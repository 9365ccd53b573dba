"""Where a cue should stand in the new version, by the time map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from localize.versions.values import Stretch

Times = tuple[int, int]  # start and end, ms


class Places:
    """The time map, ready to be asked about cues."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._starts = [stretch.start_ms for stretch in stretches]
        self.rounding_ms = max((stretch.rounding_ms for stretch in stretches), default=0)

    def of(self, start_ms: int, end_ms: int) -> tuple[Times, ...]:
        """Start and end in the new version of a cue of the old: none if nothing is known, two between two stretches."""
        after = bisect_right(self._starts, start_ms)
        near = self._stretches[max(after - 1, 0) : after + 1]
        if len(near) == 2 and after and near[0].end_ms >= start_ms:
            near = near[:1]
        return tuple((stretch.at(start_ms), stretch.at(end_ms)) for stretch in near)
