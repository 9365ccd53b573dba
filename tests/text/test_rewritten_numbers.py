"""Russian numbers in the digits of the target language."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.numbers import lost, numbers
from localize.text.rewritten_numbers import stretches

# Russian text, its numbers in English, its numbers in Chinese.
CASES = [
    ("Дом 7, квартира 41", ["7", "41"], ["7", "41"]),
    ("шесть лет", ["6"], ["6"]),
    ("метр семьдесят два", ["72"], ["72"]),
    ("СОРОК ДВА", ["42"], ["42"]),
    ("сто сорок восемь", ["148"], ["148"]),
    ("пятьсот", ["500"], ["500"]),
    ("тысяча", ["1,000"], ["1000"]),
    ("двое и дважды", ["2", "2"], ["2", "2"]),
    ("к пяти", ["5"], ["5"]),
    ("пять пять пять", ["5", "5", "5"], ["5", "5", "5"]),
    ("два-три раза", ["2", "3"], ["2", "3"]),
    ("555-12-34", ["555-12-34"], ["555-12-34"]),
    ("1/3", ["1/3"], ["1/3"]),
    ("один и первый", [], []),
    ("ни одного слова", [], []),
    ("две трети", [], []),
    ("⟦1⟧ и 5", ["5"], ["5"]),
    # decimals and percentages
    ("3,5", ["3.5"], ["3.5"]),
    ("0,5", ["0.5"], ["0.5"]),
    ("12,50 евро", ["12.50"], ["12.50"]),
    ("12,5 %", ["12.5%"], ["12.5%"]),
    ("100%", ["100%"], ["100%"]),
    ("50 процентов", ["50%"], ["50%"]),
    ("сто процентов", ["100%"], ["100%"]),
    ("двенадцать с половиной процентов", ["12.5%"], ["12.5%"]),
    # thousands, millions
    ("340 000 рублей", ["340,000"], ["34万"]),
    ("340\u00a0000 рублей", ["340,000"], ["34万"]),
    ("1.000.000", ["1,000,000"], ["100万"]),
    ("1 234 567", ["1,234,567"], ["1234567"]),
    ("5 000,50", ["5,000.50"], ["5000.50"]),
    ("12 000", ["12,000"], ["1.2万"]),
    ("двести тысяч", ["200,000"], ["20万"]),
    ("двадцать пять тысяч триста", ["25,300"], ["2.53万"]),
    ("2-3 тысячи", ["2,000", "3,000"], ["2000", "3000"]),
    ("2,5 миллиона", ["2.5 million"], ["250万"]),
    ("девятнадцать миллионов", ["19 million"], ["1900万"]),
    ("девять миллиардов", ["9 billion"], ["90亿"]),
    # ordinals
    ("третий этаж", ["3rd"], ["第3"]),
    ("на третьей палубе", ["3rd"], ["第3"]),
    ("ко второму", ["2nd"], ["第2"]),
    ("двенадцатый", ["12th"], ["第12"]),
    ("двадцать первый", ["21st"], ["第21"]),
    ("сто третьего", ["103rd"], ["第103"]),
    ("5-й этаж", ["5th"], ["第5"]),
    ("2-го", ["2nd"], ["第2"]),
    ("10-ти", ["10"], ["10"]),
    # times
    ("В 14:30.", ["14:30"], ["14:30"]),
    ("7:15 УТРА", ["7:15"], ["7:15"]),
    ("половина третьего", ["2:30"], ["2:30"]),
    ("без четверти пять, дом 5", ["4:45", "5"], ["4:45", "5"]),
    ("Двадцать три сорок.", ["23:40"], ["23:40"]),
    ("семь сорок", ["7:40"], ["7:40"]),
    ("три двенадцать сорок", ["3", "12", "40"], ["3", "12", "40"]),
    # years and decades
    ("в 2041 году", ["2041"], ["2041年"]),
    ("до 1945-го года", ["1945"], ["1945年"]),
    ("в 1945-м", ["1945"], ["1945年"]),
    ("в две тысячи сорок первом году", ["2041"], ["2041年"]),
    ("2041 г. был", ["2041"], ["2041年"]),
    ("1500 г муки", ["1500"], ["1500"]),
    ("90-е", ["90s"], ["90年代"]),
    ("1990-х", ["1990s"], ["1990年代"]),
    # dates
    ("1 мая", ["May 1"], ["5月1日"]),
    ("первого мая", ["May 1"], ["5月1日"]),
    ("до пятого декабря мы", ["December 5"], ["12月5日"]),
    ("9-го мая 1945 года", ["May 9, 1945"], ["1945年5月9日"]),
    ("Четырнадцатое ноября 2041 г.", ["November 14, 2041"], ["2041年11月14日"]),
    ("восьмого ноября 2038 года, в 4:20 утра", ["November 8, 2038", "4:20"], ["2038年11月8日", "4:20"]),
    ("14.11.2041", ["November 14, 2041"], ["2041年11月14日"]),
]


@pytest.mark.parametrize(("text", "english", "chinese"), CASES)
def test_numbers_as_the_target_writes_them(text: str, english: list[str], chinese: list[str]) -> None:
    assert [new for _, _, new in stretches(text, "ru", "en")] == english
    assert [new for _, _, new in stretches(text, "ru", "zh-Hans")] == chinese


@pytest.mark.parametrize("target", ["en", "zh-Hans"])
@pytest.mark.parametrize("text", [text for text, *_ in CASES])
def test_what_is_written_is_what_the_detector_asks_for(text: str, target: str) -> None:
    new = " and ".join(new for _, _, new in stretches(text, "ru", target))
    assert lost(text, new, "ru", target) == ()


def test_a_date_takes_its_words_with_it_and_leaves_the_full_stop() -> None:
    text = "Четырнадцатое ноября 2041 г."
    assert [text[start:end] for start, end, _ in stretches(text, "ru", "en")] == ["Четырнадцатое ноября 2041 г"]
    text = "В 2041 г. она ушла"
    assert [text[start:end] for start, end, _ in stretches(text, "ru", "en")] == ["2041 г."]


def test_a_text_whose_offsets_would_not_hold_is_left_alone() -> None:
    assert list(stretches("İ 25", "ru", "en")) == []


_WORDS = st.sampled_from(
    "два пять сорок тысяч миллиона третий ноября 2041 года г. 12 000 5-й 3,5 % половина 14:30 и, «Нянь»".split()
)


@given(st.lists(_WORDS, max_size=8).map(" ".join), st.sampled_from(["en", "zh-Hans"]))
def test_stretches_are_in_order_apart_and_hold_every_number_asked_for(text: str, target: str) -> None:
    found = list(stretches(text, "ru", target))
    assert all(0 <= start < end <= len(text) and new for start, end, new in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    if "половина третьего" not in text:
        for number in numbers(text, "ru"):
            assert not number.must_return or any(start <= number.start < end for start, end, _ in found)
