"""Marks by which similar sentences find each other in an index.

A word of four letters or more is marked by its first four, which most endings leave alone. A shorter one (a particle, a
pronoun, a Chinese character) says little, so its mark is itself and the beginning of the next word.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from localize.memory.similarity import Token, letters

_HEAD = 4


def grams(parts: Sequence[Token]) -> dict[int, int]:
    """The marks of a sentence, as numbers of 31 bits, with the letters that each stands for.

    Different marks may get one number: that makes a few more candidates. A sentence without words is marked by itself.
    """
    words = [part.folded for part in parts if part.sort in ("word", "number")] or [letters(parts)]
    found: dict[int, int] = {}
    for word, following in zip(words, [*words[1:], ""], strict=True):
        mark = word[:_HEAD] if len(word) >= _HEAD else f"{word} {following[:_HEAD]}"
        number = zlib.crc32(mark.encode("utf-8", "surrogatepass")) >> 1
        found[number] = max(found.get(number, 0), len(word))
    return found
