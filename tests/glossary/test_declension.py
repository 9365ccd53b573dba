from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.glossary.declension import PARADIGMS, declined, fold, is_common_noun, is_plural, surfaces, word_of
from localize.glossary.term import TermKind


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Лиара", "лиары лиаре лиару лиарой лиарою"),
        ("Кронос", "кроноса кроносу кроносом кроносе"),
        ("Рэйв", "рэйва рэйву рэйвом рэйве"),
        ("Азраэль", "азраэля азраэлю азраэлем азраэле азраэли азраэлью"),
        ("Тэй", "тэя тэю тэем тэе"),
        ("Нэрия", "нэрии нэрию нэрией"),
        ("Вайдерский", "вайдерского вайдерскому вайдерским вайдерском"),
        ("Зорьяная", "зорьяной зорьяную"),
        ("Крутобоев", "крутобоева крутобоеву крутобоевым крутобоеве крутобоевы"),
        ("Хой", "хоя хою хоем хое"),
        ("Мияко", ""),
        ("Юки", ""),
    ],
)
def test_names_that_no_dictionary_has(name: str, forms: str) -> None:
    found = word_of(name, TermKind.PERSON, plural=False, alone=True).surfaces
    assert {fold(name), *forms.split()} <= found
    assert forms or found == {fold(name)}


def test_a_name_that_is_a_form_of_another_word_declines_as_a_name() -> None:
    assert "аской" in word_of("Аска", TermKind.PERSON, plural=False, alone=True).surfaces


def test_known_names_decline_by_the_dictionary() -> None:
    lev = surfaces(word_of("Лев", TermKind.PERSON, plural=False, alone=True))
    assert lev == ("лев", "льва", "льве", "львом", "льву")
    pavel = surfaces(word_of("Павел", TermKind.PERSON, plural=False, alone=True))
    assert pavel == ("павел", "павла", "павле", "павлом", "павлу")


def test_products_and_terms_have_a_plural() -> None:
    assert "фантомы" in surfaces(word_of("Фантом", TermKind.PRODUCT, plural=False, alone=True))
    assert "люди" in surfaces(word_of("человек", TermKind.TERM, plural=False, alone=True))
    assert "нейролинками" in surfaces(word_of("нейролинк", TermKind.TERM, plural=False, alone=True))


def test_a_word_that_is_not_in_the_nominative_does_not_decline() -> None:
    assert surfaces(word_of("Тихой", TermKind.COMPANY, plural=False, alone=False)) == ("тихой",)
    assert surfaces(word_of("Воды", TermKind.COMPANY, plural=False, alone=False)) == ("воды",)


def test_verbs() -> None:
    found = surfaces(word_of("взломать", TermKind.TERM, plural=False, alone=True))
    assert {"взломал", "взломаю", "взломана"} <= set(found)


def test_fold() -> None:
    assert fold("Чёрный") == "черный"
    assert fold("Ари\u0301са") == "ариса"
    assert fold("Рэи\u0306") == "рэй"
    assert fold("Кро\u00adнос") == "кронос"


def test_plural_and_common_nouns() -> None:
    assert is_plural("Сокольники")
    assert not is_plural("Заря")
    assert is_common_noun("Корпорация")
    assert not is_common_noun("Вера")
    assert not is_common_noun("Кронос")
    assert not is_common_noun("Красная")


def test_no_paradigm_hides_a_longer_one() -> None:
    endings = list(PARADIGMS)
    assert not [
        (first, later) for at, first in enumerate(endings) for later in endings[at + 1 :] if later.endswith(first)
    ]


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=8), st.booleans())
def test_every_word_is_its_own_form(word: str, plural: bool) -> None:
    assert word in declined(word, plural=plural)


def test_a_name_that_is_known_as_another_word_only() -> None:
    mira = word_of("Мира", TermKind.PERSON, plural=False, alone=True)
    assert {"мира", "миры", "мире", "миру", "мирой"} <= mira.surfaces
