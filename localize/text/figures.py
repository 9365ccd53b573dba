"""Numbers written in digits, and what all languages share: clock times, dates, and equal ways to say a number."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

# Marks between thousands; a comma in Russian and a full stop in English and Chinese are decimal marks.
_GROUP_MARK = {"ru": "[ .\u00a0\u202f\u2009]", "en": "[,\u00a0\u202f\u2009]", "zh": "[,\u00a0\u202f\u2009]"}

_NO_NUMBER = r"⟦\d+⟧ | https?://[!-~]+ | www\.[!-~]+ | [!-~]+@[!-~]+\.[a-z]+"
_FIGURES = r"""
    (?<![\d.]) (?P<day>\d{1,2}) \. (?P<month>\d{1,2}) \. (?P<year>\d{4}|\d{2}) (?![\d.]*\d)
  | (?<![\d-]) (?P<iso_year>\d{4}) - (?P<iso_month>\d{2}) - (?P<iso_day>\d{2}) (?![\d-]*\d)
  | (?<![\d:]) (?P<hour>[01]?\d|2[0-4]) : (?P<minute>[0-5]\d) (?: : (?P<second>[0-5]\d) )? (?![\d:]*\d)
  | (?<![\d-]) (?P<phone>\d{3}-\d{2}-\d{2}|\d{3}-\d{4}) (?![\d-]*\d)
  | (?<![\d/]) (?P<over>\d{1,3}) / (?P<under>[2-9]|10|100) (?![\d/]*\d)
  | (?P<whole> (?<!\d)\d{1,3}(?:GROUP_MARK\d{3})+(?!\d) | (?<!\d)\d{1,3}(?:,\d{3}){2,}(?!\d) | \d+ )
    (?: (?P<mark>[.,]) (?P<decimals>\d+) )?
"""

# What follows a figure and gives it another name in another language.
_PERCENT = re.compile(r"\s?(?:%|процент|percent|per cent)")
_MINUTES = re.compile(r"[\s-]?(?:мин|minute|min\b|分(?!之))")
_MONTHS = re.compile(r"[\s-]?(?:месяц|month|个月)")
_HOUR = re.compile(
    r"\s*(?:час|o'clock|p\.?\s?m\b|a\.?\s?m\b|утра|дня|вечера|ночи|(?:in the|at) (?:morn|afternoon|even|night))"
)
_DECADE = re.compile(r"-?(?:е|х|ые|ых|s)\b|\s?(?:год|年代)")
# A height is said in metres and centimetres: метр семьдесят два, 1米72.
_METRE_BEFORE = re.compile(r"(?:(?<![а-я])метр|1\s?м|[1一]米)\s?$")
_QUARTERS = {Fraction(15): Fraction(1, 4), Fraction(30): Fraction(1, 2), Fraction(45): Fraction(3, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number named in a text: its value, and where (offsets of the text as prepared for reading).

    also: other values by which another language may name the same thing (14 and 2 p.m., 30 minutes and half an hour).
    digits: written in digits. sure: False if the words can mean something else (`one`, `second`, 一) or are not kept
    in translation (the month of a date).
    """

    value: Fraction
    start: int
    end: int
    also: frozenset[Fraction] = frozenset()
    digits: bool = False
    sure: bool = True

    @property
    def must_return(self) -> bool:
        """Whether a translation has to name it: any figure, and number words from two upwards."""
        return self.sure and (self.digits or self.value >= 2)

    @property
    def names(self) -> frozenset[Fraction]:
        """Every value that names the same thing."""
        return self.also | {self.value}


@functools.cache
def pattern(engine: str, words: str) -> re.Pattern[str]:
    """Everything that can name a number in a language (engine code): `words` first, then figures; and what names none.

    `words` is a verbose pattern with groups of its own. Placeholders, web and mail addresses match as `other`.
    """
    figures = _FIGURES.replace("GROUP_MARK", _GROUP_MARK[engine])
    return re.compile(rf"(?P<other>{_NO_NUMBER}) | {words} | {figures}", re.VERBOSE)


