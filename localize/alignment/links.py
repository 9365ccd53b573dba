"""Links between the words of two texts, and how they are written: `0-0 2-1`, as the field does (Pharaoh)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from localize.script import HAN

# (word of the source, word of the translation), both counted from 0, in the order of the translation.
Links = tuple[tuple[int, int], ...]

_LETTERS = rf"(?:(?![{HAN}])[^\W_])+"
_WORD = re.compile(rf"(?=\w)[{HAN}]|{_LETTERS}(?:['’]{_LETTERS})*")
_LINK = re.compile(r"(\d+)-(\d+)")


def words(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each word of `text`: letters and digits with apostrophes inside; of Chinese, a character."""
    return tuple(found.span() for found in _WORD.finditer(text))


def as_text(links: Iterable[tuple[int, int]]) -> str:
    """`0-0 2-1`."""
    return " ".join(f"{one}-{other}" for one, other in links)


def parsed(text: str) -> Links:
    """What `as_text` wrote; what is no link is left out."""
    return tuple((int(one), int(other)) for one, other in _LINK.findall(text))


def composed(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> Links:
    """Links over a pivot: `first` from the source to it, `second` from it to the translation."""
    behind = {pivot: one for one, pivot in first}
    return tuple((behind[pivot], other) for pivot, other in second if pivot in behind)
