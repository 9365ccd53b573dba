"""Russian terms in a text, in any case: words are compared by their readings, terms by windows of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from localize.glossary.declension import (
    Word,
    fold,
    is_common_noun,
    is_known,
    is_plural,
    known_forms,
    readings,
    word_of,
)
from localize.glossary.marks import HYPHENS, QUOTES, balanced
from localize.glossary.scan import Entry, Hit
from localize.glossary.term import Term

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")
# Between two words of a term: blanks and quotation marks, or one hyphen (a line may end after it), or an apostrophe.
_GAP = re.compile(rf"[\s{QUOTES}]+|[{QUOTES}]*[{HYPHENS}][{QUOTES}]*\n?|['’]")
_GAP_AFTER_INITIAL = re.compile(r"\.\s*")
_PARTICLES = ("то", "ка", "таки", "де", "с")


class _Form(NamedTuple):
    words: tuple[int, ...]
    capitals: tuple[int, ...]  # how many capitals each word must begin with
    gaps: tuple[str, ...]  # what stands between its words
    term: Term
    form: str


@dataclass(frozen=True, kw_only=True)
class RussianScanner:
    """Finds terms by lemma.

    A word that the glossary writes with a capital must have one in the text if the term is case-sensitive; an
    acronym must have two. The first word of a longer name may do without if it is a common noun (*корпорация*
    Кронос). A name is not found as half of a double name (Анна-Вера, Ариса-7).
    """

    entries: Sequence[Entry]

    @cached_property
    def _index(self) -> tuple[dict[int, list[_Form]], dict[str, list[int]], dict[tuple[str, str], list[int]]]:
        """Forms by their first word's number; word numbers by surface and by reading."""
        forms: dict[int, list[_Form]] = {}
        numbers: dict[Word, int] = {}
        for entry in self.entries:
            ids = tuple(numbers.setdefault(word, len(numbers)) for word in words(entry))
            gaps = tuple(entry.form[a.end() : b.start()] for a, b in pairwise(_TOKEN.finditer(entry.form)))
            if ids:
                forms.setdefault(ids[0], []).append(_Form(ids, _capitals(entry), gaps, entry.term, entry.form))
        by_surface: dict[str, list[int]] = {}
        by_reading: dict[tuple[str, str], list[int]] = {}
        for word, number in numbers.items():
            for surface in word.surfaces:
                by_surface.setdefault(surface, []).append(number)
            for reading in word.readings:
                by_reading.setdefault(reading, []).append(number)
        return forms, by_surface, by_reading

    @cached_property
    def _numbers(self) -> Callable[[str], frozenset[int]]:
        """The numbers of the words that a token may stand for."""
        _, by_surface, by_reading = self._index
        # Most words of a text are in the dictionary and no form of any term's word: they need not be read.
        forms = {form for lemma, _ in by_reading for form in (lemma, *known_forms(lemma))}

        @lru_cache(maxsize=1 << 15)
        def numbers(token: str) -> frozenset[int]:
            word = fold(token)
            found = set(by_surface.get(word, ()))
            for reading in readings(word) if word in forms or not is_known(word) else ():
                found.update(by_reading.get(reading, ()))
            return frozenset(found)

        return numbers

    def hits(self, text: str) -> Iterator[Hit]:
        """Every hit, overlapping ones too."""
        forms = self._index[0]
        tokens = list(_TOKEN.finditer(text))
        for at, token in enumerate(tokens):
            for number in self._numbers(token[0]):
                for form in forms.get(number, ()):
                    window = tokens[at : at + len(form.words)]
                    if self._fits(text, window, form) and not _is_half(text, tokens, at, len(window), form.term):
                        start, end = balanced(text, window[0].start(), window[-1].end())
                        yield Hit(start, end, form.term, literal=text[start:end] == form.form)

    def _fits(self, text: str, window: list[re.Match[str]], form: _Form) -> bool:
        return (
            len(window) == len(form.words)
            and all(number in self._numbers(token[0]) for number, token in zip(form.words, window, strict=True))
            and all(token[0][:n].isupper() for n, token in zip(form.capitals, window, strict=True) if n)
            and all(
                _joined(text, left, right, gap) for gap, (left, right) in zip(form.gaps, pairwise(window), strict=True)
            )
        )


def words(entry: Entry) -> list[Word]:
    """The words of a form, each with what may stand for it."""
    tokens = _TOKEN.findall(entry.form)
    plural, alone = bool(tokens) and is_plural(tokens[0]), len(tokens) == 1
    return [word_of(token, entry.term.kind, plural=plural, alone=alone) for token in tokens]


def _capitals(entry: Entry) -> tuple[int, ...]:
    tokens = _TOKEN.findall(entry.form)
    if not entry.term.case_sensitive:
        return (0,) * len(tokens)
    capitals = [min(len(token), 2) if token.isupper() else int(token[0].isupper()) for token in tokens]
    if any(capitals[1:]) and is_common_noun(tokens[0]):
        capitals[0] = 0
    return tuple(capitals)


def _joined(text: str, left: re.Match[str], right: re.Match[str], own: str) -> bool:
    """True if what stands between two tokens keeps them in one term; own: what stands there in the glossary."""
    gap = text[left.end() : right.start()]
    initial = len(left[0]) == 1 and _GAP_AFTER_INITIAL.fullmatch(gap)
    return bool(_GAP.fullmatch(gap) or initial) or gap.split() == own.split() != []


def _is_half(text: str, tokens: list[re.Match[str]], at: int, length: int, term: Term) -> bool:
    """True if a hyphen ties the name to another name or a number. Ариса-то and Ариса-робот are whole."""
    if not term.kind.is_name:
        return False
    before, after = tokens[at - 1] if at else None, tokens[at + length] if at + length < len(tokens) else None
    start, end = tokens[at].start(), tokens[at + length - 1].end()
    return bool(
        (before and before.end() == start - 1 and text[start - 1] in HYPHENS and _is_name(before[0]))
        or (after and after.start() == end + 1 and text[end] in HYPHENS and _is_name(after[0]))
    )


def _is_name(token: str) -> bool:
    return (token[0].isupper() or token[0].isdigit()) and token.lower() not in _PARTICLES
