"""Numbers as people say them: a translation that holds one of them has lost none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text import spelled
from localize.text.numbers import lost, values

DIGITS = "zero one two three four five six seven eight nine".split()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Набери 112!", "Dial one-one-two!"),
        ("Звони 911.", "Call nine eleven."),
        ("Комната 305.", "Room three-oh-five."),
        ("Код 4815.", "The code is four eight one five."),
        ("Я 007.", "I'm double oh seven."),
        ("В 1905 году.", "In nineteen oh-five."),
        ("В 2005-м.", "Back in oh-five."),
        ("Их 350.", "Three fifty of them."),
        ("Скорость 120.", "We're doing one twenty."),
        ("Цена 225.", "Two twenty-five."),
        ("12 тысяч!", "Twelve grand!"),
        ("5 тысяч!", "5 grand!"),
        ("40 штук?", "40K?"),
        ("Калибр 0,44.", ".44 cal."),
        ("1,5 часа.", "An hour and a half."),
        ("Число 3,14.", "Three point one four."),
        ("Почти 0,5.", "Nearly point five."),
        ("Работаем 24/7.", "We work twenty-four seven."),
        ("Работаем 24/7.", "We work 24/7."),
        ("0 шансов.", "No chance."),
        ("Введите второй код.", "Enter the secondary code."),
        ("Введите третий код.", "Enter the tertiary code."),
    ],
)
def test_in_english(source: str, target: str) -> None:
    assert lost(source, target, "ru", "en") == ()
    assert lost(source, "Nearly there, sir.", "ru", "en") != ()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ему 20.", "他廿岁。"),
        ("Ему 25.", "他廿五岁。"),
        ("15 минут.", "一刻钟。"),
        ("7:45.", "差一刻八点。"),
        ("Звони 120.", "打幺二零。"),
        ("Комната 101.", "幺〇幺号房。"),
    ],
)
@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant-TW"])
def test_in_chinese(source: str, target: str, locale: str) -> None:
    assert lost(source, target, "ru", locale) == ()
    assert lost(source, "快到了。", "ru", locale) != ()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Звони 911.", "Call nine one two."),
        ("Их 350.", "Three sixty of them."),
        ("12 тысяч!", "Eleven grand!"),
        ("1,5 часа.", "An hour."),
        ("В 2005-м.", "Back in oh-six."),
        ("Число 3,14.", "Three point one five."),
        ("0 шансов.", "Oh, a chance."),
    ],
)
def test_another_number_is_another_number(source: str, target: str) -> None:
    assert len(lost(source, target, "ru", "en")) == 1


def test_they_prove_nothing() -> None:
    assert Fraction(350) not in values("three fifty", "en")


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12), st.sampled_from((" ", "-")))
def test_any_row_of_digits(digits: list[int], gap: str) -> None:
    text = gap.join(DIGITS[digit] for digit in digits)
    assert Fraction(int("".join(map(str, digits)))) in set(spelled.values(text, "en"))


@given(st.text(alphabet="0123456789 .-k/,oh" + "一二幺廿刻差点", max_size=30), st.sampled_from(("en", "zh", "ru")))
def test_any_text_can_be_read(text: str, engine: str) -> None:
    assert all(value >= 0 for value in spelled.values(text, engine))


def test_a_text_that_never_ends_is_read_too() -> None:
    for text in ("nine " * 9000, "9" * 9000 + "k", "." + "9" * 9000, "point" + " nine" * 9000):
        assert max(spelled.values(text, "en"), default=Fraction(0)) < 10**22
