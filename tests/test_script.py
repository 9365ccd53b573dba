from __future__ import annotations

import pytest

from localize.script import chinese_script, foreign, has_han, is_foreign, language_of, of_language, script_of

GUESSES = [
    ("Ты где была всю ночь?", "Cyrl", "ru"),
    ("Привіт, як твої справи?", "Cyrl", "uk"),
    ("Where have you been all night?", "Latn", "en"),
    ("Caption text", "Latn", "und"),
    ("En 1928, las mujeres éramos algo así como adornos", "Latn", "und"),
    ("你昨天晚上去哪儿了？", "Hans", "zh-Hans"),
    ("你昨天晚上去哪兒了？", "Hant", "zh-Hant"),
    ("你好", "Hani", "zh-Hans"),
    ("使用 Transformers 库", "Latn", "und"),
    ("私はカメラを持っています。", "Jpan", "ja"),
    ("123 ♪ !", "Zyyy", "und"),
    ("", "Zyyy", "und"),
    ("\U00020000\U0002a6df", "Hani", "zh-Hans"),
]


@pytest.mark.parametrize(("text", "script", "language"), GUESSES)
def test_guess(text: str, script: str, language: str) -> None:
    assert (script_of(text), language_of(text)) == (script, language)


def test_characters_of_either_script_decide() -> None:
    assert [chinese_script(text) for text in ("国语", "國語", "国語", "一二三")] == ["Hans", "Hant", "Hani", "Hani"]


FOREIGN = [
    ("你找谁？", "ru", "zh-Hans"),
    ("你找誰？", "ru", "zh-Hant"),
    ("What are you doing here?", "ru", "en"),
    ("Kronos Corp", "ru", None),
    ("Hasta la vista, baby", "ru", None),
    ("Он любит Linux", "ru", None),
    ("Ты где?", "en", "ru"),
    ("Ты где?", "zh-Hans", "ru"),
    ("What are you doing here?", "zh-Hant-TW", "en"),
    ("私はカメラ", "zh-Hans", None),
    ("你找誰？", "zh-Hans", None),
    ("Ты где?", "und", None),
    ("…", "ru", None),
]


@pytest.mark.parametrize(("text", "language", "found"), FOREIGN)
def test_foreign(text: str, language: str, found: str | None) -> None:
    assert foreign(text, language) == found


def test_scripts_of_tags() -> None:
    tags = ["ru", "en", "zh-Hans", "zh-Hant-TW", "zh", "ja", "und"]
    assert [of_language(tag) for tag in tags] == ["Cyrl", "Latn", "Hans", "Hant", "Hani", "Jpan", ""]


def test_has_han_asks_for_two() -> None:
    assert has_han("使用 Transformers 库")
    assert not has_han("the 的 particle")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("да", "en", True), ("狼", "en", True), ("wolf", "en", False), ("12 — …", "zh", False), ("a狼", "zh", True),
     ("かな", "zh", True), ("狼", "zh", False), ("wolf", "ru", True), ("да", "ru", False), ("да", "fr", False)],
)  # fmt: skip
def test_letters_of_another_script(text: str, language: str, expected: bool) -> None:
    assert is_foreign(text, language) is expected
