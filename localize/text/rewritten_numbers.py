"""Russian numbers as the target language writes them, for putting into a translation that lost them.

Dates, years, times, decades and percentages are taken with the words that belong to them, since every language puts
those elsewhere: «восьмого ноября 2038 года» is "November 8, 2038" and 2038年11月8日. So are signs of units (`units`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from localize.languages import language
from localize.text import clock_words
from localize.text.figures import Number
from localize.text.number_words import WORDS, Role
from localize.text.numbers import numbers
from localize.text.units import with_unit

_MONTHS = {
    "января": "January", "февраля": "February", "марта": "March", "апреля": "April", "мая": "May", "июня": "June",
    "июля": "July", "августа": "August", "сентября": "September", "октября": "October", "ноября": "November",
    "декабря": "December",
}  # fmt: skip
_MONTH = re.compile(rf"(?:-?(?:го|ого|ое|е))?\s+({'|'.join(_MONTHS)})\b")
_NUMERIC_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
# "2041 г." before a capital or at the end keeps its full stop, which ends the sentence too; "1500 г" are grams.
_YEAR = re.compile(r"(?:-?(?:й|го|м|му))?\s?(?:год(?:а|у|ом|е)?\b|г\.(?=\s+[^А-ЯЁ\s])|г(?=\.(?:\s|$)))")
_YEARS = range(1000, 2200)
_PERCENT = re.compile(r"\s?(?:%|процент\w*)")
_DECADE = re.compile(r"-(?:е|х|ые|ых)\b")
_ORDINAL_ENDING = re.compile(r"-(?:ый|ой|й|ая|я|ое|е|ого|го|ому|му|ым|ом|м|ую|ю|ых|х)\b")
_CARDINAL_ENDING = re.compile(r"-(?:ти|ми|и)\b")
_FIGURES = re.compile(r"\d[\d.,:/\s\u00a0\u202f-]*")
_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?:[ .\u00a0\u202f\u2009]\d{3})+)(?:,(?P<decimals>\d+))?")
_SCALES = frozenset((100, 1000, 10**6, 10**9))
_BLANKED = "\0"  # stands for what is dealt with; the offsets of the rest stay


def stretches(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, number as `target` writes it), in order, for every number a translation of `text` has to name."""
    lowered = text.lower().replace("ё", "е")
    if len(lowered) != len(text):  # İ has two lower-case characters: offsets would not hold
        return
    chinese = language(target).chinese
    found = []
    for start, end, time in clock_words.stretches(lowered, language(source).engine):
        found.append((start, end, time))
        text = text[:start] + _BLANKED * (end - start) + text[end:]
    read = [number for number in numbers(text, source) if number.end > number.start]
    done = 0
    for index, number in enumerate(read):
        if number.start < done:
            continue
        alone = index == 0 or bool(text[read[index - 1].end : number.start].strip())
        taken = _with_its_words(text, read[index : index + 3], chinese, alone=alone)
        if taken:
            found.append((number.start, *taken))
        elif number.must_return:
            value = _scaled(number)
            surface = text[number.start : number.end] if value == number.value else ""
            found.append(with_unit(text, number.start, number.end, written(surface, value, target), target))
        else:
            continue
        done = found[-1][1]
    yield from sorted(found)


def written(surface: str, value: Fraction, target: str) -> str:
    """A Russian number, in digits or words, in the digits of `target`: "3,5" is "3.5", "шестой" is "6th" or "第6"."""
    chinese = language(target).chinese
    if _FIGURES.fullmatch(surface):
        if grouped := _GROUPED.fullmatch(surface):
            if not grouped["decimals"]:
                return _chinese(value) if chinese else _english(value, words=False)
            whole = int(re.sub(r"\D", "", grouped["whole"]))
            return f"{whole}.{grouped['decimals']}" if chinese else f"{whole:,}.{grouped['decimals']}"
        return re.sub(r"(\d),(\d)", r"\1.\2", surface)
    if _is_ordinal(surface) and value.denominator == 1:
        return f"第{value}" if chinese else _english_ordinal(value.numerator)
    return _chinese(value) if chinese else _english(value)


