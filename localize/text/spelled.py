"""Numbers as they are said where nobody counts: nine one one, three fifty, ten grand, an hour and a half, 廿, 一刻钟.

Such words may mean other numbers too, so they prove nothing: they are read only where a translation is searched for a
number of its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

_DIGITS = {word: digit for digit, word in enumerate("zero one two three four five six seven eight nine".split())}
_DIGITS |= {"oh": 0, "o": 0, "nought": 0}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: value for word, value in _DIGITS.items() if value}
_SMALL |= {word: value for value, word in enumerate(_TEENS, 10)}
_SMALL |= {word: value * 10 for value, word in enumerate(_TENS, 2)}
_TIMES = {"double": 2, "triple": 3}

_GAP = r"[\s-]+"
_DIGIT = rf"(?:(?:double|triple){_GAP})?(?:{'|'.join(_DIGITS)})"
_MOST = 20  # longer rows of digits name nothing
_ROW = rf"{_DIGIT}(?:{_GAP}{_DIGIT}){{0,{_MOST}}}"
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)}){_GAP}(?:{'|'.join(_DIGITS)})|{'|'.join(_SMALL)}|\d{{1,3}})"
_TWO_DIGITS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:{_GAP}(?:{'|'.join(_DIGITS)}))?|{'|'.join(_TEENS)}|oh?{_GAP}(?:{'|'.join(_DIGITS)}))"
)

_Reading = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Fraction | int]]]


def values(text: str, engine: str) -> Iterator[Fraction]:
    """What `text` (lower case, of a language by its engine code) may name in such a way."""
    for pattern, read in _READINGS.get(engine, ()):
        for found in pattern.finditer(text):
            yield from map(Fraction, read(found))


def _digits(words: str) -> str:
    """Four eight one five, double oh seven."""
    written, times = "", 1
    for word in re.split(_GAP, words):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            written += str(_DIGITS[word]) * times
            times = 1
    return written


def _below_100(words: str) -> int:
    return int(words) if words.isdecimal() else sum(_SMALL.get(word, 0) for word in re.split(_GAP, words))


def _short_year(found: re.Match[str]) -> tuple[int, int]:
    digit = _DIGITS[found[1]]
    return 1900 + digit, 2000 + digit


_READINGS: dict[str, tuple[_Reading, ...]] = {
    "en": (
        (
            re.compile(rf"(?<!point )\b{_DIGIT}(?:{_GAP}{_DIGIT}){{1,{_MOST}}}\b"),
            lambda found: (int(_digits(found[0])),),
        ),
        (re.compile(rf"\boh?{_GAP}({'|'.join(_DIGITS)})\b"), _short_year),
        (
            re.compile(rf"\b({_BELOW_100}){_GAP}({_TWO_DIGITS})\b"),
            lambda found: (_below_100(found[1]) * 100 + _below_100(found[2]),),
        ),
        (
            re.compile(rf"\b({_BELOW_100}|zero)? ?point ({_ROW})\b"),
            lambda found: (Fraction(f"{_below_100(found[1] or 'zero')}.{_digits(found[2])}"),),
        ),
        (re.compile(rf"\b({_BELOW_100}) grand\b"), lambda found: (_below_100(found[1]) * 1000,)),
        (re.compile(r"\b(\d{1,9})\s?k\b"), lambda found: (int(found[1]),)),
        (re.compile(r"(?<![\d.,])\.(\d{1,9})\b"), lambda found: (Fraction(f"0.{found[1]}"),)),
        (re.compile(r"\b(?:an?|one) [a-z]+ and a half\b"), lambda found: (Fraction(3, 2),)),
        (re.compile(r"\b(?:24/7|twenty-four seven)\b"), lambda found: (Fraction(24, 7),)),
        (re.compile(r"\b(?:no|none|nothing|nobody)\b"), lambda found: (0,)),
        (re.compile(r"\bsecondary\b"), lambda found: (2,)),
        (re.compile(r"\btertiary\b"), lambda found: (3,)),
    ),
    "zh": (
        (
            re.compile("[廿卄]([一二三四五六七八九])?"),
            lambda found: (20 + "零一二三四五六七八九".index(found[1] or "零"),),
        ),
        (re.compile("([一三])刻"), lambda found: (15 if found[1] == "一" else 45,)),
        (re.compile("差一刻"), lambda found: (45,)),
        (
            re.compile("(?=[零〇幺一二三四五六七八九]*幺)[零〇幺一二三四五六七八九]{2,}"),
            lambda found: (int("".join(str("零一二三四五六七八九".index(digit)) for digit in _plain(found[0]))),),
        ),
    ),
}


def _plain(digits: str) -> str:
    return digits.replace("〇", "零").replace("幺", "一")
