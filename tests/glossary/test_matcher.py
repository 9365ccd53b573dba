from __future__ import annotations

import gc
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.glossary import matcher, tsv
from localize.glossary.matcher import find, forbidden, missing, occurrences
from tests.glossary.builders import GOLD, glossary, shown

GOLD_GLOSSARY = tsv.load(GOLD / "glossary.tsv")
KRONOS = glossary(
    "Кронос Корп | Корпорация Кронос | Кронос;Kronos Corp | Kronos;克罗诺斯公司 | 克罗诺斯;company;;;"
    "en:Cronos | zh-Hans:克罗诺",
    "Ариса;Arisa;阿丽莎;person;;;zh-Hans:爱丽莎",
)


def in_braces(text: str, locale: str = "ru") -> str:
    return shown(text, find(text, KRONOS, locale))


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Сын главы корпорации «Кронос» пропал.", "Сын главы X пропал."),
        ("Сын главы «Кронос» Корп пропал.", "Сын главы X пропал."),
        ("Сын главы «Кронос Корп» пропал.", "Сын главы «X» пропал."),
        ("«Все они из корпорации „Кронос“».", "«Все они из X»."),
        ('Они из "Кронос" Корп.', "Они из X."),
        ("“Кронос” 公司", "“X” 公司"),
    ],
)
def test_replacing_a_match_leaves_quotation_marks_in_pairs(text: str, replaced: str) -> None:
    (match,) = find(text, KRONOS, "ru")
    assert text[: match.start] + "X" + text[match.end :] == replaced


def test_a_mark_without_a_partner_stays_where_it_is() -> None:
    assert in_braces("Из корпорации «Кронос все ушли.") == "Из {корпорации «Кронос} все ушли."


def test_the_longest_wins_then_the_leftmost() -> None:
    terms = glossary("Анна Мария;A;安;person", "Мария Ивановна Кац;B;玛;person", "Мария;C;利;person")
    text = "Анна Мария Ивановна Кац"
    assert shown(text, find(text, terms, "ru")) == "Анна {Мария Ивановна Кац}"
    same = glossary("белый кот;A;甲", "кот дома;B;乙")
    assert shown("белый кот дома", find("белый кот дома", same, "ru")) == "{белый кот} дома"


def test_on_one_span_the_exact_spelling_wins_then_the_first_row() -> None:
    terms = glossary("Арис;Aris;阿里斯;person", "Ариса;Arisa;阿丽莎;person")
    assert [match.term.preferred("en") for match in find("Ариса", terms, "ru")] == ["Arisa"]
    twins = glossary("дом;house;房子", "Дом;home;家")
    assert [match.term.preferred("en") for match in find("дома", twins, "ru")] == ["house"]


def test_occurrences_overlap() -> None:
    found = {match.surface for match in occurrences("в Кронос Корп", KRONOS, "ru")}
    assert found == {"Кронос Корп", "Кронос"}


def test_stop_forms() -> None:
    terms = glossary("сталь;steel;钢;term;;;ru:стали")
    assert find("Стали мы хуже стали?", terms, "ru") == ()
    assert shown("Сталью", find("Сталью", terms, "ru")) == "{Сталью}"
    assert forbidden("стали", terms, "ru") == ()


def test_punctuation_of_the_glossary_may_stand_in_the_text() -> None:
    terms = glossary("Лучше, чем люди;Better Than Us;胜于人类;title", "Т.Э.К.;TEK;泰克;company")
    text = "«Лучше, чем люди» от Т.Э.К. и Т. Э. К."
    assert shown(text, find(text, terms, "ru")) == "«{Лучше, чем люди}» от {Т.Э.К}. и {Т. Э. К}."


def test_an_exact_form_is_found_as_it_is_written() -> None:
    terms = glossary("А-17;A-17;A-17;product;exact", "час Ч;H-hour;零时;phrase;exact")
    text = "А-17, А 17, А\u201117, А-170, а-17; Час Ч, часа Ч"
    assert shown(text, find(text, terms, "ru")) == "{А-17}, А 17, {А\u201117}, А-170, а-17; {Час Ч}, часа Ч"


def test_a_pattern_cuts_no_word() -> None:
    terms = glossary("объект[- ]\\d{1,4};Object;目标;term;pattern")
    text = "объект 12, Объект-7, подобъект 1, объект 12345"
    assert shown(text, find(text, terms, "ru")) == "{объект 12}, {Объект-7}, подобъект 1, объект 12345"


def test_forbidden_renderings() -> None:
    text = "Cronos's men; the cronos; Kronos"
    assert shown(text, forbidden(text, KRONOS, "en")) == "{Cronos}'s men; the cronos; Kronos"
    assert shown("爱丽莎在", forbidden("爱丽莎在", KRONOS, "zh-Hans")) == "{爱丽莎}在"


def test_a_wrong_form_inside_an_allowed_one_is_no_match() -> None:
    assert forbidden("克罗诺斯公司", KRONOS, "zh-Hans") == ()
    assert len(forbidden("克罗诺公司", KRONOS, "zh-Hans")) == 1


