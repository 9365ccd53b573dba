from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.languages import LANGUAGES
from localize.text.numbers import lost, values

# language: text -> the numbers it names, blank-separated
NAMED: dict[str, dict[str, str]] = {
    "ru": {
        "двадцать пять": "25",
        "ста двадцати рублей": "120",
        "трёх тысяч солдат": "3000",
        "тысяча девятьсот сорок пятого года": "1945",
        "две тысячи сорок девятый": "2049",
        "двухтысячного": "2000",
        "пятьюстами": "500",
        "двумястами тридцатью восемью": "238",
        "восемьсот сорок": "840",
        "девяноста девяти": "99",
        "в сорока километрах": "40",
        "полтора часа": "3/2",
        "полторы тысячи": "1500",
        "около полутора миллионов": "1500000",
        "полмиллиона": "500000",
        "полчаса": "1/2",
        "половину": "1/2",
        "два с половиной года": "5/2",
        "две с половиной тысячи": "2500",
        "второй, пятого": "2 5",
        "третья попытка": "3",
        "двадцать первый": "21",
        "сотая серия": "100",
        "нас двое, их трое": "2 3",
        "дважды": "2",
        "две трети": "2/3",
        "три четверти": "3/4",
        "дюжина яиц": "12",
        "полдюжины": "6",
        "два десятка": "20",
        "три сотни": "300",
        "5 тысяч": "5000",
        "12 тыс. рублей": "12000",
        "3,5 млн": "3500000",
        "2 тысячи 500": "2500",
        "1 000 000 человек": "1000000",
        "1\u00a0000": "1000",
        "1.000": "1000",
        "12 300": "12300",
        "3,5 градуса": "7/2",
        "2.5": "5/2",
        "50%": "50",
        "пятьдесят процентов": "50",
        "в 14:30": "14 30",
        "14:30:15": "14 30 15",
        "в половине третьего": "2 30",
        "полпятого": "4 30",
        "четверть девятого": "8 15",
        "без четверти пять": "4 45",
        "без двадцати два": "1 40",
        "05.12.2049": "5 2049",
        "2049-12-05": "5 2049",
        "5-й этаж": "5",
        "90-е": "90",
        "1/3": "1/3",
        "555-12-34": "5551234",
        "К-7": "7",
        "минус пять": "5",
        "тысяча": "1000",
        "два-три человека": "2 3",
        "пять-шесть тысяч": "5 6000",
        "раз, два, три": "2 3",
        "один": "",
        "однажды": "",
        "первый раз": "",
        "во-вторых": "",
        "в двух словах": "",
        "чёрта с два": "",
        "семью": "",
        "тысячи людей": "",
        "сорокин": "",
        "пара минут": "",
        "ноль": "",
        "см. https://x.ru/5?a=7": "",
    },
    "en": {
        "twenty-five": "25",
        "two hundred and six": "206",
        "a hundred and one": "101",
        "five thousand three hundred": "5300",
        "twelve hundred": "1200",
        "half a million": "500000",
        "half an hour": "1/2",
        "one and a half million": "1500000",
        "two and a half years": "5/2",
        "third": "3",
        "twenty-first": "21",
        "the 21st": "21",
        "two-thirds": "2/3",
        "one third": "1/3",
        "three quarters": "3/4",
        "a dozen": "12",
        "half a dozen": "6",
        "two dozen": "24",
        "twice": "2",
        "3 million": "3000000",
        "3.5 million": "3500000",
        "1,000": "1000",
        "12,000.50": "24001/2",
        "2:30 p.m.": "2 30",
        "half past two": "2 30",
        "quarter to five": "4 45",
        "nineteen eighty-four": "1984",
        "twenty forty-nine": "2049",
        "sixty a minute": "60",
        "one hundred": "100",
        "page two, three": "2 3",
        "0.5": "1/2",
        "one": "",
        "one of them": "",
        "wait a second": "",
        "first of all": "",
        "both of them": "",
        "a couple of days": "",
        "thousands of people": "",
        "high five": "",
        "someone": "",
        "once upon a time": "",
        "often": "",
    },
    "zh-Hans": {
        "二十五": "25",
        "两百零六": "206",
        "三千": "3000",
        "一百五": "150",
        "一万二": "12000",
        "三千零五": "3005",
        "十二": "12",
        "一亿二千万": "120000000",
        "1.2万": "12000",
        "12万": "120000",
        "3千5百": "3500",
        "10 万": "100000",
        "百分之五": "5",
        "百分之五十": "50",
        "三分之二": "2/3",
        "一半": "1/2",
        "半个": "1/2",
        "三个半小时": "7/2",
        "两年半": "5/2",
        "第三": "3",
        "二〇四九年": "2049",
        "二零四九": "2049",
        "三点五": "7/2",
        "三点五分": "3 5",
        "下午两点半": "2 30",
        "三点一刻": "3 15",
        "三点二十": "3 20",
        "14点30分": "14 30",
        "两三个": "2 3",
        "两三千": "2000 3000",
        "十七八岁": "17 18",
        "2049年12月31日": "2049 31",
        "二十多岁": "20",
        "1,000": "1000",
        "十分钟": "10",
        "１２": "12",
        "周五": "",
        "五月": "",
        "一下": "",
        "一些": "",
        "万一": "",
        "千万": "",
        "十分好": "",
        "一点也不": "",
        "半天": "",
        "几千": "",
        "百姓": "",
        "四川": "",
        "一个": "",
    },
    "zh-Hant-TW": {
        "兩萬三千": "23000",
        "三點鐘": "3",
        "一億": "100000000",
        "百分之二十": "20",
        "萬一": "",
        "禮拜三": "",
    },
}

