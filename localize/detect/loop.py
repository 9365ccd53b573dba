"""The same words again and again: what an engine does that has lost its way."""

from __future__ import annotations

import re

from localize.script import HAN

_LEAST = 3
_LEAST_OF_ONE_CHARACTER = 5  # 谢谢谢谢, 不不不, 呜呜呜 are Chinese
_LEAST_IN_WORD = 8
_LEAST_OF_ONE_MARK = 6
# Figures (9,000,000), Chinese characters one by one, words.
_UNIT = re.compile(f"\\d+(?:[.,:]\\d+)*|[{HAN}]|[^\\W_{HAN}]+(?:['’][^\\W_{HAN}]+)*")
# A run of one to twelve units, three times or more; and letters repeated within one word.
_RUN = re.compile(r"(?<![^ ])((?:[^ ]+ ){1,12}?)\1+")
_RUN_IN_WORD = re.compile(r"([^\W\d_]{1,6}?)\1{2,}")
_RUN_OF_MARKS = re.compile(r"([^\w\s]|_)(?:\s?\1){2,}")


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Up to twelve words (or Chinese characters) three times in a row, one Chinese character five times, letters
    eight times in a word, or one mark six times.

    What the source repeats may be repeated, up to twice as often: «да-да-да», «нет, нет, нет», 哈哈哈哈.
    """
    in_a_row, within = _words(target), _letters(target)
    one_character = len(in_a_row[1]) == 1 and not in_a_row[1].isascii()
    for (times, repeated), least in (
        (in_a_row, _LEAST_OF_ONE_CHARACTER if one_character else _LEAST),
        (within, _LEAST_IN_WORD),
    ):
        # Few texts get here, so that the source, which may be long, is hardly ever searched.
        if times >= least and times > 2 * max(_words(source)[0], _letters(source)[0]):
            return f"{repeated!r} repeated {times} times"
    times, repeated = _marks(target)
    if times >= _LEAST_OF_ONE_MARK and times > 2 * _marks(source)[0]:
        return f"{repeated!r} repeated {times} times"
    return None


def _words(text: str) -> tuple[int, str]:
    """How often words are repeated in a row, at most, and which."""
    units = _UNIT.findall(text.lower())
    if len(set(units)) == len(units):  # as in most texts
        return 1, ""
    return _most(_RUN, "".join(f"{unit} " for unit in units))


def _letters(text: str) -> tuple[int, str]:
    """How often letters are repeated in a row, at most, and which."""
    return _most(_RUN_IN_WORD, text.lower())


def _marks(text: str) -> tuple[int, str]:
    """How often one mark is repeated in a row, at most, and which."""
    found = ((match[0].count(match[1]), match[1]) for match in _RUN_OF_MARKS.finditer(text))
    return max(found, default=(1, ""))


def _most(run: re.Pattern[str], text: str) -> tuple[int, str]:
    found = ((len(match[0]) // len(match[1]), match[1].strip()) for match in run.finditer(text))
    return max(found, default=(1, ""))
