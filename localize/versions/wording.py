"""How alike two texts are: the one measure of words, for languages with blanks between words and without.

Likeness is the mean of two Indel similarities (2 × longest common subsequence / both lengths), of characters and of
words, both on folded text: compatibility forms, case, ё and marks do not count. A Chinese character is a word. The mean
tells a rewording from a neighbour better than either alone: unrelated neighbours of a film stay below 0.35 in 99 of 100
pairs, in English and in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_MARKS = re.compile(r"[\W_]+")
_BLANKS = re.compile(r"\s+")
_BLANKS_AT_HAN = re.compile(rf"(?<=[{_HAN}\u3000-\u303f\uff00-\uffef]) | (?=[{_HAN}\u3000-\u303f\uff00-\uffef])")
_NO_CHARACTERS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_HAN_WEIGHT = 3  # letters that a Chinese character is worth


class Wording(NamedTuple):
    """A text for comparison. exact: as it reads, but for white space and characters that show nothing. folded: its
    words without blanks between. weight: how much an equal text proves, in letters.
    """

    exact: str
    folded: str
    words: tuple[str, ...]
    weight: int

    @property
    def key(self) -> str:
        """Equal for texts that say the same; a text of marks alone stands for itself."""
        return self.folded or self.exact


def wording(text: str) -> Wording:
    """The wording of plain `text` without tags."""
    shown = _NO_CHARACTERS.sub("", unicodedata.normalize("NFC", text))
    exact = _BLANKS_AT_HAN.sub("", _BLANKS.sub(" ", shown).strip())
    words = _WORD.findall(_MARKS.sub(" ", unicodedata.normalize("NFKC", exact).casefold().replace("ё", "е")))
    folded = "".join(words)
    return Wording(exact, folded, tuple(words), len(folded) + (_HAN_WEIGHT - 1) * len(_HAN_CHARACTER.findall(folded)))


def joined(wordings: Sequence[Wording]) -> Wording:
    """The wording of texts that are said one after the other."""
    return Wording(
        exact=" ".join(one.exact for one in wordings),
        folded="".join(one.folded for one in wordings),
        words=tuple(word for one in wordings for word in one.words),
        weight=sum(one.weight for one in wordings),
    )


def likeness(one: Wording, other: Wording) -> float:
    """From 0.0, nothing in common, to 1.0, the same but for what folding takes away."""
    from rapidfuzz.distance.Indel import normalized_similarity

    if not one.folded or not other.folded:
        return float(one.exact == other.exact)
    characters = normalized_similarity(one.folded, other.folded)
    return float(characters + normalized_similarity(one.words, other.words)) / 2
