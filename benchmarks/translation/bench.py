"""What every measurement is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.translation.sets import Set
from benchmarks.translation.systems import System, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """stage: measure the product's whole translate stage too. limit: look at no more than so many of anything."""

    sets: tuple[Set, ...]
    systems: tuple[System, ...]
    beam: int = 4
    stage: bool = False
    limit: int | None = None

    def from_russian(self) -> Iterator[tuple[System, Way]]:
        """Every system and the way that the product takes with it, into every language it has."""
        for system in self.systems:
            for target in ("en", "zh"):
                if way := system.way("ru", target):
                    yield system, way

    def at_most(self, count: int) -> int:
        """`count`, or the limit if that is less."""
        return min(count, self.limit or count)
