"""Votes for the time map: from words, and where the words of a version were all rewritten, from its times alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localize.versions.anchors import as_often
from localize.versions.costs import Spot
from localize.versions.times import Vote, agreeing

_FEW = 5  # words must vote for one cue in so many, or times vote too
_WINDOW = 20  # cues that may have been added or dropped before
_SPEED = 0.07  # by how much a speed-up changes how long a cue is shown
_FRAMES_MS = 84
_NOISE = 20  # fewer than one cue in so many say nothing: a title, a common exclamation
_AGREE = 3  # one cue in so many must be where one line puts it, and at least so many cues


def votes(old: Sequence[Spot], new: Sequence[Spot]) -> list[Vote]:
    """Pairs of an old and a new time that probably belong together."""
    found = [(old[place].start_ms, new[other].start_ms) for place, other in as_often(old, new)]
    shorter = min(len(old), len(new))
    if _FEW * len(found) < shorter:
        found += agreeing(list(_as_long(old, new)), max(_AGREE, shorter // _AGREE))
        found += _unmoved(old, new)
    return found if _NOISE * len(found) >= shorter else []


def _as_long(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[Vote]:
    """Cues about as far into both versions that are shown about as long."""
    for place, spot in enumerate(old):
        middle = place * len(new) // len(old)
        shown = spot.end_ms - spot.start_ms
        for other in new[max(middle - _WINDOW, 0) : middle + _WINDOW + 1]:
            if abs(other.end_ms - other.start_ms - shown) <= _SPEED * shown + _FRAMES_MS:
                yield spot.start_ms, other.start_ms


def _unmoved(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[Vote]:
    """Cues whose start and end are the same: hardly ever by chance."""
    there = {(spot.start_ms, spot.end_ms) for spot in new}
    return ((spot.start_ms, spot.start_ms) for spot in old if (spot.start_ms, spot.end_ms) in there)