def _with_its_words(text: str, read: Sequence[Number], chinese: bool, *, alone: bool) -> tuple[int, str] | None:
    """Where the first number of `read` ends with the words that belong to it, and both as they are written.

    alone: no number stands right before it.
    """
    number = read[0]
    following = read[1] if len(read) > 1 else None
    lowered = text.lower()
    surface, value = lowered[number.start : number.end], number.value
    figures = bool(_FIGURES.fullmatch(surface))
    if date := _NUMERIC_DATE.fullmatch(surface):
        day, month, year = map(int, date.groups())
        return (number.end, _date(day, month, year, chinese)) if 1 <= month <= 12 else None
    if (month_name := _MONTH.match(lowered, number.end)) and value.denominator == 1 and 1 <= value <= 31:
        return _date_in_words(text, int(value), month_name, following, chinese)
    if value in _YEARS and (year_word := _YEAR.match(text, number.end)) and (figures or _is_ordinal(surface)):
        return year_word.end(), f"{value}年" if chinese else str(value)
    if percent := _PERCENT.match(lowered, number.end):
        amount = surface.replace(",", ".") if figures else f"{float(value):g}"
        return percent.end(), f"{amount}%"
    if alone and following and _makes_time(lowered, number, following, read[2:3]):
        return following.end, f"{value}:{following.value}"
    if figures and value.denominator == 1:
        if value % 10 == 0 and value > 0 and (decade := _DECADE.match(lowered, number.end)):
            return decade.end(), f"{value}年代" if chinese else f"{value}s"
        if ordinal := _ORDINAL_ENDING.match(lowered, number.end):
            if value in _YEARS:
                return ordinal.end(), f"{value}年" if chinese else str(value)
            return ordinal.end(), f"第{value}" if chinese else _english_ordinal(value.numerator)
        if cardinal := _CARDINAL_ENDING.match(lowered, number.end):
            return cardinal.end(), str(value)
    return None


def _date_in_words(
    text: str, day: int, month_name: re.Match[str], year: Number | None, chinese: bool
) -> tuple[int, str]:
    """«14 ноября», «четырнадцатое ноября 2041 г.»"""
    month = list(_MONTHS).index(month_name[1]) + 1
    if year is None or year.value not in _YEARS or text[month_name.end() : year.start].strip(" ,"):
        return month_name.end(), _date(day, month, None, chinese)
    year_word = _YEAR.match(text, year.end)
    return (year_word.end() if year_word else year.end), _date(day, month, int(year.value), chinese)


def _date(day: int, month: int, year: int | None, chinese: bool) -> str:
    if chinese:
        return (f"{year}年" if year else "") + f"{month}月{day}日"
    return f"{list(_MONTHS.values())[month - 1]} {day}" + (f", {year}" if year else "")


def _makes_time(lowered: str, hour: Number, minute: Number, after: Sequence[Number]) -> bool:
    """«Двадцать три сорок» is 23:40. Three numbers in a row are no time of day."""
    between, behind = lowered[hour.end : minute.start], lowered[minute.end : after[0].start] if after else "."
    words = lowered[hour.start : hour.end], lowered[minute.start : minute.end]
    return (
        hour.value < 24
        and 10 <= minute.value < 60
        and hour.value.denominator == minute.value.denominator == 1
        and between == " "
        and bool(behind.strip())
        and not any(_FIGURES.fullmatch(word) or _is_ordinal(word) for word in words)
    )


def _scaled(number: Number) -> Fraction:
    """The value; of the first number of «2-3 тысячи», the thousands that it means."""
    return next((name for name in number.also if number.value and name / number.value in _SCALES), number.value)


def _is_ordinal(surface: str) -> bool:
    last = re.split(r"[\s-]+", surface.lower().replace("ё", "е"))[-1]
    word = WORDS["ru"].get(last)
    return word is not None and word.role is Role.ORDINAL


def _chinese(value: Fraction) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= unit and (value / unit * 100).denominator == 1:
            return f"{float(value / unit):g}{name}"
    return str(value) if value.denominator == 1 else f"{float(value):g}"


def _english(value: Fraction, *, words: bool = True) -> str:
    for unit, name in ((10**9, "billion"), (10**6, "million")):
        if words and value >= unit and (value / unit * 10).denominator == 1:
            return f"{float(value / unit):g} {name}"
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"


def _english_ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"
