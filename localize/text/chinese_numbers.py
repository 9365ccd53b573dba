"""Numbers in Chinese text: 二十五, 12万, 百分之五, 下午两点半. Simplified and Traditional are read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from localize.text.figures import Number, clock, in_context, pattern, read
from localize.text.number_words import HALF, IDIOMS, ZH_DIGITS, ZH_SCALES, ZH_UNITS

_FOLDED = str.maketrans("兩萬億點個時鐘週禮號數幾雙倆", "两万亿点个时钟周礼号数几双俩")
_DIGIT = "".join(ZH_DIGITS)
_UNIT = "".join((*ZH_UNITS, *ZH_SCALES))
# Possessive: a run of digits (engines get into loops) is taken whole or not at all, not in every possible cut.
_FIGURE = r"\d++(?:,\d{3})*+(?:\.\d++)?+"
_NUMERAL = rf"(?:{_FIGURE}\s?(?=[{_UNIT}])|[{_DIGIT}{_UNIT}])(?:{_FIGURE}|[{_DIGIT}{_UNIT}])*"
_ANY = rf"(?:{_NUMERAL}|{_FIGURE})"
_MEASURE = "个|年|英尺|英寸|天|小时|分钟|公里|公斤|英里|米|岁|倍|周|月|秒|价|杯|瓶|吨|块"

_PATTERN = pattern(
    "zh",
    rf"""
    (?P<idiom> {"|".join(IDIOMS["zh"])}
             | (?<![\d几数{_DIGIT}{_UNIT}]) (?<![\d几数{_DIGIT}{_UNIT}]\s) 千万
             | 十分(?!钟|之)
             | (?<![\d{_DIGIT}{_UNIT}]) (?:周|星期|礼拜)[一二三四五六日天] )
  | (?P<zh_month>{_ANY}) 月
  | (?P<zh_under>{_ANY}) 分之 (?P<zh_over>{_ANY})
  | (?P<mixed>{_ANY}) (?:{_MEASURE}) 半 (?![天夜路])
  | (?P<afternoon>下午|晚上|傍晚|今晚|中午)? \s?
    (?P<zh_hour>{_ANY}) 点 (?: (?P<half>半) | (?P<quarter>[一三])刻 | (?P<zh_minute>{_ANY}) (?P<minute_mark>分?) )?
  | (?P<half_of> 一半 | 半(?={_MEASURE}) )
  | (?P<unsure> 半打 | 一打 | 百分百 | [半俩双另] )
  | (?P<vague>[几数])? (?P<numeral>{_NUMERAL}) (?P<more>几)?
    """,
)
_UNSURE = {
    "百分百": Fraction(100),
    "半打": Fraction(6),
    "一打": Fraction(12),
    "半": HALF,
    "俩": Fraction(2),
    "双": Fraction(2),
    "另": Fraction(2),
}
_TWO_DIGITS = re.compile(rf"([{_DIGIT}])([{_DIGIT}])")


def numbers(text: str) -> Iterator[Number]:
    """Every number that `text` may name, in order."""
    text = text.translate(_FOLDED)
    for found in _PATTERN.finditer(text):
        for number in (*_from_words(found), *read(found)):
            yield in_context(number, text)


def _from_words(found: re.Match[str]) -> Iterator[Number]:
    start, end = found.span()
    if found["zh_month"]:
        yield Number(value=numeral(found["zh_month"]), start=start, end=end, sure=False)
    elif found["zh_under"]:
        yield _fraction(numeral(found["zh_over"]), numeral(found["zh_under"]), start, end)
    elif found["mixed"]:
        yield Number(value=numeral(found["mixed"]) + HALF, start=start, end=end)
    elif found["zh_hour"]:
        yield from _clock(found)
    elif found["half_of"]:
        yield Number(value=HALF, start=start, end=end)
    elif found["unsure"]:
        yield Number(value=_UNSURE[found["unsure"]], start=start, end=end, sure=False)
    elif found["numeral"]:
        yield from _numerals(found)


def _fraction(over: Fraction, under: Fraction, start: int, end: int) -> Number:
    """三分之二 is two thirds; 百分之五 is 5 per cent: the value is 5, as in "5 %"."""
    if under == 100:
        return Number(value=over, start=start, end=end, also=frozenset({over / 100}))
    return Number(value=over / under if under else over, start=start, end=end)


def _clock(found: re.Match[str]) -> Iterator[Number]:
    """三点 (three o'clock), 两点半, 三点二十, 三点五分; but 三点五 is 3.5, and 一点 is mostly "a little"."""
    start, end = found.span()
    hour, minute = numeral(found["zh_hour"]), found["zh_minute"]
    minutes = Fraction(0)
    if found["half"]:
        minutes = Fraction(30)
    elif found["quarter"]:
        minutes = 15 * numeral(found["quarter"])
    elif minute and (found["minute_mark"] or "十" in minute or re.fullmatch(r"零.|\d\d", minute)):
        minutes = numeral(minute)
    elif minute:
        places = len(minute) if set(minute) <= set(_DIGIT) or minute.isdigit() else 0
        yield Number(value=hour + numeral(minute) / 10**places, start=start, end=end)
        return
    if hour > 24 or minutes >= 60 or hour.denominator > 1:
        yield Number(value=hour, start=start, end=end)
        if minutes:
            yield Number(value=minutes, start=start, end=end)
    elif minutes:
        yield from clock(int(hour), int(minutes), start, end, afternoon=bool(found["afternoon"]))
    else:
        also = frozenset({hour + 12, hour % 12}) if found["afternoon"] else frozenset()
        yield Number(value=hour, start=start, end=end, also=also, sure=hour > 1 or bool(found["afternoon"]))


def _numerals(found: re.Match[str]) -> Iterator[Number]:
    text, (start, end) = found["numeral"], found.span()
    figures = set(text) <= set(_DIGIT)
    pair = _TWO_DIGITS.search(text)
    if pair and not (figures and len(text) > 2):
        few, more = (ZH_DIGITS[char] for char in pair.groups())
        if 0 < few < more <= few + 2:  # 三四个, 两三千, 十七八岁: one or the other
            at = pair.start()
            raw = Fraction(few)
            yield Number(value=numeral(text[: at + 1] + text[at + 2 :]), start=start, end=end, also=frozenset({raw}))
            yield Number(value=numeral(text[:at] + text[at + 1 :]), start=start, end=end)
            return
    sure = not (found["vague"] or found["more"] or text in "零〇一" or set(text) <= set(_UNIT) - {"十"})
    yield Number(value=numeral(text), start=start, end=end, sure=sure)
    if figures and len(text) > 1:  # may be counting: 一二三
        yield from (Number(value=Fraction(ZH_DIGITS[char]), start=start, end=end, sure=False) for char in text)


def numeral(text: str) -> Fraction:
    """The value of a numeral: 两百零六 is 206, 一百五 150, 二〇四九 2049, 1.2万 12,000, 3千5百 3500."""
    if set(text) <= set(_DIGIT):
        return Fraction("".join(str(ZH_DIGITS[char]) for char in text))
    total = section = Fraction(0)
    digit: Fraction | None = None
    shorthand = Fraction(0)  # what a digit right after a unit counts: 一百五
    for part in re.findall(rf"{_FIGURE}|[{_DIGIT}{_UNIT}]", text):
        if part in ZH_UNITS:
            section += (1 if digit is None else digit) * ZH_UNITS[part]
            digit, shorthand = None, Fraction(ZH_UNITS[part], 10)
        elif part in ZH_SCALES:
            section += digit or 0
            scale = ZH_SCALES[part]
            if total and total < scale:  # 一万亿
                total, section = total + section, Fraction(0)
                total *= scale
            else:
                total += (section or 1) * scale
            section, digit, shorthand = Fraction(0), None, Fraction(scale, 10)
        elif part in "零〇":
            digit, shorthand = None, Fraction(1)
        else:
            digit = Fraction(ZH_DIGITS[part]) if part in ZH_DIGITS else Fraction(part.replace(",", ""))
    if digit is None:
        return total + section
    return total + section + (digit * shorthand if shorthand > 1 and digit < 10 else digit)
