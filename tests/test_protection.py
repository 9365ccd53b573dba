"""Terms and numbers out of a text and back into its translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.glossary.matcher import find
from localize.protection import Protected, protect, restore, tokens
from localize.translators.base import PackageInfo
from tests.terms import glossary

TOKENS = tuple(f"⟦{number}⟧" for number in range(1, 10))
GLOSSARY = glossary(
    "Кронос, Cronos, 克罗诺斯, company",
    "Ариса, Arisa, 阿丽莎, person",
    "паром, ferry, 渡轮, term",
    "Шмель, , 熊蜂, person",
)


def protected(
    text: str, target: str = "en", available: tuple[str, ...] = TOKENS, *, numbers: bool = False
) -> Protected:
    return protect(text, find(text, GLOSSARY, "ru"), "ru", target, available, numbers=numbers)


@pytest.mark.parametrize(
    ("text", "taken_out", "renderings"),
    [
        ("Ариса на пароме", "⟦1⟧ на ⟦2⟧", ("Arisa", "ferry")),
        ("Это «Кронос», да?", "Это ⟦1⟧, да?", ("Cronos",)),
        ("Это „Кронос“", "Это ⟦1⟧", ("Cronos",)),
        ("Это «паром»", "Это «⟦1⟧»", ("ferry",)),
        ("«Кронос и Ариса»", "«⟦1⟧ и ⟦2⟧»", ("Cronos", "Arisa")),
        ("Ариса, Ариса!", "⟦1⟧, ⟦2⟧!", ("Arisa", "Arisa")),
        ("Шмель и Ариса", "Шмель и ⟦1⟧", ("Arisa",)),
        ("Ничего нет", "Ничего нет", ()),
        ("⟦1⟧ и Ариса", "⟦1⟧ и ⟦2⟧", ("Arisa",)),
    ],
)
def test_terms_become_tokens(text: str, taken_out: str, renderings: tuple[str, ...]) -> None:
    found = protected(text)
    assert (found.text, tuple(rendering for _, rendering in found.renderings)) == (taken_out, renderings)


def test_numbers_become_tokens_too_where_no_term_holds_them() -> None:
    assert protected("Арисе шесть лет, паром в 14:30", numbers=True) == Protected(
        "⟦1⟧ ⟦2⟧ лет, ⟦3⟧ в ⟦4⟧", (("⟦1⟧", "Arisa"), ("⟦2⟧", "6"), ("⟦3⟧", "ferry"), ("⟦4⟧", "14:30"))
    )


def test_what_there_are_no_tokens_for_stays() -> None:
    assert protected("Ариса и Кронос", available=("⟦1⟧",)).text == "⟦1⟧ и Кронос"


@pytest.mark.parametrize(
    ("breaks", "marked"),
    [
        ((6,), "⟦1⟧ / и ⟦2⟧ на ⟦3⟧"),
        ((8, 15), "⟦1⟧ и / ⟦2⟧ / на ⟦3⟧"),
        ((3, 10), "⟦1⟧ и ⟦2⟧ на ⟦3⟧"),
        ((18,), "⟦1⟧ и ⟦2⟧ на / ⟦3⟧"),
    ],
)
def test_places_are_marked_wherever_no_term_holds_them(breaks: tuple[int, ...], marked: str) -> None:
    assert protected("Ариса и Кронос на пароме").marked(breaks, "/") == marked


@pytest.mark.parametrize(
    ("translation", "whole"),
    [("⟦1⟧ loves ⟦2⟧", True), ("⟦2⟧ ⟦1⟧", True), ("⟦1⟧ loves", False), ("⟦1⟧ ⟦2⟧ ⟦2⟧", False), ("", False)],
)
def test_intact_means_each_token_exactly_once(translation: str, whole: bool) -> None:
    assert protected("Ариса и Кронос").intact(translation) is whole


@pytest.mark.parametrize(
    ("raw", "restored"),
    [
        ("⟦1⟧ took the ⟦2⟧.", "Arisa took the ferry."),
        ("He left.⟦2⟧ sank.", "He left. The ferry sank."),
        ("Hey,⟦1⟧,look", "Hey, Arisa,look"),
        ("my⟦1⟧and⟦2⟧", "my Arisa and ferry"),
        ("⟦1⟧'s ⟦2⟧", "Arisa's ferry"),
        ("⟦1⟧⟦2⟧", "Arisa ferry"),
        ("the ⟦2⟧, the ⟦2⟧", "the ferry, the ferry"),
        ("nothing", "nothing"),
    ],
)
def test_english_gets_its_blanks_and_capitals(raw: str, restored: str) -> None:
    assert restore(raw, protected("Ариса на пароме"), "en") == restored


def test_a_number_has_no_possessive() -> None:
    assert restore("⟦1⟧'s men and ⟦2⟧", protected("12 человек и 5", numbers=True), "en") == "12 men and 5"


@pytest.mark.parametrize(
    ("raw", "restored"),
    [
        ("在 ⟦2⟧ 上, ⟦1⟧ 。", "在渡轮上,阿丽莎。"),
        ("⟦1⟧⟦2⟧", "阿丽莎渡轮"),
        ("OK ⟦1⟧ OK", "OK阿丽莎OK"),
    ],
)
def test_chinese_has_no_blanks_around_terms(raw: str, restored: str) -> None:
    assert restore(raw, protected("Ариса на пароме", "zh-Hans"), "zh-Hans") == restored


def test_half_width_words_stay_apart_in_chinese() -> None:
    found = Protected("⟦1⟧ ⟦2⟧", (("⟦1⟧", "Tom"), ("⟦2⟧", "5")))
    assert restore("⟦1⟧ ⟦2⟧岁", found, "zh-Hans") == "Tom 5岁"


def package(*placeholders: str) -> PackageInfo:
    return PackageInfo(source="ru", target="en", version="1", path="p", placeholders=placeholders)


def test_tokens_are_those_that_every_package_of_the_route_copies() -> None:
    assert tokens((package("⟦1⟧", "⟦2⟧"), package("⟦2⟧", "⟦3⟧"))) == ("⟦2⟧",)
    made_up = tokens((package("⟦1⟧"), package()))
    assert len(made_up) == len(set(made_up)) > 1
    assert all(name.isascii() and name.isalpha() for name in made_up)


_PIECES = st.lists(
    st.sampled_from(["Ариса", "Кроносом", "паром", " ", ", ", "и", "5", "«", "»", "⟦1⟧", ". "]), max_size=10
)


@given(_PIECES.map("".join), st.sampled_from(["en", "zh-Hans"]), st.booleans())
def test_pieces_are_the_text_and_a_copied_text_gives_every_rendering_back(
    text: str, target: str, numbers: bool
) -> None:
    found = protected(text, target, numbers=numbers)
    assert "".join(piece for piece, _ in found.pieces()) == found.text
    assert [piece for piece, token in found.pieces() if token] == [token for token, _ in found.renderings]
    assert found.intact(found.text)
    restored = restore(found.text, found, target)
    assert all(rendering.lower() in restored.lower() for _, rendering in found.renderings)


@given(st.lists(st.sampled_from(["⟦1⟧", "⟦2⟧", "⟦3⟧", "a", " ", "'s", ".", "你"]), max_size=12).map("".join))
def test_no_token_that_was_set_is_ever_left(raw: str) -> None:
    found = protected("Ариса на пароме")
    for locale in ("en", "zh-Hans"):
        restored = restore(raw, found, locale)
        assert "⟦1⟧" not in restored
        assert "⟦2⟧" not in restored
        assert restored.count("⟦3⟧") == raw.count("⟦3⟧")


def test_a_rank_before_a_name_has_no_article() -> None:
    terms = glossary("полковник, Colonel, 上校, title", "Штерн, Stern, 施特恩, person")
    text = "Скажи полковнику Штерну и полковнику."
    found = protect(text, find(text, terms, "ru"), "ru", "en", TOKENS, numbers=False)
    assert restore("Tell ⟦1⟧ ⟦2⟧ and ⟦3⟧.", found, "en") == "Tell Colonel Stern and the Colonel."
