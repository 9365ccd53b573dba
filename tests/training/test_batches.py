from __future__ import annotations

import random

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from localize.training.batches import NO_LOSS, batches, padded
from localize.training.examples import Example
from localize.training.tokens import BOS, EOS, PAD

pytestmark = pytest.mark.training


def example(source: int, target: int, start: int = 10) -> Example:
    """Of so many pieces, with ids from `start` on."""
    return Example(list(range(start, start + source)), list(range(start, start + target)), 1)


EXAMPLES = st.lists(st.builds(example, st.integers(1, 40), st.integers(1, 40), st.integers(4, 99)), max_size=60)


@given(EXAMPLES, st.integers(44, 400), st.integers(0, 9))
def test_every_example_once_and_no_batch_too_large(examples: list[Example], tokens: int, seed: int) -> None:
    found = list(batches(examples, tokens, random.Random(seed)))
    assert sorted(one for few in found for one in few) == sorted(examples)
    for few in found:
        batch = padded(few)
        assert max(batch.source.numel(), batch.target.numel()) <= tokens
    assert found == list(batches(examples, tokens, random.Random(seed)))


def test_an_example_that_is_larger_than_a_batch_has_one_of_its_own() -> None:
    long, short = example(50, 50), example(3, 3)
    assert sorted(batches([long, short], 20, random.Random(0))) == [[short], [long]]


def test_like_lengths_stand_together_and_batches_in_any_order() -> None:
    examples = [example(size, size) for size in range(1, 61)]
    random.Random(0).shuffle(examples)
    found = list(batches(examples, 256, random.Random(1)))
    widths = [max(len(one.target) for one in few) for few in found]
    assert max(max(len(one.target) for one in few) - min(len(one.target) for one in few) for few in found) < 20
    assert sorted(widths) != widths != sorted(widths, reverse=True)
    assert found != list(batches(examples, 256, random.Random(2)))


def test_a_pool_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localize.training.batches._POOL", 10)
    examples = [example(3, 3, start) for start in range(25)]
    found = list(batches(examples, 80, random.Random(0)))
    assert [len(few) for few in found] == [10, 10, 5]
    assert sorted(one for few in found for one in few) == examples


def test_no_examples() -> None:
    assert list(batches([], 100, random.Random(0))) == []


def test_padded() -> None:
    batch = padded(
        [Example([20, 21, 22], [9, 30, 31], 1), Example([23], [9, 32, 33, 34, 35], 2), Example([24] * 4, [9], 0)]
    )
    no, end, pad = NO_LOSS, EOS, PAD
    assert batch.source.tolist() == [
        [20, 21, 22, end, pad, pad, pad, pad],
        [23, end, pad, pad, pad, pad, pad, pad],
        [24, 24, 24, 24, end, pad, pad, pad],
    ]
    assert batch.target.tolist() == [
        [BOS, 9, 30, 31, pad, pad, pad, pad],
        [BOS, 9, 32, 33, 34, 35, pad, pad],
        [BOS, 9, pad, pad, pad, pad, pad, pad],
    ]
    assert batch.wanted.tolist() == [
        [no, 30, 31, end, no, no, no, no],
        [no, no, 33, 34, 35, end, no, no],
        [9, end, no, no, no, no, no, no],
    ]
    assert {part.dtype for part in batch} == {torch.int64}


def test_lengths_are_rounded_up_to_few() -> None:
    shapes = {padded([example(source, target)]).source.shape for source in range(1, 17) for target in (3, 9)}
    assert shapes == {(1, 4), (1, 8), (1, 12), (1, 16), (1, 20)}


def test_a_batch_moves_as_a_whole() -> None:
    moved = padded([example(3, 3)]).to(torch.device("meta"))
    assert {part.device.type for part in moved} == {"meta"}
