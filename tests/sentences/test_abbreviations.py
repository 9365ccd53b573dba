"""Full stops that end no sentence."""

from __future__ import annotations

import pytest

from localize.sentences.abbreviations import goes_on_after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Он свернул на ул.", "Механиков"),
        ("Температура 3.5, т. е.", "почти вдвое ниже"),
        ("Прилягу, т. к.", "За сон увольняют"),
        ("Против был к. т. н.", "Орлов"),
        ("весом 4,2 кг, ценой 18 млн руб.", "и боится сквозняков"),
        ("Нас собрали в мае 2039 г.", "из одной партии"),
        ("Между прочим, А. С.", "Пушкин работал по ночам"),
        ("по иску гр-ки Мельниковой Д. С.", "к обществу"),
        ("см. рис.", "3"),
        ("архив, п.", "12"),
        ("письма, фотографии и т. д.", "не считая"),
    ],
)
def test_russian_that_goes_on(before: str, after: str) -> None:
    assert goes_on_after(before, after, "ru")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("письма, фотографии и т. д.", "Потом ничего"),
        ("картошку, лыжи и пр.", "Вопрос из зала"),
        ("за 900 тыс. руб.", "Она согласилась"),
        ("Инструкцию писал я.", "Стр. 4"),
        ("для задачи A.", "Теперь предположим"),
        ("решения от 12 марта с. г.", "Все явились?"),
        ("Пришла Мельникова Д. С.", "Она молчала"),
        ("Он ушёл.", "Пришёл"),
        ("Он ушёл...", "пришёл"),
        ("Он ушёл", "пришёл"),
        ("на ул.", ""),
        ("на ул.", "…"),
    ],
)
def test_russian_that_ends(before: str, after: str) -> None:
    assert not goes_on_after(before, after, "ru")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask Dr.", "Vesnin"),
        ("Container No.", "7 was empty"),
        ("It was empty at 11 p.m.", "and full at midnight"),
        ("He flew in from the U.S.", "or swam"),
        ("towards the U.S.", "Consulate"),
        ("Approved by A. K.", "Vesnin"),
        ("approx.", "40,000 people"),
    ],
)
def test_english_that_goes_on(before: str, after: str) -> None:
    assert goes_on_after(before, after, "en")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("No.", "I can only keep them"),
        ("It was empty at 11 p.m.", "He knew"),
        ("I like art.", "You don't"),
        ("She left.", "and so on"),
    ],
)
def test_english_that_ends(before: str, after: str) -> None:
    assert not goes_on_after(before, after, "en")


def test_a_language_without_a_list_has_no_abbreviations() -> None:
    assert not goes_on_after("Dr.", "Orlov", "zh")
