"""What a line break costs between two Russian words, by what pymorphy3 says of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

# In the scale of `costs`; None: no opinion.
_PREDICATE, _PREPOSITION, _OF, _OBJECT, _INSIDE = 30, 50, 75, 110, 130
_CASES = frozenset("nomn gent datv accs ablt loct gen2 loc2 acc2".split())
_PRONOUNS = frozenset(
    "меня мне мной тебя тебе тобой его ему им нас нам нами вас вам вами их ими её ее ей ней нее неё него нему ним "
    "них ними себя себе".split()
)
_PREPOSITIONS = frozenset("в во на к ко с со у о об от до из за по под над при для без".split())


class _Word(NamedTuple):
    part: str
    cases: frozenset[str]


def cost(before: str, after: str) -> int | None:
    """Of a break between two words in lower case, without their marks."""
    left, right = _word(before), _word(after)
    if left.part == "modifier" and right.part in ("noun", "modifier") and left.cases & right.cases:
        return _INSIDE
    if left.part == "verb" and after in _PRONOUNS:
        return _OBJECT
    if left.part == "verb" and after in _PREPOSITIONS:
        return _PREPOSITION
    if left.part == "noun" and right.part == "noun" and "gent" in right.cases and "nomn" not in right.cases:
        return _OF
    if left.part == "noun" and (right.part == "verb" or after in ("не", "ни", "нет")):
        return _PREDICATE
    if left.part == "verb" and right.part == "infinitive":
        return _OF
    return None


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> _Word:
    from localize.glossary.declension import tags

    found = tags(word)
    first = found[0] if found else None
    if first is None:
        return _Word("", frozenset())
    cases = frozenset(case for tag in found if tag.POS == first.POS for case in _CASES if case in tag)
    if first.POS in ("ADJF", "PRTF", "NUMR") or "Apro" in first:
        return _Word("modifier", cases)
    if first.POS == "NOUN":
        return _Word("noun", cases)
    if first.POS == "INFN":
        return _Word("infinitive", cases)
    return _Word("verb" if first.POS in ("VERB", "PRTS", "ADJS", "PRED") else "", cases)