# source language, source, target language, target -> what is lost
LOST = [
    ("ru", "ростом метр семьдесят два", "en", "172 centimeters tall", ""),
    ("ru", "ростом метр семьдесят два", "zh-Hans", "身高1米72", ""),
    ("ru", "километр семьдесят два", "en", "172", "72"),
    ("ru", "12 тысяч", "en", "12,000", ""),
    ("ru", "12 тысяч", "en", "twelve thousand", ""),
    ("ru", "12 тысяч", "zh-Hans", "1.2万", ""),
    ("ru", "12 тысяч", "en", "12", "12000"),
    ("ru", "В 14:30.", "en", "At 2:30 p.m.", ""),
    ("ru", "В 14:30.", "en", "At half past two.", ""),
    ("ru", "В 14:30.", "zh-Hans", "下午两点半", ""),
    ("ru", "В 14:00.", "en", "At 2 p.m.", ""),
    ("ru", "В два часа дня.", "zh-Hans", "14点", ""),
    ("ru", "К трём часам.", "en", "By 15:00.", ""),
    ("ru", "Без пяти шесть.", "en", "Five to six.", ""),
    ("ru", "Без четверти три.", "zh-Hant-TW", "兩點四十五分", ""),
    ("ru", "50 %", "zh-Hans", "百分之五十", ""),
    ("ru", "50%", "en", "half", ""),
    ("ru", "30 минут", "en", "half an hour", ""),
    ("ru", "шесть месяцев", "zh-Hans", "半年", ""),
    ("ru", "05.12.2049", "en", "December 5, 2049", ""),
    ("ru", "5 мая", "zh-Hans", "5月5日", ""),
    ("en", "May 5, 2049", "zh-Hans", "2049年5月5日", ""),
    ("ru", "в девяностых", "en", "in the nineties", ""),
    ("ru", "90-е годы", "en", "the 1990s", ""),
    ("ru", "две-три тысячи", "zh-Hans", "两三千", ""),
    ("ru", "Вторая мировая", "en", "World War II", ""),
    ("ru", "100 тысяч", "en", "100K", ""),
    ("ru", "второй", "en", "second", ""),
    ("ru", "1 час", "en", "an hour", ""),
    ("ru", "1 час", "zh-Hans", "一个小时", ""),
    ("ru", "двое", "en", "both of them", ""),
    ("ru", "555-12-34", "en", "555-1234", ""),
    ("ru", "У меня один вопрос.", "en", "I have a question.", ""),
    ("ru", "полчаса", "en", "thirty minutes", ""),
    ("ru", "Три человека, 7 машин.", "en", "People and cars.", "3 7"),
    ("ru", "двадцать пять", "en", "twenty", "25"),
    ("ru", "25 и 25", "en", "none", "25"),
    ("en", "nineteen eighty-four", "zh-Hans", "1984年", ""),
    ("en", "two million", "zh-Hans", "两百万", ""),
    ("zh-Hans", "三千人", "en", "3,000 people", ""),
    ("zh-Hans", "三千人", "en", "many people", "3000"),
    ("ru", "сто процентов", "zh-Hans", "百分百", ""),
]


def fractions(text: str) -> list[Fraction]:
    return [Fraction(part) for part in text.split()]


@pytest.mark.parametrize(
    ("language", "text", "named"), [(tag, text, named) for tag, rows in NAMED.items() for text, named in rows.items()]
)
def test_values(language: str, text: str, named: str) -> None:
    assert values(text, language) == Counter(fractions(named))


@pytest.mark.parametrize(("source_language", "source", "target_language", "target", "gone"), LOST)
def test_lost(source_language: str, source: str, target_language: str, target: str, gone: str) -> None:
    assert lost(source, target, source_language, target_language) == tuple(fractions(gone))


def test_a_repeated_number_counts_twice() -> None:
    assert values("два да ещё два", "ru") == {Fraction(2): 2}


_PIECES = st.sampled_from(
    [*"0123456789.,/:- %", "два ", "сто ", "тысяч ", "с половиной ", "пол", "one ", "hundred ", "and ", "half a ",
     "thirds ", *"〇零一二两九十百千万亿半点分之个月年刻几第"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=20), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_can_be_read_and_loses_nothing_to_itself(text: str, language: str) -> None:
    assert all(value >= 0 for value in values(text, language))
    assert lost(text, text, language, language) == ()


@given(st.integers(0, 10**9))
def test_figures_return_in_every_language(number: int) -> None:
    assert lost(f"{number} лет", f"{number}年", "ru", "zh-Hans") == ()
    assert lost(f"{number} лет", f"{number:,} years", "ru", "en") == ()


@pytest.mark.parametrize("language", ["ru", "en", "zh-Hans"])
@pytest.mark.parametrize("unit", ["3", "3,333", "1.", "12:", "十", "百分之", "двадцать ", "hundred and "])
def test_a_loop_of_an_engine_is_read_in_linear_time(unit: str, language: str) -> None:
    """A pattern that can cut a run of digits in every possible way would never end."""
    assert sum(values(unit * 400, language).values()) <= 400 * len(unit)


@pytest.mark.parametrize("digits", ["7" * 5000, "1,000" * 1000, "七" * 5000, "３" * 5000])
@pytest.mark.parametrize("language", ["ru", "en", "zh-Hans"])
def test_what_nobody_counts_is_no_number(digits: str, language: str) -> None:
    assert lost(f"5 {digits} 6", "5", language, "en") == (Fraction(6),)
