"""Pairs of cues that are the same beyond doubt, in order: what the rest is compared between.

Two cues with equal words are an anchor if the new cue is the only one with these words where the map puts the old one,
or if the words are long, stand once in either run, and not far from there or beside another such pair. Of anchors that
cross, the most that do not cross are kept (a longest increasing subsequence, as in patience diff). A wrong anchor parts
what belongs together around it; a right one that is missed is found when what is between two others is compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from localize.versions.costs import LONG, Spot, miss

Pair = tuple[int, int]  # places of an old and of a new cue
_AT_ITS_TIME_MS = 50
_NOT_FAR_MS = 10_000
_BESIDE = 4  # places


def unique(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[Pair]:
    """Cues whose words stand once in either run, in the order of the old ones."""
    ours, theirs = _by_words(old), _by_words(new)
    for words, places in ours.items():
        if len(places) == 1 and len(theirs.get(words, ())) == 1:
            yield places[0], theirs[words][0]


def as_often(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[Pair]:
    """Cues whose words stand as often in either run: the first with the first, the second with the second."""
    ours, theirs = _by_words(old), _by_words(new)
    for words, places in ours.items():
        if len(places) == len(theirs.get(words, ())):
            yield from zip(places, theirs[words], strict=True)


def anchors(old: Sequence[Spot], new: Sequence[Spot]) -> list[Pair]:
    """Anchors that do not cross."""
    long = [pair for pair in unique(old, new) if old[pair[0]].wording.weight >= LONG]
    beside = {pair for two in pairwise(long) if _together(*two) for pair in two}
    near = {(place, other) for place, other in long if _is_near(old[place], new[other])}
    return rising(sorted({*beside, *near, *_at_their_times(old, new)}))


def _is_near(old: Spot, new: Spot) -> bool:
    off = miss([old], [new])
    return off is None or off <= _NOT_FAR_MS


def _together(one: Pair, other: Pair) -> bool:
    return 0 < other[0] - one[0] <= _BESIDE and 0 < other[1] - one[1] <= _BESIDE


def equal(old: Sequence[Spot], new: Sequence[Spot]) -> set[Pair]:
    """Cues whose words stand once in either run, or once where the map puts them. No cue is in two pairs."""
    return {*unique(old, new), *_at_their_times(old, new)}


def at_its_time(old: Spot, new: Spot, within_ms: int = _AT_ITS_TIME_MS) -> bool:
    """Whether `new` stands where the map puts `old`, both ends within so many ms, by default about a frame of film."""
    off = [(abs(start - new.start_ms), abs(end - new.end_ms)) for start, end in old.places]
    return any(max(ends) <= within_ms for ends in off)


def _at_their_times(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[Pair]:
    """Cues where the map puts them. Those with the same words at the same time are as good as each other."""
    theirs = _by_words(new)
    claims: defaultdict[tuple[int, ...], list[list[int]]] = defaultdict(list)
    for places in _by_words_and_times(old):
        spot = old[places[0]]
        near = _near(spot, theirs.get(spot.wording.key, ()), new)
        there = tuple(other for other in sorted(near) if at_its_time(spot, new[other]))
        if len(there) == len(places) and len({(new[other].start_ms, new[other].end_ms) for other in there}) == 1:
            claims[there].append(places)
    for there, groups in claims.items():
        if len(groups) == 1:
            yield from zip(groups[0], there, strict=True)


def _near(spot: Spot, others: Sequence[int], new: Sequence[Spot]) -> set[int]:
    """Those of the new cues `others`, which are in order of time, that begin about where the map puts `spot`."""
    found: set[int] = set()
    for start, _ in spot.places:
        first = bisect_left(others, start - _AT_ITS_TIME_MS, key=lambda other: new[other].start_ms)
        last = bisect_left(others, start + _AT_ITS_TIME_MS + 1, key=lambda other: new[other].start_ms)
        found.update(others[first:last])
    return found


def _by_words(spots: Sequence[Spot]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, spot in enumerate(spots):
        places[spot.wording.key].append(place)
    return places


def _by_words_and_times(spots: Sequence[Spot]) -> Iterable[list[int]]:
    places: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    for place, spot in enumerate(spots):
        places[spot.wording.key, spot.start_ms, spot.end_ms].append(place)
    return places.values()


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest subsequence of pairs, which are sorted, in which both places rise."""
    ends: list[int] = []  # the least new place in which a subsequence of each length ends
    holders: list[int] = []  # the pair that ends there
    previous: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        holders[length : length + 1] = [index]
    chain: list[Pair] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
