"""What a link costs. The cheapest account of both versions is the alignment.

    a cue without a counterpart, old or new     1
    cues linked                                 wording + times + 0.9 for every cue more than one on either side
    wording                                     0 if equal, else 0.05 + 1.75 × (1 - likeness³)
    times                                       0 where the map puts them, growing with the distance
    times, if there is no map                   0.5

So two cues with nothing in common (1.8) are linked if their times say the same (1.8 < 1 + 1), and not if these say
nothing (2.3). Half a second off, starts and ends together, costs a long text 0.27 and "No." 0.71; no distance costs a
long text more than 0.8, a short one up to 2.2: a sentence is recognised anywhere, "No." only where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from localize.versions.place import Times
from localize.versions.wording import Wording, joined, likeness

ALONE = 1.0
MORE = 0.9
MOST = 4  # cues that one may become, or that may become one
LONG = 12  # letters from which an equal text is proof enough
_MARKS_DIFFER, _WORDS_DIFFER = 0.05, 1.75
_NO_MAP = 0.5
_HALF_WAY_MS = 1_000  # where the cost of times reaches half of its most
_MOST_SHORT, _MOST_LONG = 2.2, 0.8


class Spot(NamedTuple):
    """A cue for comparison. places: where the time map puts it, for a cue of the old version; see `Places.of`."""

    cue_id: str
    wording: Wording
    start_ms: int
    end_ms: int
    places: tuple[Times, ...] = ()


def linked(old: Sequence[Spot], new: Sequence[Spot], rounding_ms: int) -> float:
    """The cost of saying that `old` became `new`; one of them is a single cue."""
    one = old[0].wording if len(old) == 1 else joined([spot.wording for spot in old])
    other = new[0].wording if len(new) == 1 else joined([spot.wording for spot in new])
    return wording(one, other) + times(old, new, rounding_ms) + MORE * (len(old) + len(new) - 2)


def wording(one: Wording, other: Wording) -> float:
    """The cost of the words alone."""
    if one.exact == other.exact:
        return 0.0
    if one.folded == other.folded and one.folded:
        return _MARKS_DIFFER
    return _MARKS_DIFFER + _WORDS_DIFFER * (1 - likeness(one, other) ** 3)


def times(old: Sequence[Spot], new: Sequence[Spot], rounding_ms: int) -> float:
    """The cost of the times alone."""
    off = miss(old, new)
    if off is None:
        return _NO_MAP
    off -= 2 * rounding_ms
    if off <= 0:
        return 0.0
    weight = min(LONG, old[0].wording.weight, new[0].wording.weight) / LONG
    return (_MOST_SHORT - (_MOST_SHORT - _MOST_LONG) * weight) * off / (off + _HALF_WAY_MS)


def miss(old: Sequence[Spot], new: Sequence[Spot]) -> int | None:
    """How far `new` begins and ends from where the map puts `old`, in ms, both added; None without a map."""
    start, end = new[0].start_ms, new[-1].end_ms
    places = zip(old[0].places, old[-1].places, strict=False)
    return min((abs(first[0] - start) + abs(last[1] - end) for first, last in places), default=None)
