from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.training.clean import cleaned, fault, normal, usable
from localize.training.corpus import Pair
from tests.training.phrases import pairs

CHARACTERS = {
    "ru": "аЯ13 .,!?…—-\"«»“”'’;:*)(\u200b\xa0",
    "en": "aI13 .,!?…—-\"«»“”'’;:*)(\u200b\xa0",
    "zh": "你a13 .,!?…—-\"「」“”'’;:*)(，。：！\u3000",
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # Blanks and what nobody sees.
        ("ru", "  Да,\t нет\xa0\u200b ", "Да, нет"),
        ("en", "co\u00adoperate \u202athen\u202c", "cooperate then"),
        ("ru", "Да , нет !", "Да, нет!"),
        ("en", "version .5", "version .5"),
        # Dots.
        ("ru", "Ну…", "Ну..."),
        ("ru", "Ну.....", "Ну..."),
        ("ru", "Ну. . .", "Ну..."),
        ("ru", "Уходи. ...Прошу", "Уходи. ...Прошу"),
        ("zh", "你好...", "你好……"),
        ("zh", "你好…", "你好……"),
        ("zh", "你好。。。", "你好……"),
        ("zh", "你.。", "你……"),
        ("zh", "走吧。……我知道", "走吧。……我知道"),
        # Quotation marks and apostrophes.
        ("ru", "«Да», — сказал он.", '"Да", — сказал он.'),
        ("ru", "Он сказал: „Да“.", 'Он сказал: "Да".'),
        ("en", "I don’t ‘know’ `it`", "I don't 'know' 'it'"),
        ("en", "’Cause I can", "'Cause I can"),
        ("zh", '他说:"好."', "他说：“好。”"),
        ("zh", "「你」和『我』", "“你”和“我”"),
        # A mark that nothing closes goes.
        ("ru", "«Да", "Да"),
        ("ru", "Да»", "Да"),
        ("ru", 'Да " нет', "Да нет"),
        ("ru", '"Да" и "нет', 'Да" и "нет'),
        ("zh", "“你好", "你好"),
        # Dashes of dialogue.
        ("ru", "— Да?", "- Да?"),
        ("ru", "–Да. — Нет.", "- Да. — Нет."),
        ("zh", "——你好", "- 你好"),
        ("en", "- Yes", "- Yes"),
        ("en", "-", "-"),
        # What was left over at the start.
        ("en", ") he said", "he said"),
        ("en", "...and so on", "and so on"),
        ("ru", ", но", "но"),
        ("zh", "！你", "你"),
        ("en", "?", "?"),
        # Chinese punctuation is full-width beside Chinese characters only.
        ("zh", "你好,世界!", "你好，世界！"),
        ("zh", "什么?!", "什么？！"),
        ("zh", "OK, 你好", "OK，你好"),
        ("zh", "OK, go!", "OK, go!"),
        ("zh", "3.5元", "3.5元"),
        ("zh", "“你”?", "“你”？"),
        ("zh", '"你"?', "“你”？"),
        ("zh", "(笑)", "（笑）"),
        ("zh", "(OK)", "(OK)"),
        ("zh", "你 好 OK 吗 ？", "你好OK吗？"),
        ("zh", "我 有 iPhone 手机", "我有iPhone手机"),
    ],
)
def test_normal(language: str, text: str, expected: str) -> None:
    assert normal(text, language) == expected


@pytest.mark.parametrize("language", CHARACTERS)
@given(data=st.data())
def test_normal_twice_is_normal_once(language: str, data: st.DataObject) -> None:
    text = data.draw(st.text(CHARACTERS[language], max_size=12))
    once = normal(text, language)
    assert normal(once, language) == once


@pytest.mark.parametrize("language", CHARACTERS)
@given(text=st.text(max_size=20))
def test_normal_keeps_letters_and_figures(language: str, text: str) -> None:
    """In their order; nothing is invented."""
    kept, had = (re.sub(r"[\W_]", "", value) for value in (normal(text, language), text))
    assert kept == had


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (Pair("— Да.", "- Yes."), Pair("- Да.", "- Yes.")),
        (Pair("— Да.", "Yes."), Pair("Да.", "Yes.")),
        (Pair("Да.", "- Yes."), Pair("Да.", "Yes.")),
        (Pair("... Да.", "...Yes."), Pair("Да.", "Yes.")),
        (Pair('..."Да".', '"Yes".'), Pair('"Да".', '"Yes".')),
    ],
)
def test_a_start_is_kept_on_both_sides_or_on_neither(pair: Pair, expected: Pair) -> None:
    assert cleaned(pair, "ru", "en") == expected


