"""Times of cues on screen that go along when their source cues move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from localize.project.values import Record
from localize.timecode import scaled
from localize.versions import Stretch

_R = TypeVar("_R", bound=Record)
Anchor = tuple[int, int]  # a time that was, and what it is now, ms


def anchors(old: Sequence[Record], new: Sequence[Record], shift: Stretch) -> list[Anchor]:
    """Starts and ends of source cues, then and now, as `shift` puts them on screen; in order, two at least."""
    first = (old[0].start_ms, new[0].start_ms)
    last = (max(old[-1].end_ms, first[0]), max(new[-1].end_ms, first[1]))
    found = [first]
    for one, other in zip(old, new, strict=True) if len(old) == len(new) else ():
        for pair in ((one.start_ms, other.start_ms), (one.end_ms, other.end_ms)):
            if _before(found[-1], pair) and _before(pair, last):
                found.append(pair)
    return [(shift.at(was), shift.at(now)) for was, now in (*found, last)]


def _before(one: Anchor, other: Anchor) -> bool:
    return one[0] < other[0] and one[1] < other[1]


def moved(cues: Sequence[_R], along: Sequence[Anchor]) -> list[_R]:
    """`cues`, in order of time: the first start and the last end as far from the anchors as they were.

    What lies between goes with the stretch that it lies in; so do all if a cue would end before it begins.
    """
    made = [replace(cue, start_ms=_between(cue.start_ms, along), end_ms=_between(cue.end_ms, along)) for cue in cues]
    if made:
        (first, then), (last, now) = along[0], along[-1]
        outer = list(made)
        outer[0] = replace(outer[0], start_ms=cues[0].start_ms - first + then)
        outer[-1] = replace(outer[-1], end_ms=cues[-1].end_ms - last + now)
        if all(cue.start_ms <= cue.end_ms for cue in outer):
            return outer
    return made


def _between(ms: int, along: Sequence[Anchor]) -> int:
    place = bisect_right(along, ms, key=lambda anchor: anchor[0])
    if place == 0 or place == len(along):
        was, now = along[0] if place == 0 else along[-1]
        return ms - was + now
    (was, now), (end_was, end_now) = along[place - 1], along[place]
    return now + scaled(ms - was, Fraction(end_now - now, end_was - was))
