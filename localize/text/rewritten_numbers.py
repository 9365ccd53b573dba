"""Russian numbers as the target language writes them, for putting into a translation that lost them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from localize.languages import language
from localize.text.numbers import numbers, values

_ADJECTIVE = re.compile(r"(?:[ыио]й|[оеь]го|[оеь]му|[ая]я|ья|ую|[оеь]е|[ыь]е|[ыь]и|[ыо]х|[ыь]м)$", re.IGNORECASE)
_BLANK = "[ \u00a0\u202f]"


def stretches(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, number as `target` writes it) for every number of `text` that a translation has to name."""
    seen = 0
    for number in numbers(text, source):
        surface = text[number.start : number.end]
        # Numbers said as clock times are read in another wording, whose offsets are not those of the text.
        if number.must_return and number.start >= seen and number.value in values(surface, source):
            yield number.start, number.end, written(surface, number.value, target)
            seen = number.end


def written(surface: str, value: Fraction, target: str) -> str:
    """A Russian number, in digits or words, in the digits of `target`: "3,5" is "3.5", "шестой" is "6th" or "第6"."""
    chinese = language(target).chinese
    if any(char.isdigit() for char in surface):
        if re.fullmatch(rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+", surface):
            return re.sub(_BLANK, "" if chinese else ",", surface)
        return re.sub(r"(\d),(\d)", r"\1.\2", surface)
    ordinal = bool(_ADJECTIVE.search(surface))
    if chinese:
        return ("第" if ordinal else "") + _chinese(value)
    if value.denominator > 1:
        return f"{float(value):g}"
    return _english_ordinal(int(value)) if ordinal else _english(value)


def _chinese(value: Fraction) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= unit and (value / unit * 100).denominator == 1:
            return f"{float(value / unit):g}{name}"
    return f"{float(value):g}" if value.denominator > 1 else str(value)


def _english(value: Fraction) -> str:
    for unit, name in ((10**9, "billion"), (10**6, "million")):
        if value >= unit and (value / unit * 10).denominator == 1:
            return f"{float(value / unit):g} {name}"
    return f"{int(value):,}"


def _english_ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"