def test_a_start_in_chinese() -> None:
    assert cleaned(Pair("— Да.", "——是。"), "ru", "zh") == Pair("- Да.", "- 是。")
    assert cleaned(Pair("...Да.", "……是。"), "ru", "zh") == Pair("Да.", "是。")


LONG = "слово " * 60


@pytest.mark.parametrize(
    ("languages", "pair", "reason"),
    [
        (("ru", "en"), Pair("Привет.", "Hello."), ""),
        (("ru", "en"), Pair("", "Hello."), "empty"),
        (("ru", "en"), Pair("Привет.", ""), "empty"),
        (("ru", "en"), Pair(LONG[:320], "word " * 64), ""),
        (("ru", "en"), Pair(LONG[:321], "word " * 64), "long"),
        (("ru", "en"), Pair("слово " * 50, "word " * 65), "long"),
        (("ru", "en"), Pair("Привет, <i>мир</i>.", "Hello, world."), "markup"),
        (("ru", "en"), Pair("Привет, мир.", "Hello, %s."), "markup"),
        (("ru", "en"), Pair("Привет, мир.", "Hello, [NAME]."), "markup"),
        (("ru", "en"), Pair("Смотри http://x", "See http://x"), "markup"),
        (("ru", "en"), Pair("Привет, ⟦1⟧.", "Hello, ⟦1⟧."), "markup"),
        (("ru", "en"), Pair("Всего 5 %.", "Only 5% [sic]."), ""),
        (("ru", "en"), Pair("Hello.", "Hello."), "source language"),
        (("ru", "en"), Pair("123", "123"), "source language"),
        (("ru", "en"), Pair("У моего брата есть iPhone.", "I have an iPhone."), ""),
        (("ru", "en"), Pair("Мой iPhone.", "I have an iPhone."), "source language"),
        (("ru", "en"), Pair("Привет.", "Привет."), "target language"),
        (("ru", "en"), Pair("Привет.", "你好."), "target language"),
        (("ru", "en"), Pair("Привет.", "123"), "target language"),
        (("ru", "zh"), Pair("Привет.", "你好。"), ""),
        (("ru", "zh"), Pair("У моего брата есть iPhone.", "我有iPhone。"), ""),
        (("ru", "zh"), Pair("У моего брата есть iPhone.", "iPhone 我有。"), ""),
        (("ru", "zh"), Pair("У моего брата есть iPhone.", "My iPhone 我。"), "target language"),
        (("ru", "zh"), Pair("Привет.", "こんにちは世界。"), "target language"),
        (("ru", "zh"), Pair("Привет.", "你好мир。"), "target language"),
        (("en", "zh"), Pair("Hello.", "你好。"), ""),
        (("zh", "en"), Pair("你好。", "Hello."), ""),
        (("en", "ru"), Pair("Hello.", "Привет."), ""),
        # Bounds: 0.45 and 2.2 characters of English a character of Russian, 12 more or fewer.
        (("ru", "en"), Pair("а" * 100, "a" * 33), ""),
        (("ru", "en"), Pair("а" * 100, "a" * 32), "length ratio"),
        (("ru", "en"), Pair("а" * 50, "a" * 122), ""),
        (("ru", "en"), Pair("а" * 50, "a" * 123), "length ratio"),
        (("ru", "en"), Pair("Да.", "Yes, my friend."), ""),
        (("ru", "zh"), Pair("а" * 200, "你" * 12), ""),
        (("ru", "zh"), Pair("а" * 200, "你" * 11), "length ratio"),
        (("ru", "zh"), Pair("а" * 50, "你" * 52), ""),
        (("ru", "zh"), Pair("а" * 50, "你" * 53), "length ratio"),
        (("de", "en"), Pair("a", "a" * 300), ""),
        (("ru", "en"), Pair("Мне 15 лет.", "I am 15."), ""),
        (("ru", "en"), Pair("Мне 15 лет.", "I am fifteen."), ""),
        (("ru", "en"), Pair("Мне 15 лет.", "I am 16."), "numbers"),
        (("ru", "en"), Pair("С 15 до 20.", "From 15 to 19."), ""),
        (("ru", "zh"), Pair("Мне 15 лет.", "我16岁。"), "numbers"),
    ],
)
def test_fault(languages: tuple[str, str], pair: Pair, reason: str) -> None:
    assert fault(pair, *languages) == reason


def test_usable_pairs_come_clean_once_and_in_order() -> None:
    few = pairs(3)
    dirty = [few[2], Pair("", "x"), Pair(f" {few[0].source}", few[0].target), few[2], few[0], few[1]]
    assert usable(dirty, ("ru", "en")) == [few[2], few[0], few[1]]
    assert usable(pairs(1200), ("ru", "en")) == pairs(1200)
    assert usable(pairs(1200, "en", "zh"), ("en", "zh")) == pairs(1200, "en", "zh")
