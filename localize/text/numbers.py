"""The numbers a text names, in digits or words, and those that a translation has lost.

Signs are not read: "-5", "five below zero" and 零下五度 are all 5. Roman numerals are not read either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from localize.languages import language as row
from localize.text import chinese_numbers, spelled, spoken_numbers
from localize.text.figures import Number

_FOLDED = str.maketrans("０１２３４５６７８９％：．ё", "0123456789%:.е")

# Python refuses to read a number of more than 4,300 digits; long before that nobody means one.
_NOBODY_COUNTS = re.compile(r"[\d.,〇零一二三四五六七八九]{300,}")


def values(text: str, language: str) -> Counter[Fraction]:
    """How often `text`, in the language of that BCP 47 tag, names each number. Words that may mean another thing
    ("one", "second", 一) and the months of dates do not count.
    """
    return Counter(number.value for number in numbers(text, language) if number.sure)


def lost(source: str, target: str, source_language: str, target_language: str) -> tuple[Fraction, ...]:
    """The numbers of `source` that `target` does not name, in order of appearance.

    Asked for are all figures, and number words from two upwards. A number may return in any form: 12 тысяч, 12,000 and
    1.2万; 14:30 and half past two; 50 % and half; the month of a date as a name; 911 and nine one one.
    """
    wanted = [number for number in numbers(source, source_language) if number.must_return]
    if not wanted:
        return ()
    named = {name for number in numbers(target, target_language) for name in number.names}
    named.update(spelled.values(_folded(target), row(target_language).engine))
    return tuple(dict.fromkeys(number.value for number in wanted if number.names.isdisjoint(named)))


def numbers(text: str, language: str) -> Iterator[Number]:
    """Every number that `text` may name, sure or not, in order."""
    engine = row(language).engine
    text = _folded(text)
    if engine == "zh":
        return chinese_numbers.numbers(text)
    return spoken_numbers.numbers(text, engine)


def _folded(text: str) -> str:
    """As long as `text`."""
    return _NOBODY_COUNTS.sub(lambda run: "x" * len(run[0]), text.lower().translate(_FOLDED))
