"""What is kept from training to be judged by: 1,000 pairs of every collection in every direction, film first.

Chosen by a hash of the source, so the choice depends on nothing but the text. A pair is kept out of training if either
side of it occurs, but for case and punctuation, in any pair that is held out, in any language.
"""

from __future__ import annotations

import hashlib
import re

from localize.training.corpus import Pair

COUNT = 1000
_NO_LETTER = re.compile(r"[\W_]+")


def held_out(pairs: dict[str, list[Pair]]) -> dict[str, list[Pair]]:
    """The pairs to judge by, by collection, in the order of their hashes: any first few are a fair sample."""
    found = {}
    for name, few in pairs.items():
        sentences = [pair for pair in few if len(pair.source.split()) > 1 and all(map(letters, pair))]
        found[name] = sorted(sentences, key=lambda pair: _hash(pair.source))[:COUNT]
    return found


def training(pairs: dict[str, list[Pair]], held: dict[str, list[Pair]]) -> dict[str, list[Pair]]:
    """The pairs that share no side with one that is held out."""
    known = {letters(text) for few in held.values() for pair in few for text in pair}
    return {name: [pair for pair in few if not known & set(map(letters, pair))] for name, few in pairs.items()}


def letters(text: str) -> str:
    """`text` without case, punctuation and blanks."""
    return _NO_LETTER.sub("", text.lower().replace("ё", "е"))


def _hash(text: str) -> bytes:
    return hashlib.md5(letters(text).encode(), usedforsecurity=False).digest()
