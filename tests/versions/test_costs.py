"""The table of `costs`, figure by figure."""

from __future__ import annotations

import pytest

from localize.versions.costs import Spot, linked, miss, times
from localize.versions.path import cheapest
from localize.versions.wording import wording


def old(text: str, start_ms: int = 0, end_ms: int = 2_000, shift_ms: int | None = 0) -> Spot:
    places = () if shift_ms is None else ((start_ms + shift_ms, end_ms + shift_ms),)
    return Spot("o", wording(text), start_ms, end_ms, places)


def new(text: str, start_ms: int = 0, end_ms: int = 2_000) -> Spot:
    return Spot("n", wording(text), start_ms, end_ms)


LONG, OTHER = "Камера у них хорошая.", "Тебя где носило?"


def test_the_same_costs_nothing() -> None:
    assert linked([old(LONG)], [new(LONG)], 1) == 0


def test_marks_cost_little() -> None:
    assert linked([old("Да.")], [new("Да!")], 1) == 0.05


def test_nothing_in_common_at_the_same_time_is_just_worth_a_link() -> None:
    assert 1.7 < linked([old(LONG)], [new(OTHER)], 1) < 2


def test_nothing_in_common_and_no_map_is_not() -> None:
    assert linked([old(LONG, shift_ms=None)], [new(OTHER)], 1) > 2.1


@pytest.mark.parametrize(
    ("text", "off_ms", "cost"), [(LONG, 250, 0.27), ("No.", 250, 0.66), (LONG, 50_000, 0.79), ("No.", 50_000, 1.95)]
)
def test_times(text: str, off_ms: int, cost: float) -> None:
    assert times([old(text)], [new(text, off_ms, 2_000 + off_ms)], 0) == pytest.approx(cost, abs=0.01)


def test_rounding_is_forgiven_at_both_ends() -> None:
    assert times([old(LONG)], [new(LONG, 40, 1_960)], 42) == 0
    assert times([old(LONG)], [new(LONG, 40, 1_960)], 1) > 0


def test_a_group_begins_with_its_first_and_ends_with_its_last() -> None:
    parts = [new("Камера у них", 0, 900), new("очень хорошая.", 1_000, 2_000)]
    assert miss([old(LONG)], parts) == 0
    assert 0.9 < linked([old(LONG)], parts, 1) < 1.8
    assert miss([old(LONG, shift_ms=None)], parts) is None


def test_the_margin_is_the_way_to_the_best_other_account() -> None:
    (link,) = cheapest([old(LONG)], [new(LONG)], 1)
    assert (link.old, link.new, link.margin) == ((0,), (0,), 1.0)  # two alone cost 2; larger margins are not told apart
    (link,) = cheapest([old(LONG)], [new(OTHER)], 1)
    assert link.margin == pytest.approx(2 - linked([old(LONG)], [new(OTHER)], 1))


def test_of_two_that_are_as_good_neither_has_a_margin() -> None:
    steps = cheapest([old("No.", shift_ms=None)] * 2, [new("No.")], 1)
    assert [step.margin for step in steps] == [0, 0]


def test_long_runs_are_compared_in_a_band() -> None:
    """Nothing to hold on to, no map: half of the words changed in 300 cues, a dozen dropped here and there."""
    count = 300
    olds = [old(f"alpha{place} beta{place} gamma{place} same words", shift_ms=None) for place in range(count)]
    news = [new(f"alpha{place} beta{place} delta same words") for place in range(count) if place % 25]
    pairs = [(step.old[0], step.new[0]) for step in cheapest(olds, news, 1) if step.old and step.new]
    kept = [place for place in range(count) if place % 25]
    assert pairs == [(place, position) for position, place in enumerate(kept)]
