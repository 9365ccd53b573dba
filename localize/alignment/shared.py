"""Links that need no model: terms of the glossary, numbers, and words that both texts write alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from localize.alignment.links import Links, words
from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.text.numbers import numbers

# What stands in a text, and where: (start, end).
_Marker = tuple[Hashable, int, int]


def shared(source: str, target: str, source_locale: str, target_locale: str, glossary: Glossary | None) -> Links:
    """Links between what stands equally often on both sides, the first to the first and so on.

    All words of a rendering are linked to the first word of its term.
    """
    left, right = (
        _by_meaning(_markers(text, locale, glossary))
        for text, locale in ((source, source_locale), (target, target_locale))
    )
    first, own = words(source), words(target)
    found: dict[int, int] = {}
    for meaning, places in left.items():
        others = right.get(meaning, [])
        if len(places) == len(others):
            for (start, _), (begin, end) in zip(places, others, strict=True):
                one = next((number for number, word in enumerate(first) if word[1] > start), None)
                inside = (number for number, word in enumerate(own) if begin <= word[0] < end)
                found |= {number: one for number in inside if one is not None and number not in found}
    return tuple((one, number) for number, one in sorted(found.items()))


def _markers(text: str, locale: str, glossary: Glossary | None) -> Iterator[_Marker]:
    for match in find(text, glossary, locale) if glossary else ():
        yield ("term", id(match.term)), match.start, match.end
    for number in numbers(text, locale):
        yield ("number", number.value), number.start, number.end
    for start, end in words(text):
        if text[start:end].isascii():
            yield text[start:end].lower(), start, end


def _by_meaning(markers: Iterator[_Marker]) -> dict[Hashable, list[tuple[int, int]]]:
    found: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for meaning, start, end in markers:
        found[meaning].append((start, end))
    return found
