"""Examples of like length side by side, padded to arrays."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from localize.training.examples import Example
from localize.training.tokens import BOS, EOS, PAD

_POOL = 100_000  # examples sorted at a time
_STEP = 4  # positions
NO_LOSS = -100


class Batch(NamedTuple):
    """source, target: ids (sentences × length), padded with PAD; wanted: the next id at each target position."""

    source: Tensor
    target: Tensor
    wanted: Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on `device`."""
        return Batch(*(part.to(device, non_blocking=True) for part in self))


def batches(examples: Sequence[Example], tokens: int, order: random.Random) -> Iterator[list[Example]]:
    """All examples once, in batches of at most `tokens` positions on the longer side, padding counted."""
    indices = list(range(len(examples)))
    order.shuffle(indices)
    sizes = [_size(example) for example in examples]
    for start in range(0, len(indices), _POOL):
        pool = sorted(indices[start : start + _POOL], key=sizes.__getitem__)
        found: list[list[Example]] = []
        batch: list[Example] = []
        size = (0, 0)
        for index in pool:
            grown = max(size[0], sizes[index][0]), max(size[1], sizes[index][1])
            if batch and max(grown) * (len(batch) + 1) > tokens:
                found.append(batch)
                batch, grown = [], sizes[index]
            batch.append(examples[index])
            size = grown
        found.append(batch)
        order.shuffle(found)
        yield from found


def _size(example: Example) -> tuple[int, int]:
    """Positions of target and source, rounded up."""
    return _rounded(len(example.target) + 1), _rounded(len(example.source) + 1)


def _rounded(length: int) -> int:
    """Few different lengths: a CPU's matrix routines are compiled anew for each shape."""
    return -(-length // _STEP) * _STEP


def padded(examples: Sequence[Example]) -> Batch:
    """The arrays of a batch. The source ends in EOS; the target starts with BOS; a prefix is fed but not learned."""
    wide, long = map(max, zip(*map(_size, examples), strict=True))
    source = np.full((len(examples), long), PAD, dtype=np.int64)
    target = np.full((len(examples), wide), PAD, dtype=np.int64)
    wanted = np.full((len(examples), wide), NO_LOSS, dtype=np.int64)
    for row, (few, many, prefix) in enumerate(examples):
        source[row, : len(few)] = few
        source[row, len(few)] = EOS
        target[row, 0] = BOS
        target[row, 1 : len(many) + 1] = many
        wanted[row, prefix : len(many)] = many[prefix:]
        wanted[row, len(many)] = EOS
    return Batch(*map(torch.from_numpy, (source, target, wanted)))
