from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.timecode import frame_rate, scaled
from localize.versions.place import Places
from localize.versions.times import Vote, stretches
from localize.versions.values import Stretch

OLD = [1_000 + 3_300 * place + (place * 7_919) % 1_500 for place in range(60)]
RATES = [("25", "23.976"), ("23.976", "25"), ("24", "25"), ("25", "24"), ("30", "25"), ("25", "30"), ("29.97", "25")]


def votes(ratio: Fraction, shift_ms: int) -> list[Vote]:
    return [(old, scaled(old, ratio) + shift_ms) for old in OLD]


@pytest.mark.parametrize(("old", "new"), RATES)
def test_frame_rates_are_recognised(old: str, new: str) -> None:
    rates = frame_rate(old), frame_rate(new)
    (found,) = stretches(votes(rates[0] / rates[1], 1_234))
    assert (found.ratio, found.offset_ms, found.rates) == (rates[0] / rates[1], 1_234, rates)


def test_a_rate_written_with_two_decimals_is_recognised_and_its_ratio_kept() -> None:
    """23.98 for 23.976: three seconds off after an hour and a half."""
    long = [(old * 30, scaled(old * 30, Fraction(2500, 2398))) for old in OLD]
    (found,) = stretches(long)
    assert found.rates == (Fraction(25), frame_rate("23.976"))
    assert float(found.ratio) == pytest.approx(25 / 23.98, abs=2e-6)


@pytest.mark.parametrize("seed", range(20))
def test_false_votes_do_no_harm(seed: int) -> None:
    random = Random(seed)
    shift_ms = random.randint(-3_600_000, 3_600_000)
    rows = votes(Fraction(1001, 960), shift_ms)
    for place in random.sample(range(60), 20):
        rows[place] = rows[place][0], rows[place][1] + random.choice((-1, 1)) * random.randint(2_000, 900_000)
    found = stretches(rows)
    assert (found[0].ratio, found[0].offset_ms) == (Fraction(1001, 960), shift_ms)
    assert {(stretch.ratio, stretch.offset_ms) for stretch in found} == {(Fraction(1001, 960), shift_ms)}


def test_a_few_cues_retimed_alike_are_no_stretch() -> None:
    rows = [(old, old + (400 if 20 <= place < 24 else 0)) for place, old in enumerate(OLD)]
    assert [(found.start_ms, found.offset_ms) for found in stretches(rows)] == [(OLD[0], 0)]


def test_a_scene_put_later_is_a_stretch() -> None:
    rows = [(old, old + (4_000 if 20 <= place < 30 else 0)) for place, old in enumerate(OLD)]
    assert [(found.start_ms, found.end_ms, found.offset_ms) for found in stretches(rows)] == [
        (OLD[0], OLD[19], 0),
        (OLD[20], OLD[29], 4_000),
        (OLD[30], OLD[59], 0),
    ]


@pytest.mark.parametrize(("step_ms", "rounding_ms"), [(1, 1), (10, 10), (40, 42)])
def test_rounding(step_ms: int, rounding_ms: int) -> None:
    rows = [(old, (old + 5_000) // step_ms * step_ms) for old in OLD]
    (found,) = stretches(rows)
    assert found.rounding_ms == rounding_ms
    assert found.offset_ms == pytest.approx(5_000, abs=step_ms)


@pytest.mark.parametrize(
    ("rows", "count"), [([], 0), ([(1_000, 9_000)], 0), ([(1_000, 1_000)], 1), ([(1, 5_001), (90, 5_090)], 1)]
)
def test_how_little_makes_a_map(rows: list[Vote], count: int) -> None:
    assert len(stretches(rows)) == count


def test_times_lost_make_no_map() -> None:
    assert stretches([(old, 0) for old in OLD]) == ()


def test_places() -> None:
    first = Stretch(start_ms=10_000, end_ms=20_000, ratio=Fraction(1), offset_ms=500)
    second = Stretch(start_ms=40_000, end_ms=50_000, ratio=Fraction(25, 24), offset_ms=0)
    places = Places([first, second])
    assert places.of(0, 1_000) == ((500, 1_500),)
    assert places.of(20_000, 21_000) == ((20_500, 21_500),)
    assert places.of(24_000, 25_000) == ((24_500, 25_500), (25_000, 26_042))
    assert places.of(48_000, 49_000) == ((50_000, 51_042),)
    assert places.of(96_000, 97_000) == ((100_000, 101_042),)
    assert Places(()).of(1, 2) == ()


@given(st.integers(-10_000_000, 10_000_000), st.fractions(Fraction(1, 2), Fraction(2), max_denominator=2_000))
def test_a_scaled_time_is_rounded_to_the_nearest(ms: int, ratio: Fraction) -> None:
    assert abs(scaled(ms, ratio) - ms * ratio) <= Fraction(1, 2)