def read(found: re.Match[str]) -> Iterator[Number]:
    """The numbers of one match of `pattern`, as far as they are figures."""
    part = found.groupdict()
    start, end = found.span()
    figure = functools.partial(Number, start=start, end=end, digits=True)
    if part["hour"]:
        yield from clock(int(part["hour"]), int(part["minute"]), start, end)
        if part["second"]:
            yield figure(value=Fraction(part["second"]))
    elif part["day"] or part["iso_day"]:
        yield figure(value=Fraction(part["day"] or part["iso_day"]))
        yield figure(value=Fraction(part["month"] or part["iso_month"]), sure=False)
        yield figure(value=Fraction(part["year"] or part["iso_year"]))
    elif part["phone"]:
        yield figure(value=Fraction(part["phone"].replace("-", "")))
        yield from (figure(value=Fraction(group), sure=False) for group in part["phone"].split("-"))
    elif part["under"]:
        yield figure(value=Fraction(int(part["over"]), int(part["under"])))
    elif part["whole"]:
        yield _plain(found)


def clock(hour: int, minute: int, start: int, end: int, *, afternoon: bool = False) -> Iterator[Number]:
    """A time of day as two numbers: 14:30 is 14 (or 2) and 30 (or a half); afternoon: 2:30 may be 14:30 too."""
    hours = {hour, hour + 1} if minute > 30 else {hour}  # 2:50 is ten to three
    hours |= {hour + 12 for hour in hours if afternoon}
    also = {Fraction(name) for hour in hours for name in (hour, hour % 12, hour % 12 or 12)}
    minutes = {_QUARTERS.get(Fraction(minute), Fraction(minute))} | ({Fraction(60 - minute)} if minute > 30 else set())
    at = functools.partial(Number, start=start, end=end, digits=True)
    yield at(value=Fraction(hour), also=frozenset(also))
    yield at(value=Fraction(minute), also=frozenset(minutes), sure=minute > 0)


def in_context(number: Number, text: str) -> Number:
    """`number` with the other names that the words beside it in `text` give it."""
    value = number.value
    also: set[Fraction] = set()
    if _PERCENT.match(text, number.end):
        also.add(value / 100)
    if value in _QUARTERS and _MINUTES.match(text, number.end):
        also.add(_QUARTERS[value])
    if value == 6 and _MONTHS.match(text, number.end):
        also.add(Fraction(1, 2))
    if value <= 24 and _HOUR.match(text, number.end):
        also |= {value % 12, value % 12 + 12}
    if value % 10 == 0 and (20 <= value < 100 or 1900 <= value < 2000) and _DECADE.match(text, number.end):
        also.add(value - 1900 if value > 100 else value + 1900)
    if 10 <= value < 100 and _METRE_BEFORE.search(text, max(0, number.start - 6), number.start):
        also |= {100 + value, 1 + value / 100}
    return replace(number, also=number.also | also) if also else number


def _plain(found: re.Match[str]) -> Number:
    """A figure. "1.000" and "1,000" are a thousand here and one with decimals there: the other reading is kept too."""
    whole, mark, decimals = found["whole"], found["mark"], found["decimals"]
    digits = re.sub(r"\D", "", whole)
    value = Fraction(f"{digits}.{decimals or 0}")
    also = set()
    if decimals and len(decimals) == 3 and whole == digits and len(whole) <= 3:
        also.add(Fraction(digits + decimals))
    if decimals and mark == "." and len(decimals) == 2 and int(decimals) < 60 and value < 24:
        also |= {Fraction(digits), Fraction(decimals)}  # a time of day: 10.30
    if "." in whole and not decimals and whole.count(".") == 1:
        also.add(Fraction(whole))
    return Number(value=value, start=found.start(), end=found.end(), also=frozenset(also), digits=True)
