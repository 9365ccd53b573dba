"""Words of a sentence and where they stand, as the aligner and the variants need them."""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn"}
_STEM = {"ru": 5, "en": 6}  # letters that stand for a word in all its forms


class Word(NamedTuple):
    """text[start:end]; key: what its inflected forms have in common."""

    start: int
    end: int
    text: str
    key: str


def words(text: str, language: str) -> list[Word]:
    """The words of `text` in order, punctuation left out; Chinese is cut by jieba."""
    if language != "zh":
        stem = _STEM.get(language, 6)
        return [
            Word(match.start(), match.end(), match[0], match[0].lower().replace("ё", "е")[:stem])
            for match in _WORD.finditer(text)
        ]
    found = []
    start = 0
    for piece in _jieba().cut(text):
        if piece[0].isalnum():
            found.append(Word(start, start + len(piece), piece, piece.lower()))
        start += len(piece)
    return found


@functools.cache
def _jieba() -> Any:
    import rjieba

    return rjieba.Jieba()


@functools.lru_cache(maxsize=200_000)
def is_noun(word: str) -> bool:
    """Whether a Russian word is, in its likeliest reading, a noun."""
    return bool(_CYRILLIC.search(word)) and "NOUN" in _morphology().parse(word)[0].tag


@functools.lru_cache(maxsize=200_000)
def is_name(word: str) -> bool:
    """Whether a Russian word is, in its likeliest reading, a name, or a word that no dictionary knows."""
    if not _CYRILLIC.search(word):
        return True  # pymorphy3 stumbles over letters that Python has no name for
    reading = _morphology().parse(word)[0]
    return not reading.is_known or bool(_NAMES & reading.tag.grammemes)


@functools.cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
