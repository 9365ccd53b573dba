"""Number words of Russian and English, in every form, and the characters Chinese counts with.

Letters are lower case, ё is written е. A row of a table is `value: "form form …"`. Words that mean a number only now
and then ("second" is also a time, "один" also an article, "семью" also a family) are in the tables of unsure words: a
translation may use them for a number, but they are no proof that a text names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

HALF = Fraction(1, 2)


class Role(Enum):
    """How a number word joins with its neighbours."""

    ADD = "add"  # two, twenty, двести: added if what came before leaves room for it
    FIGURE = "figure"  # written in digits: takes scales, and joins after one (2 тысячи 500)
    ALONE = "alone"  # a, both, пара: never joined
    ORDINAL = "ordinal"  # like ADD, and ends the number
    HUNDRED = "hundred"  # multiplies what came before, and more may follow
    SCALE = "scale"  # thousand, миллион: multiplies, and more may follow
    COUNT = "count"  # dozen, сотня: multiplies, and ends the number
    PART = "part"  # thirds, четверти: divides the number before it
    AND_HALF = "and a half"  # с половиной: adds a half to the number before it


@dataclass(frozen=True, slots=True)
class Word:
    """value: of the word alone. sure: the word alone is proof of a number."""

    value: Fraction
    role: Role
    sure: bool = True


_RU_CARDINALS = {
    2: "два две двух двум двумя двое двоих двоим двоими дважды",
    3: "три трех трем тремя трое троих троим троими трижды",
    4: "четыре четырех четырем четырьмя четверо четверых четверым четверыми",
    5: "пять пяти пятью пятеро пятерых пятерым пятерыми",
    6: "шесть шести шестью шестеро шестерых шестерым шестерыми",
    7: "семь семи семеро семерых семерым семерыми",
    8: "восемь восьми восемью восьмью восьмеро восьмерых",
    9: "девять девяти девятью девятеро девятерых",
    10: "десять десяти десятью десятеро десятерых",
    11: "одиннадцать одиннадцати одиннадцатью",
    12: "двенадцать двенадцати двенадцатью",
    13: "тринадцать тринадцати тринадцатью",
    14: "четырнадцать четырнадцати четырнадцатью",
    15: "пятнадцать пятнадцати пятнадцатью",
    16: "шестнадцать шестнадцати шестнадцатью",
    17: "семнадцать семнадцати семнадцатью",
    18: "восемнадцать восемнадцати восемнадцатью",
    19: "девятнадцать девятнадцати девятнадцатью",
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти пятьюдесятью полста",
    60: "шестьдесят шестидесяти шестьюдесятью",
    70: "семьдесят семидесяти семьюдесятью",
    80: "восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трехсот тремстам тремястами трехстах",
    400: "четыреста четырехсот четыремстам четырьмястами четырехстах",
    500: "пятьсот пятисот пятистам пятьюстами пятистах",
    600: "шестьсот шестисот шестистам шестьюстами шестистах",
    700: "семьсот семисот семистам семьюстами семистах",
    800: "восемьсот восьмисот восьмистам восемьюстами восьмьюстами восьмистах",
    900: "девятьсот девятисот девятистам девятьюстами девятистах",
}
_RU_ORDINAL_STEMS = {
    1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят",
    11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат",
    17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат", 40: "сороков",
    50: "пятидесят", 60: "шестидесят", 70: "семидесят", 80: "восьмидесят", 90: "девяност", 100: "сот",
    200: "двухсот", 300: "трехсот", 400: "четырехсот", 500: "пятисот", 600: "шестисот", 700: "семисот",
    800: "восьмисот", 900: "девятисот", 1000: "тысячн", 2000: "двухтысячн", 1_000_000: "миллионн",
}  # fmt: skip
_RU_ORDINAL_ENDINGS = "ый ой ая ое ые ого ому ым ом ую ых ыми ою".split()
_RU_THIRD = "третий третья третье третьи третьего третьей третьему третьим третью третьем третьих третьими"
_RU_SCALES = {
    1000: "тысяча тысячу тысяче тысячей тысячью тыс",
    1_000_000: "миллион миллиона миллиону миллионом миллионе млн",
    1_000_000_000: "миллиард миллиарда миллиарду миллиардом миллиарде млрд",
    10**12: "триллион триллиона триллиону триллионом триллионе трлн",
}
_RU_SCALES_UNSURE = {
    1000: "тысячи тысяч тысячам тысячами тысячах",
    1_000_000: "миллионы миллионов миллионам миллионами миллионах",
    1_000_000_000: "миллиарды миллиардов миллиардам миллиардами миллиардах",
    10**12: "триллионы триллионов триллионам триллионами триллионах",
}
_RU_COUNTS = {12: "дюжина дюжину дюжины дюжине дюжиной"}
_RU_COUNTS_UNSURE = {
    10: "десяток десятка десятку десятком десятке десятки десятков десяткам десятками десятках",
    12: "дюжин дюжинам дюжинами дюжинах",
    100: "сотня сотню сотни сотне сотней сотен сотням сотнями сотнях сот",
}
_RU_PARTS = {3: "треть трети третей третями", 4: "четверть четверти четвертей четвертью четвертями"}
_RU_HALVES = {
    HALF: "половина половины половине половину половиной полчаса получаса полгода полугода полдня полкило "
    "полметра полкилометра полминуты полвека полкилограмма полстакана поллитра полпроцента",
    Fraction(3, 2): "полтора полторы полутора",
    Fraction(6): "полдюжины",
    Fraction(50): "полсотни",
    Fraction(500): "полтысячи",
    Fraction(500_000): "полмиллиона",
    Fraction(500_000_000): "полмиллиарда",
}
_RU_ONE = "один одна одно одни одного одной одному одним одном одну одною одних одними"
_RU_UNSURE = {
    0: "ноль нуль ноля нуля нолю нулю нулем ноле нуле",
    1: "однажды единственный",
    2: "оба обе обоих обеих обоим обеим обоими обеими вдвоем вдвое пара пару пары паре парой двойной двойная",
    3: "втроем втрое тройной тройка",
    4: "вчетвером вчетверо",
    5: "впятером",
    7: "семью",
    12: "полдень полночь",
}

_EN_CARDINALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = {
    **dict(enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(), 3,
    )),
    30: "thirtieth", 40: "fortieth", 50: "fiftieth", 60: "sixtieth", 70: "seventieth", 80: "eightieth",
    90: "ninetieth", 100: "hundredth", 1000: "thousandth", 1_000_000: "millionth",
}  # fmt: skip
_EN_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_EN_SCALES = {1000: "thousand", 1_000_000: "million", 1_000_000_000: "billion", 10**12: "trillion"}
_EN_UNSURE = {
    0: "zero nil",
    1: "a an firstly once single",
    2: "secondly both couple pair double other another upstairs",
    10: "decade",
    100: "century",
    3: "thirdly triple trio",
    4: "quartet quadruple",
    12: "noon midday midnight",
}
# World War II, XX век: read as numbers only where a translation is searched for one.
_ROMAN = dict(enumerate("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii".split(), 2))


def _words(table: Mapping[int, str] | Mapping[Fraction, str], role: Role, *, sure: bool = True) -> dict[str, Word]:
    return {form: Word(Fraction(value), role, sure) for value, forms in table.items() for form in forms.split()}


def _russian() -> dict[str, Word]:
    words = _words(_ROMAN, Role.ALONE, sure=False) | _words(_RU_UNSURE, Role.ALONE, sure=False)
    words |= _words({1: _RU_ONE}, Role.ADD, sure=False)
    for value, stem in _RU_ORDINAL_STEMS.items():
        forms = " ".join(stem + ending for ending in _RU_ORDINAL_ENDINGS)
        words |= _words({value: forms}, Role.ORDINAL, sure=value > 1)
    words |= _words({3: _RU_THIRD}, Role.ORDINAL)
    words |= _words(_RU_CARDINALS, Role.ADD) | _words(_RU_HALVES, Role.ADD)
    words |= _words(_RU_SCALES, Role.SCALE) | _words(_RU_SCALES_UNSURE, Role.SCALE, sure=False)
    words |= _words(_RU_COUNTS, Role.COUNT) | _words(_RU_COUNTS_UNSURE, Role.COUNT, sure=False)
    words |= _words({Fraction(1, value): forms for value, forms in _RU_PARTS.items()}, Role.PART)
    return words | {"с половиной": Word(HALF, Role.AND_HALF)}


def _english() -> dict[str, Word]:
    words = _words(_ROMAN, Role.ALONE, sure=False) | _words(_EN_UNSURE, Role.ALONE, sure=False)
    words |= _words({1: "one ones"}, Role.ADD, sure=False) | _words({1: "first", 2: "second"}, Role.ORDINAL, sure=False)
    words |= {word: Word(Fraction(value), Role.ADD) for value, word in enumerate(_EN_CARDINALS, 2)}
    words |= {word: Word(Fraction(10 * tens), Role.ADD) for tens, word in enumerate(_EN_TENS, 2)}
    words |= {word: Word(Fraction(10 * tens), Role.ORDINAL) for tens, word in enumerate(_EN_DECADES, 2)}
    words |= _words(_EN_ORDINALS, Role.ORDINAL) | _words({2: "twice", 3: "thrice"}, Role.ADD)
    words |= _words({100: "hundred"}, Role.HUNDRED) | _words({100: "hundreds"}, Role.HUNDRED, sure=False)
    words |= _words(_EN_SCALES, Role.SCALE)
    words |= _words({1000: "k"}, Role.SCALE, sure=False)
    words |= _words({value: f"{word}s" for value, word in _EN_SCALES.items()}, Role.SCALE, sure=False)
    words |= _words({12: "dozen"}, Role.COUNT) | _words({12: "dozens"}, Role.COUNT, sure=False)
    words |= {f"{word}s": Word(Fraction(1, value), Role.PART) for value, word in _EN_ORDINALS.items()}
    words |= _words({Fraction(1, 4): "quarter quarters"}, Role.PART)
    words |= {half: Word(HALF, Role.ADD) for half in ("half", "half a", "half an")}
    return words | {"and a half": Word(HALF, Role.AND_HALF)}


# By engine code. Phrases that are one word here stand in the tokenizer too.
WORDS: dict[str, dict[str, Word]] = {"ru": _russian(), "en": _english()}
PHRASES: dict[str, tuple[str, ...]] = {"ru": ("с половиной",), "en": ("and a half", "half an", "half a")}

# Fixed phrases in which a number word names no number. Chinese ones are looked for in text with 萬 as 万, 兩 as 两.
IDIOMS: dict[str, tuple[str, ...]] = {
    "ru": (
        "в двух словах", "в два счета", "черта с два", "на все сто", "на все четыре стороны", "за семью печатями",
        "во-вторых", "в-третьих", "в-четвертых", "в-пятых", "раз-два", "на седьмом небе", "с три короба",
        "на своих двоих",
    ),
    "en": ("high five", "on cloud nine", "at sixes and sevens", "on all fours", "second to none"),
    "zh": tuple(
        "万一 万岁 万歲 万物 万分 万能 万事 三思 三明治 三角 三心二意 三番五次 四处 四處 四周 "
        "四面八方 四肢 四季 四川 五官 五颜六色 五顏六色 五花八门 五花八門 五星 七夕 七上八下 乱七八糟 "
        "亂七八糟 八卦 九州 十足 十字 十全十美 百姓 百货 百貨 百度 千方百计 千方百計 千言万语 "
        "千言万語 千金 成千上万 接二连三 接二連三 丢三落四 丟三落四 不三不四 说三道四 說三道四 "
        "独一无二 獨一無二 数一数二 二话 二話 二手 二胡 两边 两邊 两口子 两难 两難 亿万 半天 半夜 "
        "半路 多半".split()
    ),
}  # fmt: skip

# Chinese digits and units by value; 两 is 2 before a measure word.
ZH_DIGITS: dict[str, int] = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
ZH_UNITS: dict[str, int] = {"十": 10, "百": 100, "千": 1000}
ZH_SCALES: dict[str, int] = {"万": 10**4, "亿": 10**8}
