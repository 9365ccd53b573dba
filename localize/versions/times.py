"""The time map: what was done to the times of a whole version, found from pairs of times that probably belong together.

Pairs vote for lines, new = ratio × old + offset. Lines are found one after the other by counting offsets in narrow
buckets for every known ratio (a Hough transform), so false pairs do no harm: they agree with nobody. Which line holds
where is settled by a dynamic programme in which a pair off the line costs 1 and another line costs SWITCH: a few cues
that somebody retimed are no stretch of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from statistics import median, median_low
from typing import NamedTuple

from localize.timecode import frame_rate, scaled
from localize.versions.values import Stretch

Vote = tuple[int, int]  # a time in the old version and one in the new, ms

# Old and new frames a second: film, its NTSC and PAL transfers, and files stamped with the wrong one of these.
_PAIRS = (
    ("25", "23.976"), ("25", "24"), ("24", "23.976"), ("30", "25"), ("29.97", "25"), ("30", "24"), ("29.97", "24"),
    ("60", "50"), ("59.94", "50"), ("50", "48"),
)  # fmt: skip
_RATES = {
    frame_rate(one) / frame_rate(other): (frame_rate(one), frame_rate(other))
    for old, new in reversed(_PAIRS)
    for one, other in ((old, new), (new, old))
}
# Rates are written with three decimals or two (25 / 23.98); the nearest two ratios of the table differ by 1e-3.
_SAME_RATIO = 2.5e-4
_FINE, _COARSE = 50, 500  # ms off a line: rounding to frames twice; retiming by hand, cue for cue
_SWITCH = 2.5  # three cues at an end, or five in the middle, can be a stretch
_RETURN, _ESTABLISHED = 1.5, 8  # and two, if they go back to a line with so many votes
_MORE = 1.1  # times the votes of a simpler ratio: clearly more
_EXACT_MS = 2.0
_VOTES_FOR_SHIFT, _VOTES_FOR_SPEED = 2, 4
_MOST_LINES = 32
_ROUNDINGS = (1, 10, 42)  # ms: none, hundredths of a second, a frame of film


class _Line(NamedTuple):
    ratio: Fraction
    speed: float
    offset: int
    votes: int
    spread: float  # how far half of its votes are off, ms

    def miss(self, vote: Vote) -> float:
        return abs(vote[1] - self.speed * vote[0] - self.offset)


def stretches(votes: Sequence[Vote]) -> tuple[Stretch, ...]:
    """The time map that holds for at least half of the votes; none if there is no such.

    Two votes make a map, or one that says that a time is what it was.
    """
    votes = sorted(votes)
    for reach in (_FINE, _COARSE):
        found = _stretches(votes, reach)
        if 2 * sum(held for _, held in found) >= len(votes):
            return tuple(stretch for stretch, _ in found)
    return ()


def agreeing(votes: Sequence[Vote], least: int) -> Sequence[Vote]:
    """The votes for the one line most of them are for, if it is at least that many; most votes may be false."""
    line = _best(votes, _ratios(()), _FINE)
    return [vote for vote in votes if line.miss(vote) <= _FINE] if line and line.votes >= least else ()


def _stretches(votes: Sequence[Vote], reach: int) -> list[tuple[Stretch, int]]:
    """Stretches, each with the number of votes it holds for."""
    lines = _lines(votes, reach)
    made = []
    labelled = zip(_labels(votes, lines, reach), votes, strict=True) if lines else ()
    for line, run in groupby(labelled, key=lambda pair: pair[0]):
        held = [vote for _, vote in run if line.miss(vote) <= reach]
        if held:
            made.append((_stretch(line, held), len(held)))
    return made


def _stretch(line: _Line, held: Sequence[Vote]) -> Stretch:
    """The line over the votes it holds for; without a shift, if times are rounded and that explains them as well."""
    shifts = (0, median_low(new - scaled(old, line.ratio) for old, new in held))
    off, _, offset = min((_rounding(line.ratio, shift, held), shift != 0, shift) for shift in shifts)
    known = min(_RATES, key=lambda ratio: abs(ratio - line.ratio))
    return Stretch(
        start_ms=held[0][0],
        end_ms=held[-1][0],
        ratio=line.ratio,
        offset_ms=offset,
        rates=_RATES[known] if abs(known - line.ratio) < _SAME_RATIO else None,
        rounding_ms=off if off in _ROUNDINGS else _ROUNDINGS[0],
    )


def _rounding(ratio: Fraction, shift: int, held: Sequence[Vote]) -> int:
    """The finest step of which nine in ten new times are no more than one off; without one, how far they are off."""
    misses = sorted(abs(new - scaled(old, ratio) - shift) for old, new in held)
    nine_tenths = misses[(9 * len(misses) - 1) // 10]
    return next((step for step in _ROUNDINGS if nine_tenths <= step), nine_tenths)


def _lines(votes: Sequence[Vote], reach: int) -> list[_Line]:
    """Lines, those with most votes first. What the speed of one of them explains, no other speed is taken for."""
    lines: list[_Line] = []
    ratios = _ratios(votes)
    while len(lines) < _MOST_LINES and (line := _best(votes, ratios, reach)):
        lines.append(line)
        ratios = list(dict.fromkeys((*(found.ratio for found in lines), *ratios)))
        votes = [vote for vote in votes if line.miss(vote) > reach]
    return lines


def _ratios(votes: Sequence[Vote]) -> list[Fraction]:
    """Ratios to try, simple ones first; the last is the median slope between votes half a file apart."""
    half = len(votes) // 2
    pairs = zip(votes[:-half], votes[half:], strict=True) if half else ()
    slopes = [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairs if after[0] > before[0]]
    measured = [Fraction(round(median(slopes) * 1_000_000), 1_000_000)] if slopes else []
    return [Fraction(1), *sorted(_RATES, key=lambda ratio: abs(ratio - 1)), *(one for one in measured if 0.5 < one < 2)]


def _best(votes: Sequence[Vote], ratios: Sequence[Fraction], reach: int) -> _Line | None:
    """The line with the most votes within `reach` ms; the first of `ratios` that no later one beats."""
    best = None
    for ratio in ratios:
        line = _line(votes, ratio, reach)
        if line and (best is None or _beats(line, best)):
            best = line
        if best and best.votes * _MORE > len(votes) and best.spread <= _EXACT_MS:
            break
    return best


def _beats(line: _Line, best: _Line) -> bool:
    """Whether it has clearly more votes, or, if neither is a mere shift, about as many that lie twice as close."""
    closer = 1 not in (line.ratio, best.ratio) and 2 * line.spread < best.spread
    return line.votes * _MORE > best.votes if closer else line.votes > best.votes * _MORE


def _line(votes: Sequence[Vote], ratio: Fraction, reach: int) -> _Line | None:
    speed = float(ratio)
    offsets = [new - speed * old for old, new in votes]
    buckets = Counter(int(offset // reach) for offset in offsets)
    place = max(buckets, key=lambda bucket: buckets[bucket] + buckets[bucket + 1], default=0)
    near = [offset for offset in offsets if place <= offset // reach <= place + 1]
    if len(near) < _needed(ratio, near):
        return None
    offset = round(median(near))
    spread = median(abs(one - offset) for one in near)
    return _Line(ratio, speed, offset, len(near), max(spread, _EXACT_MS))


def _needed(ratio: Fraction, offsets: Sequence[float]) -> int:
    if ratio != 1:
        return _VOTES_FOR_SPEED
    return 1 if offsets and offsets[0] == 0 else _VOTES_FOR_SHIFT


def _labels(votes: Sequence[Vote], lines: Sequence[_Line], reach: int) -> Iterator[_Line]:
    """For every vote the line that holds there."""
    costs = [0.0] * len(lines)
    entries = [_RETURN if line.votes >= _ESTABLISHED else _SWITCH for line in lines]
    steps: list[list[int]] = []
    for vote in votes:
        cheapest = min(range(len(lines)), key=costs.__getitem__)
        bounds = [costs[cheapest] + entry for entry in entries]
        steps.append([place if costs[place] <= bound else cheapest for place, bound in enumerate(bounds)])
        costs = [min(pair) + (line.miss(vote) > reach) for line, *pair in zip(lines, costs, bounds, strict=True)]
    place = min(range(len(lines)), key=costs.__getitem__)
    labels = []
    for step in reversed(steps):
        labels.append(lines[place])
        place = step[place]
    return reversed(labels)
