from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.training.words import is_name, is_noun, words

LETTERS = st.sampled_from("аЯё-_'  aZ09.,—你好世界，。《》\U00020000\u0301")
TEXTS = st.text(LETTERS | st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize("language", ["ru", "en", "zh"])
@given(text=TEXTS)
def test_a_word_stands_where_it_says(language: str, text: str) -> None:
    found = words(text, language)
    assert all(text[word.start : word.end] == word.text != "" for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Кто-то, 15 «лет» — _да_!", ["Кто-то", "15", "лет", "да"]),
        ("en", "I don't know", ["I", "don", "t", "know"]),
        ("zh", "我们喜欢看电影。", ["我们", "喜欢", "看", "电影"]),
        ("zh", "他有3个iPhone，对吗？", ["他", "有", "3", "个", "iPhone", "对", "吗"]),
        ("zh", "", []),
        ("ru", "…", []),
    ],
)
def test_words(language: str, text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", "собака собаки Собаку СОБАКОЙ"),
        ("ru", "зелёный зеленого"),
        ("ru", "дом Дом"),
        ("en", "Translate translates translating"),
        ("en", "house House"),
    ],
)
def test_forms_of_a_word_have_one_key(language: str, forms: str) -> None:
    assert len({word.key for word in words(forms, language)}) == 1


def test_other_words_have_other_keys() -> None:
    assert len({word.key for word in words("дом дама собака собор Дом", "ru")}) == 4
    assert len({word.key for word in words("我们喜欢电影", "zh")}) == 3


@pytest.mark.parametrize(
    ("word", "expected"), [("Анна", True), ("Москву", True), ("Ариса", True), ("Собака", False), ("Он", False)]
)
def test_is_name(word: str, expected: bool) -> None:
    assert is_name(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("собаку", True), ("Анна", True), ("видит", False), ("красивый", False), ("ъъъ", False)]
)
def test_is_noun(word: str, expected: bool) -> None:
    assert is_noun(word) is expected


def test_a_letter_without_a_name_is_a_name_and_no_noun() -> None:
    assert (is_noun("𗀀"), is_name("𗀀")) == (False, True)
