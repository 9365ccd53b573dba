"""Homes for cues that found none in order: scenes that stand elsewhere now, and overlapping cues in another order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from statistics import median_low

from localize.versions.anchors import Pair, at_its_time, equal
from localize.versions.costs import LONG, Spot
from localize.versions.path import Step
from localize.versions.sequence import in_order

_APART = 8  # places between two equal lines of one scene
_AROUND = 4  # cues before and after the equal lines that may belong to the scene
_NEIGHBOURS = 4  # more cues than that do not overlap


def rehome(old: Sequence[Spot], new: Sequence[Spot], steps: Sequence[Step], rounding_ms: int) -> Iterator[Step]:
    """Links between cues that are alone in `steps`.

    A scene is a run of lines that are equal in both versions, with what is between and beside them. Away from where the
    map puts it, it needs the weight of one long line: "Yes." dropped here and added there are two things.
    """
    left = [step.old[0] for step in steps if not step.new]
    right = [step.new[0] for step in steps if not step.old]
    homeless, unclaimed = [old[place] for place in left], [new[place] for place in right]
    homed: set[int] = set()
    claimed: set[int] = set()
    for scene in _scenes(sorted((left[one], right[other]) for one, other in equal(homeless, unclaimed))):
        if not _is_proof([(old[place], new[other]) for place, other in scene]):
            continue
        rows = [place for place in _around(left, scene[0][0], scene[-1][0]) if place not in homed]
        columns = [other for other in _around(right, scene[0][1], scene[-1][1]) if other not in claimed]
        there = _put([old[place] for place in rows], [(old[place], new[other]) for place, other in scene])
        for step in in_order(there, [new[place] for place in columns], rounding_ms):
            if step.old and step.new:
                link = Step(tuple(rows[at] for at in step.old), tuple(columns[at] for at in step.new), step.margin)
                homed.update(link.old)
                claimed.update(link.new)
                yield link


def _is_proof(scene: Sequence[tuple[Spot, Spot]]) -> bool:
    return all(at_its_time(*pair) for pair in scene) or sum(spot.wording.weight for spot, _ in scene) >= LONG


def has_moved(old: Sequence[Spot], new: Sequence[Spot], step: Step, ordered: Sequence[Pair]) -> bool:
    """Whether a neighbour among the pairs `ordered` stood on one side of the step's cues and now stands on the other.

    Cues that overlap stand on no side of each other. `ordered` rises in both places.
    """
    at = bisect_left(ordered, (step.old[0], step.new[0]))
    return any(
        _side(old[place], old[step.old[0]]) * _side(new[other], new[step.new[0]]) < 0
        for place, other in ordered[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS]
    )


def _side(one: Spot, other: Spot) -> int:
    """-1 if `one` is over when `other` begins, 1 if it is the other way round, 0 if they overlap."""
    return (other.end_ms <= one.start_ms) - (one.end_ms <= other.start_ms)


def _scenes(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs that follow each other closely in both versions."""
    scene: list[Pair] = []
    for pair in pairs:
        if scene and not all(0 < here - before <= _APART for here, before in zip(pair, scene[-1], strict=True)):
            yield scene
            scene = []
        scene.append(pair)
    if scene:
        yield scene


def _around(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    return places[bisect_left(places, first - _AROUND) : bisect_left(places, last + _AROUND + 1)]


def _put(spots: Sequence[Spot], scene: Sequence[tuple[Spot, Spot]]) -> list[Spot]:
    """The spots with one more place for each they have: where the equal lines of their scene went."""
    shift = median_low(new.start_ms - old.places[0][0] if old.places else 0 for old, new in scene)
    there = [tuple((start + shift, end + shift) for start, end in spot.places) for spot in spots]
    return [spot._replace(places=spot.places + more) for spot, more in zip(spots, there, strict=True)]
