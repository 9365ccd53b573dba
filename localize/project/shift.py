"""How people retimed an output as a whole: from the times of its source to those on screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from localize.project.standing import Standing
from localize.versions import Stretch
from localize.versions.place import Places, Times
from localize.versions.times import Vote, stretches

_AS_IT_WAS = Stretch(start_ms=0, end_ms=0, ratio=Fraction(1), offset_ms=0)


class Shift:
    """Made of pairs of times, before and after."""

    def __init__(self, votes: Sequence[Vote]) -> None:
        self._stretches = stretches(votes)
        self._places = Places(self._stretches)

    def times(self, start_ms: int, end_ms: int) -> Times:
        """When a cue is on screen that stands in the source from `start_ms` to `end_ms`."""
        return next(iter(self._places.of(start_ms, end_ms)), (start_ms, end_ms))

    def nearest(self, before_ms: int, after_ms: int) -> Stretch:
        """The stretch that best explains that a time became another; of those as good, the simplest."""
        candidates = (_AS_IT_WAS, *self._stretches)
        return min(candidates, key=lambda stretch: abs(stretch.at(before_ms) - after_ms))


def votes(held: Iterable[Standing]) -> list[Vote]:
    """What the retimings among `held` say: the start of the source cue, and of the cue on screen."""
    return [(one.last.of[0].start_ms, one.now[0].start_ms) for one in held if one.of and not one.has_text]
