"""The cheapest account of a run of old cues and a run of new ones, in order, by a dynamic programme.

A cell (i, j) means: i old and j new cues are accounted for. Every move uses up cues: 1:1, 1:0, 0:1, 1:n, n:1. The
programme runs forwards and backwards, so that for every step of the best path the cost of the best path without it is
known: their difference is the step's margin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from localize.versions.anchors import rising
from localize.versions.costs import ALONE, MORE, MOST, Spot, linked

_FULL = 2_500  # cells up to which everything is compared with everything
_BAND = 20  # new cues on either side of where an old one should be, in longer runs
_SLACK = 0.5  # a link that costs this much more than leaving its cues alone is not thought of
# The most for a pair that begins within a second: it may be one cue rewritten, so neither is alone for certain. A pair
# that costs more begins no split and no merger.
_HOPELESS = 2 * ALONE + 0.25
_CLOSE_MS = 1_000
MOST_MARGIN = 1.0  # larger ones are not told apart

Cell = tuple[int, int]
Places = tuple[tuple[int, ...], tuple[int, ...]]  # of the old and the new cues that a step uses up
Move = tuple[int, int, float]  # how many old cues, how many new ones, the cost


class Step(NamedTuple):
    """Places of the old and the new cues that are linked; by how much this is cheaper than the best other account."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    margin: float = MOST_MARGIN


def cheapest(old: Sequence[Spot], new: Sequence[Spot], rounding_ms: int) -> list[Step]:
    """Steps that use up both runs, in order. Either may be empty."""
    if not old or not new:
        return [*(Step((place,), ()) for place in range(len(old))), *(Step((), (place,)) for place in range(len(new)))]
    cells = [(row, column) for row, columns in enumerate(_rows(old, new)) for column in columns]
    links = {cell: tuple(_links(old, new, cell, rounding_ms)) for cell in cells}
    before = dict.fromkeys(cells, inf)
    before[cells[0]] = 0.0
    for cell in cells:
        so_far = before[cell]
        for target, cost in _moves(cell, links):
            before[target] = min(before[target], so_far + cost)
    after = dict.fromkeys(cells, inf)
    after[cells[-1]] = 0.0
    for cell in reversed(cells[:-1]):
        after[cell] = min(cost + after[target] for target, cost in _moves(cell, links))
    return list(_with_margins(list(_path(cells, links, after)), links, before, after))


def _rows(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[range]:
    """For 0 to all old cues accounted for, how many new ones may be: a band, if the runs are long."""
    if len(old) * len(new) <= _FULL:
        yield from [range(len(new) + 1)] * (len(old) + 1)
        return
    centres = dict(rising(list(enumerate(_centres(old, new)))))  # without the cues of scenes that moved
    centre = low = high = 0
    for place in range(len(old) + 1):
        centre = centres.get(place, centre) if place < len(old) else len(new)
        low, high = min(max(centre - _BAND, 0), high), min(centre + _BAND, len(new))
        yield range(low, high + 1)


def _centres(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[int]:
    """For every old cue how many new ones should stand before it: by the map, or as far into the run."""
    starts = [spot.start_ms for spot in new]
    for place, spot in enumerate(old):
        yield bisect_left(starts, spot.places[0][0]) if spot.places else place * len(new) // len(old)


def _links(old: Sequence[Spot], new: Sequence[Spot], cell: Cell, rounding_ms: int) -> Iterator[Move]:
    """The links that begin with the cues at `cell` and are worth a thought.

    A split or a merger grows cue by cue, as long as every one makes it more alike or better placed.
    """
    row, column = cell
    if row == len(old) or column == len(new):
        return
    pair = linked(old[row : row + 1], new[column : column + 1], rounding_ms)
    if _close(old[row], new[column]):
        pair = min(pair, _HOPELESS)
    if pair < 2 * ALONE + _SLACK:
        yield 1, 1, pair
    if pair > _HOPELESS:
        return
    for rows, columns in ((0, 1), (1, 0)):
        least = pair
        for more in range(1, MOST):
            olds, news = old[row : row + 1 + rows * more], new[column : column + 1 + columns * more]
            if len(olds) + len(news) != 2 + more:
                break
            cost = linked(olds, news, rounding_ms)
            if cost - MORE * more >= least:
                break
            least = cost - MORE * more
            if cost < (2 + more) * ALONE + _SLACK:
                yield len(olds), len(news), cost


def _close(old: Spot, new: Spot) -> bool:
    return any(abs(start - new.start_ms) <= _CLOSE_MS for start, _ in old.places)


def _moves(cell: Cell, links: Mapping[Cell, Sequence[Move]]) -> Iterator[tuple[Cell, float]]:
    """Where one can go from `cell`, and for what; links first, so that they win over leaving cues alone."""
    row, column = cell
    for rows, columns, cost in links[cell]:
        if (target := (row + rows, column + columns)) in links:
            yield target, cost
    if (target := (row + 1, column)) in links:
        yield target, ALONE
    if (target := (row, column + 1)) in links:
        yield target, ALONE


def _path(cells: Sequence[Cell], links: Mapping[Cell, Sequence[Move]], after: Mapping[Cell, float]) -> Iterator[Places]:
    cell = cells[0]
    while cell != cells[-1]:
        target = min(_moves(cell, links), key=lambda move: move[1] + after[move[0]])[0]
        yield _used(cell, target)
        cell = target


def _used(cell: Cell, target: Cell) -> Places:
    return tuple(range(cell[0], target[0])), tuple(range(cell[1], target[1]))


def _with_margins(
    path: Sequence[Places],
    links: Mapping[Cell, Sequence[Move]],
    before: Mapping[Cell, float],
    after: Mapping[Cell, float],
) -> Iterator[Step]:
    """The steps of the path. Every account uses up every cue, so one without a step uses up its first cue otherwise."""
    of_old = {place: used for used in path for place in used[0]}
    of_new = {place: used for used in path for place in used[1]}
    least = after[0, 0]
    other_old, other_new = dict.fromkeys(of_old, least + MOST_MARGIN), dict.fromkeys(of_new, least + MOST_MARGIN)
    for cell, so_far in before.items():
        if so_far + after[cell] >= least + MOST_MARGIN:
            continue
        for target, cost in _moves(cell, links):
            total = so_far + cost + after[target]
            used = _used(cell, target)
            for place in used[0]:
                if of_old[place] != used:
                    other_old[place] = min(other_old[place], total)
            for place in used[1]:
                if of_new[place] != used:
                    other_new[place] = min(other_new[place], total)
    for old, new in path:
        yield Step(old, new, (other_old[old[0]] if old else other_new[new[0]]) - least)
