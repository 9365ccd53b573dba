"""Signs and short names of units and money beside a number: «3 кг», «20°C», «$5», «№ 7»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from localize.languages import language


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit: its sign in Russian (a pattern), what English and Chinese write around a number, and all its names there.

    after: the sign stands after the number, else before it.
    """

    sign: str
    english: str
    chinese: str
    names: str
    after: bool = True


def _word(letters: str) -> str:
    """A Latin word, even right behind a figure."""
    return rf"(?<![a-z])(?:{letters})(?![a-z])"


_DOT = r"(?:\.(?=\s*[^\sА-ЯЁ]))?"  # of an abbreviation, unless it ends the sentence too
_UNITS = (
    _Unit("%", "{}%", "{}%", "[%％]|percent|per cent|百分|half|半|成"),
    _Unit("°\\s?[CС]|℃", "{}°C", "{}°C", "[°℃]|degree|度"),
    _Unit("°\\s?F", "{}°F", "{}°F", "[°℉]|degree|度"),
    _Unit("°", "{}°", "{}°", "[°℃]|degree|度"),
    _Unit("км/ч", "{} km/h", "{}公里/小时", f"{_word('km/?h|kph')}|kilomet|公里|千米"),
    _Unit("м/с", "{} m/s", "{}米/秒", f"{_word('m/s')}|met(?:er|re)|米"),
    _Unit("км", "{} km", "{}公里", f"{_word('kms?')}|kilomet|公里|千米"),
    _Unit("см", "{} cm", "{}厘米", f"{_word('cm')}|centimet|厘米|公分"),
    _Unit("мм", "{} mm", "{}毫米", f"{_word('mm')}|millimet|毫米"),
    _Unit("м", "{} m", "{}米", f"{_word('m')}|met(?:er|re)|米"),
    _Unit("кг", "{} kg", "{}公斤", f"{_word('kgs?')}|kilo|公斤|千克"),
    _Unit("мг", "{} mg", "{}毫克", f"{_word('mg')}|milligram|毫克"),
    _Unit(r"(?<![12]\d{3}\s)(?<![12]\d{3})г", "{} g", "{}克", f"{_word('g')}|gram|克"),
    _Unit("мл", "{} ml", "{}毫升", f"{_word('ml')}|millilit|毫升"),
    _Unit("л", "{} l", "{}升", f"{_word('l')}|lit(?:er|re)|升"),
    _Unit("ч" + _DOT, "{} h", "{}小时", f"{_word('h|hrs?|am|pm')}|hour|clock|[ap]\\.m|:|时|時|点|點"),
    _Unit("мин" + _DOT, "{} min", "{}分钟", f"{_word('mins?')}|minute|hour|分|半|刻"),
    _Unit("сек" + _DOT, "{} sec", "{}秒", f"{_word('s|secs?')}|second|秒"),
    _Unit("руб" + _DOT + "|₽", "{} rubles", "{}卢布", "₽|rouble|ruble|卢布|盧布"),
    _Unit("\\$", "${}", "{}美元", "\\$|dollar|buck|美元|美金|元|块|塊"),
    _Unit("€", "€{}", "{}欧元", "€|euro|欧元|歐元"),
    _Unit("£", "£{}", "{}英镑", "£|pound|英镑|英鎊"),
    _Unit("\\$", "${}", "{}美元", "\\$|dollar|buck|美元|美金|元|块|塊", after=False),
    _Unit("€", "€{}", "{}欧元", "€|euro|欧元|歐元", after=False),
    _Unit("£", "£{}", "{}英镑", "£|pound|英镑|英鎊", after=False),
    _Unit("№", "No. {}", "{}号", "[№#]|number|\\bno\\b|号|號|第", after=False),
)
_AFTER = [(re.compile(rf"\s?(?:{unit.sign})(?![\w/])"), unit) for unit in _UNITS if unit.after]
_BEFORE = [(re.compile(rf"(?:{unit.sign})\s?$"), unit) for unit in _UNITS if not unit.after]
_BESIDE = [
    (re.compile(rf"\d\s?(?:{unit.sign})(?![\w/])" if unit.after else rf"(?:{unit.sign})\s?\d"), unit) for unit in _UNITS
]
_NAMES = {unit.names: re.compile(unit.names, re.IGNORECASE) for unit in _UNITS}


def with_unit(text: str, start: int, end: int, number: str, target: str) -> tuple[int, int, str]:
    """The number `text[start:end]` of a Russian text with the sign beside it, and both as `target` writes them.

    number: the number alone as `target` writes it; given back as it is if no sign stands beside it.
    """
    for pattern, unit in _BEFORE:
        if before := pattern.search(text, max(0, start - 2), start):
            return before.start(), end, _written(unit, number, target)
    for pattern, unit in _AFTER:
        if after := pattern.match(text, end):
            return start, after.end(), _written(unit, number, target)
    return start, end, number


def lost(source: str, target: str) -> tuple[str, ...]:
    """The signs beside figures in the Russian `source` that `target` (English or Chinese) has under no name."""
    gone = []
    for pattern, unit in _BESIDE:
        if (found := pattern.search(source)) and not _NAMES[unit.names].search(target):
            gone.append(re.sub(r"[\d\s]+", "", found[0]))
    return tuple(dict.fromkeys(gone))


def _written(unit: _Unit, number: str, target: str) -> str:
    return (unit.chinese if language(target).chinese else unit.english).format(number)
