"""Two runs of cues that stand in the same order: anchors, then the cheapest account of what is between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localize.versions.anchors import anchors
from localize.versions.costs import ALONE, Spot, linked
from localize.versions.path import MOST_MARGIN, Step, cheapest


def in_order(old: Sequence[Spot], new: Sequence[Spot], rounding_ms: int) -> Iterator[Step]:
    """Steps that use up both runs. Between anchors, more are looked for: a line may be the only one of its words."""
    pairs = anchors(old, new) if old and new else []
    if not pairs:
        yield from cheapest(old, new, rounding_ms)
        return
    row = column = 0
    for place, other in (*pairs, (len(old), len(new))):
        for step in in_order(old[row:place], new[column:other], rounding_ms):
            yield Step(tuple(row + one for one in step.old), tuple(column + one for one in step.new), step.margin)
        if place < len(old):
            cost = linked(old[place : place + 1], new[other : other + 1], rounding_ms)
            yield Step((place,), (other,), min(2 * ALONE - cost, MOST_MARGIN))
        row, column = place + 1, other + 1
