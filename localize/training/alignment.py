"""Which word stands for which: IBM model 1 with a pull to the diagonal, in both directions, where both agree.

Trained on the very pairs it aligns, in seconds; after P. Brown et al. (1993) and C. Dyer et al. (2013). It serves
placeholders and cue breaks in training data, which need few and certain links rather than all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from localize.training.words import Word

_ROUNDS = 5
_PULL = 4.0  # how fast a link loses weight with its distance from the diagonal
_CERTAIN = 0.5  # share of a word's weight that its link must have, in both directions
_SEEN = 1.5  # times that two words must have been linked, in all: what happens once may be chance

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


def links(sources: Sequence[Sequence[Word]], targets: Sequence[Sequence[Word]]) -> list[list[tuple[int, int]]]:
    """For each pair of sentences, the links (source word, target word) of which both directions are certain.

    A second's work for 10,000 pairs; the more pairs, the surer.
    """
    left, right = _numbered(sources), _numbered(targets)
    if not any(len(few) and len(many) for few, many in zip(left, right, strict=True)):
        return [[] for _ in sources]
    sentence, one, other, key, pull = _candidates(left, right)
    _, link = np.unique(key, return_inverse=True)
    one_starts = _starts(left)
    other_starts = _starts(right)
    a = one_starts[sentence] + one  # every word of the data, numbered
    b = other_starts[sentence] + other
    forward = _share(link, a, pull, np.concatenate(right)[b])
    backward = _share(link, b, pull, np.concatenate(left)[a])
    seen = np.bincount(link, forward)[link]
    sure = (forward > _CERTAIN) & (backward > _CERTAIN) & (seen > _SEEN)
    found: list[list[tuple[int, int]]] = [[] for _ in sources]
    for number, first, second in zip(sentence[sure].tolist(), one[sure].tolist(), other[sure].tolist(), strict=True):
        found[number].append((first, second))
    return found


def _numbered(sentences: Sequence[Sequence[Word]]) -> list[Ids]:
    numbers: dict[str, int] = {}
    return [
        np.array([numbers.setdefault(word.key, len(numbers)) for word in sentence], dtype=np.int32)
        for sentence in sentences
    ]


def _starts(sentences: list[Ids]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum([len(sentence) for sentence in sentences])])[:-1].astype(np.int64)


def _candidates(left: list[Ids], right: list[Ids]) -> tuple[Ids, Ids, Ids, NDArray[np.int64], Weights]:
    """Every (source word, target word) of every sentence: sentence, both places, a number for the two words, weight."""
    sentences, ones, others, keys, pulls = [], [], [], [], []
    for number, (few, many) in enumerate(zip(left, right, strict=True)):
        n, m = len(few), len(many)
        one, other = np.repeat(np.arange(n, dtype=np.int32), m), np.tile(np.arange(m, dtype=np.int32), n)
        sentences.append(np.full(n * m, number, dtype=np.int32))
        ones.append(one)
        others.append(other)
        keys.append(few[one].astype(np.int64) << 32 | many[other])
        pulls.append(np.exp(-_PULL * np.abs((one + 0.5) / max(n, 1) - (other + 0.5) / max(m, 1))).astype(np.float32))
    return (
        np.concatenate(sentences),
        np.concatenate(ones),
        np.concatenate(others),
        np.concatenate(keys),
        np.concatenate(pulls),
    )


def _share(link: NDArray[np.int64], word: NDArray[np.int64], pull: Weights, given: NDArray[np.int64]) -> Weights:
    """The weight of each candidate among those of the same `word`, after expectation and maximisation.

    given: the word, as a type, that is translated; probabilities are of the link given it.
    """
    weight = pull.copy()
    for _ in range(_ROUNDS):
        share = weight / np.bincount(word, weight)[word]
        counts = np.bincount(link, share)
        totals = np.bincount(given, share)
        weight = (counts[link] / totals[given] * pull).astype(np.float32)
    result: Weights = (weight / np.bincount(word, weight)[word]).astype(np.float32)
    return result
