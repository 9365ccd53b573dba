"""Numbers in Russian and English text, in words, in digits, and in both: двадцать пять, 5 тысяч, half a million."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from localize.text.clock_words import in_digits
from localize.text.figures import Number, in_context, pattern, read
from localize.text.number_words import IDIOMS, PHRASES, WORDS, Role, Word

_AND = re.compile(r"\s+and\s+")
# Between the ends of a range whose unit is said once: "2-3 тысячи", "two or three hundred".
_RANGE = re.compile(r"\s*(?:[-–—]|или|or|to)\s*")
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
_HALF_BEFORE = "пол"  # полвторого is half past one
_LAST_OF_ITS_NUMBER = (Role.ORDINAL, Role.COUNT, Role.PART, Role.ALONE)


def numbers(text: str, engine: str) -> Iterator[Number]:
    """Every number that `text` (lower case, ё as е) may name, in order."""
    if not _may_name(text, engine):  # as most texts
        return
    text = in_digits(text, engine)
    found = list(_read(text, engine))
    for (number, scale), after in zip_longest(found, found[1:]):
        if after and scale == 1 and _RANGE.fullmatch(text, number.end, after[0].start):
            number = replace(number, also=number.also | {number.value * after[1]})
        yield in_context(number, text)


def _may_name(text: str, engine: str) -> bool:
    """Whether there is a digit in `text`, or a word that number words and clock phrases have."""
    if _DIGIT.search(text):
        return True
    words = _WORD.findall(text)
    return not _vocabulary(engine).isdisjoint(words) or any(word.startswith(_HALF_BEFORE) for word in words)


@functools.cache
def _vocabulary(engine: str) -> frozenset[str]:
    """One word of every number word and phrase."""
    return frozenset(max(_WORD.findall(phrase), key=len) for phrase in WORDS[engine])


@functools.cache
def _pattern(engine: str) -> re.Pattern[str]:
    idioms, phrases = ("|".join(words).replace(" ", r"\s") for words in (IDIOMS[engine], PHRASES[engine]))
    return pattern(engine, rf"\b(?P<idiom>{idioms})\b | (?P<word>\b(?:{phrases})\b|(?<![^\W\d_])(?!and\b)[^\W\d_]+)")


def _read(text: str, engine: str) -> Iterator[tuple[Number, int]]:
    """Numbers, each with the scale that its last word gives it (1 if none)."""
    run: _Run | None = None
    for found in _pattern(engine).finditer(text):
        word = WORDS[engine].get(found["word"] or "")
        figures = () if found["word"] else tuple(read(found))
        if found["whole"]:
            word = Word(figures[0].value, Role.FIGURE)
        if run and word and run.takes(word, text[run.end : found.start()]):
            run.add(word, found.end())
            continue
        if run:
            yield run.number(), run.scale
        run = None
        if word:
            run = _Run(found.start(), engine == "en", figures[0].also if figures else frozenset())
            run.add(word, found.end())
        else:
            yield from ((figure, 1) for figure in figures)
    if run:
        yield run.number(), run.scale


@dataclass(slots=True)
class _Run:
    """A number being read word by word.

    also: other readings of its figure or words. total: what a scale word has multiplied; group: what none has yet.
    room: only what is smaller may be added. scale: of the last scale word.
    """

    start: int
    english: bool
    also: frozenset[Fraction]
    end: int = 0
    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    room: int = 1000
    scale: int = 1
    last: Role | None = None
    sure: bool = False
    digits: bool = False

    def number(self) -> Number:
        """What was read."""
        value = self.total + self.group
        return Number(value=value, start=self.start, end=self.end, also=self.also, digits=self.digits, sure=self.sure)

    def takes(self, word: Word, gap: str) -> bool:
        """Whether `word`, after `gap`, belongs to this number."""
        if self.last in _LAST_OF_ITS_NUMBER:
            return False
        if self.english and _AND.fullmatch(gap):
            return self.last in (Role.HUNDRED, Role.SCALE) and word.role is Role.ADD and self._fits(word)
        if gap.strip() not in ("", "-"):
            return False
        match word.role:
            case Role.ADD:
                return self._makes_year(word, gap) or (self._fits(word) and (self.room == 10 or gap.isspace()))
            case Role.ORDINAL:
                return self._fits(word) or self._makes_part(word)
            case Role.FIGURE:
                return self.last is Role.SCALE and self._fits(word) and gap.isspace()
            case Role.HUNDRED:
                return self.group < 100 and self.room < 1000 and self.last is not Role.HUNDRED
            case Role.SCALE:
                return self.group > 0 and (self.scale == 1 or word.value < self.scale)
            case Role.COUNT | Role.PART:
                return self.group > 0 and self.scale == 1
            case Role.AND_HALF:
                return self.last in (Role.ADD, Role.FIGURE)
            case _:
                return False

    def add(self, word: Word, end: int) -> None:
        """Take `word`, which ends at `end`."""
        match word.role:
            case Role.HUNDRED | Role.COUNT | Role.PART:
                self.group = (self.group or 1) * word.value
                self.room = 100
            case Role.SCALE:
                self.total += (self.group or 1) * word.value
                self.group = Fraction(0)
                self.scale = int(word.value)
                self.room = min(1000, self.scale)
            case Role.ORDINAL if self._makes_part(word):
                self.group = 1 / word.value
            case _:
                if self.last and not self._fits(word) and word.role is Role.ADD:  # a year
                    self.also |= {self.group, word.value}
                    self.group *= 100
                self.group += word.value
                self.room = 1 if word.value < 20 or word.value % 10 else 10 if word.value < 100 else 100
        self.digits |= word.role is Role.FIGURE
        self.sure |= word.sure
        self.last = word.role
        self.end = end

    def _fits(self, word: Word) -> bool:
        return 1 <= word.value < self.room and word.value.denominator == 1

    def _makes_part(self, word: Word) -> bool:
        """One third, одна пятая."""
        return self.group == 1 and self.scale == 1 and word.value > 2

    def _makes_year(self, word: Word, gap: str) -> bool:
        """Nineteen eighty-four, twenty forty-nine."""
        return (
            self.english
            and gap.isspace()
            and self.scale == 1
            and 11 <= self.group <= 20
            and 10 <= word.value < 100
            and self.last is Role.ADD
        )
