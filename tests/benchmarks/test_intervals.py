from __future__ import annotations

import pytest

from benchmarks.translation.intervals import exact_upper, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (8, 10, 0.4901625, 0.9433178),
        (0, 10, 0.0, 0.2775328),
        (10, 10, 0.7224672, 1.0),
    ],
)
def test_wilson_as_published(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-7)


def test_nothing_looked_at_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert exact_upper(0, 0) == 1.0


# R: binom.test(found, n)$conf.int
@pytest.mark.parametrize(
    ("found", "n", "upper"), [(0, 10, 0.3084971), (1, 10, 0.4450161), (5, 100, 0.1128349), (10, 10, 1.0)]
)
def test_exact_upper_as_published(found: int, n: int, upper: float) -> None:
    assert exact_upper(found, n) == pytest.approx(upper, abs=5e-7)


def test_nothing_found_leaves_the_closed_form() -> None:
    assert exact_upper(0, 12_000) == pytest.approx(1 - 0.025 ** (1 / 12_000))


def test_three_in_ten_thousand_is_below_ten() -> None:
    assert exact_upper(3, 10_000) < 1e-3 < exact_upper(4, 10_000)
