"""Times of day in Russian and English words, rewritten in digits: половина третьего, без четверти пять, half past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_GENITIVE_ORDINALS = (
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого"
)
_HOURS_TO = "час два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
_ENGLISH_HOURS = "one two three four five six seven eight nine ten eleven twelve"
_MINUTES_TO = {"четверти": 15, "пяти": 5, "десяти": 10, "пятнадцати": 15, "двадцати пяти": 25, "двадцати": 20}


def _numbered(words: str) -> dict[str, int]:
    return {word: hour for hour, word in enumerate(words.split(), 1)}


_CURRENT_HOUR, _NEXT_HOUR, _HOUR = map(_numbered, (_GENITIVE_ORDINALS, _HOURS_TO, _ENGLISH_HOURS))


def _to(minutes: int, hour: int) -> str:
    """The time `minutes` before `hour`."""
    return f"{(hour - 2) % 12 + 1}:{60 - minutes}"


# By engine code: what to look for, and the digits it becomes.
_PHRASES: dict[str, tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = {
    "ru": (
        (
            re.compile(rf"\bпол(?:овин[аеуы] |-)?({'|'.join(_CURRENT_HOUR)})\b"),
            lambda found: _to(30, _CURRENT_HOUR[found[1]]),
        ),
        (
            re.compile(rf"\bчетверть ({'|'.join(_CURRENT_HOUR)})\b"),
            lambda found: _to(45, _CURRENT_HOUR[found[1]]),
        ),
        (
            re.compile(rf"\bбез ({'|'.join(_MINUTES_TO)}) ({'|'.join(_NEXT_HOUR)})\b"),
            lambda found: _to(_MINUTES_TO[found[1]], _NEXT_HOUR[found[2]]),
        ),
    ),
    "en": (
        (re.compile(rf"\bhalf past ({'|'.join(_HOUR)})\b"), lambda found: f"{_HOUR[found[1]]}:30"),
        (re.compile(rf"\bquarter past ({'|'.join(_HOUR)})\b"), lambda found: f"{_HOUR[found[1]]}:15"),
        (re.compile(rf"\bquarter to ({'|'.join(_HOUR)})\b"), lambda found: _to(15, _HOUR[found[1]])),
    ),
}


def stretches(text: str, engine: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, digits) of every clock phrase of `text`, which is as for `in_digits`."""
    for phrase, digits in _PHRASES.get(engine, ()):
        yield from ((found.start(), found.end(), digits(found)) for found in phrase.finditer(text))


def in_digits(text: str, engine: str) -> str:
    """`text` (lower case, ё as е) of a language (engine code) with its clock phrases as "2:30"."""
    for phrase, digits in _PHRASES[engine]:
        text = phrase.sub(digits, text)
    return text