def test_what_another_term_allows_is_no_match() -> None:
    terms = glossary("андроид;android;仿生人;term;;;zh-Hans:机器人", "робот;robot;机器人")
    assert forbidden("机器人", terms, "zh-Hans") == ()


def test_a_spelling_that_differs_by_a_hyphen_alone_can_be_forbidden() -> None:
    terms = glossary("почта;email | e mail;邮件;term;;;en:e-mail")
    assert [match.surface for match in forbidden("email, e mail, e-mail", terms, "en")] == ["e-mail"]


def test_missing() -> None:
    source = "Ариса сбежала из «Кроноса», и Ариса права."
    assert missing(source, "Arisa fled Kronos, and she is right.", KRONOS, "en") == ()
    lost = missing(source, "She fled Kronos' labs.", KRONOS, "en")
    assert shown(source, lost) == "{Ариса} сбежала из «Кроноса», и {Ариса} права."
    assert [match.surface for match in missing(source, "爱丽莎逃离了克罗诺斯。", KRONOS, "zh-Hans")] == [
        "Ариса",
        "Ариса",
    ]


def test_the_rendering_of_a_longer_term_is_not_that_of_a_shorter() -> None:
    terms = glossary("Аля;Alya;阿丽;person", "Ариса;Arisa;阿丽莎;person")
    assert [match.surface for match in missing("Аля", "阿丽莎", terms, "zh-Hans")] == ["Аля"]


def test_two_terms_may_share_a_rendering() -> None:
    terms = glossary("Саша;Alex;亚历克斯;person", "Шура;Alex;亚历克斯;person")
    assert missing("Саша и Шура", "Alex", terms, "en") == ()


def test_a_term_without_a_rendering_is_not_missing() -> None:
    assert missing("Ариса", "", glossary("Ариса;;阿丽莎;person"), "en") == ()


def test_locales_without_a_column_have_no_matches() -> None:
    assert find("Arisa", KRONOS, "zh-Hant-TW") == ()
    assert forbidden("Arisa", KRONOS, "de") == ()


def test_locale_aliases() -> None:
    assert shown("阿丽莎", find("阿丽莎", KRONOS, "zh-CN")) == "{阿丽莎}"


def test_russian_renderings_are_found_by_lemma() -> None:
    terms = glossary("Arisa;Ариса;阿丽莎;person", header="en ru zh-Hans kind")
    assert missing("Arisa's eyes", "Глаза Арисы", terms, "ru") == ()


def test_the_index_lives_as_long_as_its_glossary() -> None:
    gc.collect()
    before = len(matcher._INDEXES)
    terms = glossary("Ариса;Arisa;阿丽莎;person")
    find("Ариса", terms, "ru")
    assert len(matcher._INDEXES) == before + 1
    del terms
    gc.collect()
    assert len(matcher._INDEXES) == before


def test_long_text_takes_linear_time() -> None:
    text = "Кронос «Корп» " * 20_000
    began = time.perf_counter()
    assert len(find(text, KRONOS, "ru")) == 20_000
    assert time.perf_counter() - began < 5


PIECES = st.sampled_from(
    ["Кронос", "Корп", "корпорация", "Ариса", "Арисой", "стали", "Kronos", "Corp", "Cities",
     "克罗诺斯", "公司", "阿丽莎", " ",
     "\n", "-", "«", "»", '"', "“", "·", ".", "s", "'", "ё", "İ", "\u0301", "7", "《她》", "\u3000"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join))
LOCALES = st.sampled_from(["ru", "en", "zh-Hans", "zh-Hant-TW"])


@given(TEXTS, LOCALES)
def test_matches_are_slices_of_the_text_in_order_and_do_not_overlap(text: str, locale: str) -> None:
    for search in (find, forbidden):
        matches = search(text, GOLD_GLOSSARY, locale)
        assert all(text[match.start : match.end] == match.surface for match in matches)
        assert all(match.start < match.end for match in matches)
        assert all(left.end <= right.start for left, right in pairwise(matches))
        assert matches == search(text, GOLD_GLOSSARY, locale)


@given(TEXTS, TEXTS, LOCALES)
def test_lines_around_a_text_take_nothing_away(before: str, after: str, locale: str) -> None:
    text = {"ru": "Арису", "en": "Arisa", "zh-Hans": "阿丽莎", "zh-Hant-TW": "愛麗莎"}[locale]
    whole = f"{before}.\n\n. {text} .\n\n.{after}"
    assert text in [match.surface for match in find(whole, GOLD_GLOSSARY, locale)]


@given(TEXTS, TEXTS, LOCALES)
def test_missing_is_part_of_find(source: str, target: str, locale: str) -> None:
    found = find(source, GOLD_GLOSSARY, "ru")
    assert all(match in found for match in missing(source, target, GOLD_GLOSSARY, locale))
