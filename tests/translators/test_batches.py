from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.translators.base import Request
from localize.translators.batches import Batch, batches

REQUESTS = st.builds(
    Request,
    text=st.integers(0, 300).map(lambda length: "Ж" * length),
    source=st.just("ru"),
    target=st.sampled_from(["en", "zh"]),
    via=st.sampled_from([None, "en"]),
    beam=st.sampled_from([1, 5]),
    steer=st.sampled_from([(), ("<short>",)]),
    strict=st.booleans(),
)


@given(st.lists(REQUESTS, max_size=40), st.randoms(use_true_random=False))
def test_nothing_but_the_requests_decides(asked: list[Request], rng: random.Random) -> None:
    planned = batches(asked)
    again = [*asked, *asked]
    rng.shuffle(again)
    assert batches(again) == planned
    members = [request for batch in planned for request in batch.requests]
    assert len(members) == len(set(members))
    assert set(members) == set(asked)


@given(st.lists(REQUESTS, max_size=40))
def test_a_batch_is_of_one_kind_in_order_of_length_and_not_too_large(asked: list[Request]) -> None:
    for batch in batches(asked):
        assert len({replace(request, text="") for request in batch.requests}) == 1
        lengths = [len(request.text) for request in batch.requests]
        assert lengths == sorted(lengths)
        assert len(lengths) == 1 or len(lengths) * (lengths[-1] + 8) <= 2400


def test_long_texts_go_in_small_batches_and_short_ones_in_large_ones() -> None:
    short = [Request(text=f"Да {number:03}.", source="ru", target="en") for number in range(200)]
    long = [Request(text=f"{number:03}" + "Ж" * 797, source="ru", target="en") for number in range(5)]
    assert [len(batch.requests) for batch in batches([*long, *short])] == [160, 40, 2, 2, 1]


def test_a_text_that_is_longer_than_any_batch_is_one_by_itself() -> None:
    asked = [Request(text="Ж" * length, source="ru", target="en") for length in (3000, 3001, 3)]
    assert [len(batch.requests) for batch in batches(asked)] == [1, 1, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider(Request):
    """A request as it may be one day."""

    mood: str = ""


OTHER: dict[str, Any] = {
    "source": "uk", "target": "zh", "via": "en", "beam": 5, "hypotheses": 3, "no_repeat": 3, "engine": "other",
    "steer": ("<short>",), "strict": True, "given": "Yes.", "mood": "merry",
}  # fmt: skip


def test_every_field_is_thought_of() -> None:
    assert OTHER.keys() | {"text"} == {field.name for field in fields(Wider)}


@pytest.mark.parametrize("field", OTHER)
def test_requests_that_differ_in_one_field_are_apart_and_always_in_the_same_order(field: str) -> None:
    one = Wider(text="Да.", source="ru", target="en")
    two = replace(one, **{field: OTHER[field]})
    planned = batches([one, two])
    assert batches([two, one]) == planned
    assert {batch.requests for batch in planned} == {(one,), (two,)}


def test_no_requests_no_batches() -> None:
    assert batches([]) == ()


def test_a_batch_says_what_it_is() -> None:
    requests = tuple(Request(text=text, source="ru", target="zh") for text in ("Да.", "Нет."))
    assert str(Batch(requests=requests)) == "2 sentences from 'Да.' on (ru→zh)"
    assert str(Batch(requests=requests[:1])) == "'Да.' (ru→zh)"
