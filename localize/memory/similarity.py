"""How alike two sentences are, as a translator would say: how much of one must be changed to have the other.

A sentence is cut into words, numbers, tags and single marks; every Chinese character is a word. A word weighs its
letters, a number or a mark 1, a tag nothing; blanks do not count. One sentence is made into the other at least cost:

- to take a token out or to put one in costs its weight;
- to change a word into another costs the letters changed if those are at most half of the longer one (another ending, a
  slip of the finger), else the longer one's weight: letters that two different words happen to share do not count;
- to change a mark into another costs 1;
- another number, another tag, a tag more or less, or the same word in another letter case costs one point.

The score is 100, less the cost in percent of the heavier sentence, less the points, rounded down; at most 99, since 100
is the same sentence. Texts are compared as `same` folds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from localize.script import HAN


class Token(NamedTuple):
    """sort: a group of the pattern. folded: lower case, one for all numbers, empty for tags; as long as it weighs."""

    sort: str
    text: str
    folded: str


_LETTER = rf"[^\W\d_{HAN}]"
_TOKEN = re.compile(
    r"(?P<tag></?\w[^<>]*>|\{[^{}]*\}|⟦\d+⟧)"
    r"|(?P<number>\d+(?:[.,:/]\d+|\s\d{3}(?!\d))*)"
    rf"|(?P<word>[{HAN}]|{_LETTER}+(?:['-]{_LETTER}+)*)"
    r"|(?P<mark>\S)"
)
_ALIKE = {"tag": "", "number": "0"}


def tokens(text: str) -> tuple[Token, ...]:
    """What `text`, as `same` folds it, consists of."""
    return tuple(
        Token(sort := found.lastgroup or "", found[0], _ALIKE.get(sort, found[0].lower()))
        for found in _TOKEN.finditer(text)
    )


def letters(parts: Sequence[Token]) -> str:
    """The folded tokens in a row. The edit distance of two of these is never more than the cost, and quickly told."""
    return "".join(part.folded for part in parts)


def score(one: Sequence[Token], two: Sequence[Token]) -> int:
    """0 to 99, for two texts that are not the same sentence; see above."""
    weight = max(len(letters(one)), len(letters(two)), 1)
    cost = _cost(*_without_ends(one, two), weight / 100)
    return max(0, min(99, int(100 - 100 * cost / weight + 1e-9)))


def _without_ends(one: Sequence[Token], two: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Both without what they begin and end with alike: keeping that is never dearer."""
    most = min(len(one), len(two))
    start = next((place for place in range(most) if one[place] != two[place]), most)
    end = next((place for place in range(most - start) if one[-1 - place] != two[-1 - place]), most - start)
    return one[start : len(one) - end], two[start : len(two) - end]


def _cost(one: Sequence[Token], two: Sequence[Token], point: float) -> float:
    """The least cost of any way from one to two: the table of Wagner and Fischer, row by row."""
    weights = [_weight(part, point) for part in two]
    above = [0.0]
    for weight in weights:
        above.append(above[-1] + weight)
    for left in one:
        weight = _weight(left, point)
        row = [above[0] + weight]
        for place, right in enumerate(two):
            changed = above[place] + _change(left, right, point)
            row.append(min(above[place + 1] + weight, row[place] + weights[place], changed))
        above = row
    return above[-1]


def _weight(part: Token, point: float) -> float:
    return len(part.folded) or point


def _change(left: Token, right: Token, point: float) -> float:
    if left == right:
        return 0
    if left.sort != right.sort:
        return _weight(left, point) + _weight(right, point)
    if left.folded == right.folded:
        return point
    longer = max(len(left.folded), len(right.folded))
    changed = Levenshtein.distance(left.folded, right.folded)
    return changed if changed * 2 <= longer else longer
