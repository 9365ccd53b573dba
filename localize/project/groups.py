"""What hangs together, directly or over others."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

_T = TypeVar("_T", bound=Hashable)


def connected(groups: Sequence[Collection[_T]]) -> list[list[int]]:
    """Places in `groups`, those together that share a member or share one with a third; both in ascending order."""
    leaders = list(range(len(groups)))
    first: dict[_T, int] = {}

    def leader(place: int) -> int:
        while leaders[place] != place:
            leaders[place] = leaders[leaders[place]]
            place = leaders[place]
        return place

    for place, members in enumerate(groups):
        for member in members:
            one, other = sorted((leader(first.setdefault(member, place)), leader(place)))
            leaders[other] = one
    found: dict[int, list[int]] = {}
    for place in range(len(groups)):
        found.setdefault(leader(place), []).append(place)
    return list(found.values())
