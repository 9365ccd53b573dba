from __future__ import annotations

import pytest
from hypothesis import given
from rapidfuzz.distance import Levenshtein

from localize.memory.same import same
from localize.memory.similarity import letters, score, tokens
from tests.memory.units import texts


def scored(one: str, two: str) -> int:
    return score(tokens(same(one)), tokens(same(two)))


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("Да, 3 раза!", "word mark number word mark"),
        ("Кто-то don't", "word word"),
        ("14:30, 1 000 000 и 3,5", "number mark number word number"),
        ("<i>Да</i> {\\an8}нет ⟦12⟧ {name}", "tag word tag tag word tag tag"),
        ("你好，Bob", "word word mark word"),
        ("\U00020000好", "word word"),
        ("a < b", "word mark word"),
        ("", ""),
    ],
)
def test_tokens(text: str, sorts: str) -> None:
    assert " ".join(token.sort for token in tokens(text)) == sorts


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        # What a translator need not type anew: 99.
        ("Серия 2", "Серия 31", 99),
        ("В 14:30 у моста.", "В 15:45 у моста.", 99),
        ("<i>Стой!</i>", "<b>Стой!</b>", 98),  # a point for each tag
        ("<i>Стой!</i>", "Стой!", 98),
        ("СТОЙ!", "Стой!", 99),
        ("Стой, дрон!", "стой, Дрон!", 98),
        ("Да , нет", "Да, нет", 99),  # only blanks differ
        # Another ending, a slip of the finger: the letters changed.
        ("Привет, Анна!", "Привет, Анне!", 91),  # 1 of 12
        ("Превет!", "Привет!", 85),  # 1 of 7
        ("Ты красивая.", "Ты красивый.", 81),  # 2 of 11
        # Another word: all of it, whatever letters it happens to share.
        ("Я люблю тебя", "Я убью тебя", 50),  # 5 of 10
        ("Это ваш дрон.", "Это ваш дом.", 81),  # 2 of 11: at most half of the word is another
        ("Где моя мама?", "Где моя рыба?", 63),  # 4 of 11
        # A word more, a mark more, another mark.
        ("Я не знаю.", "Я знаю.", 75),  # 2 of 8
        ("Да, я знаю.", "Да я знаю.", 88),  # 1 of 9
        ("Правда?", "Правда!", 85),
        # Chinese: characters.
        ("你今天去哪里？", "你明天去哪里？", 85),  # 1 of 7
        ("我们走吧", "你们走吧", 75),
        ("第3集", "第12集", 99),
        # Nothing in common.
        ("Да", "Нет", 0),
        ("", "Нет", 0),
        ("", "", 99),
    ],
)
def test_scores(one: str, two: str, expected: int) -> None:
    assert scored(one, two) == expected


@given(texts, texts)
def test_both_ways_alike(one: str, two: str) -> None:
    assert scored(one, two) == scored(two, one)


@given(texts, texts)
def test_the_plain_edit_distance_is_a_bound(one: str, two: str) -> None:
    """Candidates are sifted by it, so that none of them may be lost."""
    left, right = tokens(same(one)), tokens(same(two))
    assert Levenshtein.normalized_similarity(letters(left), letters(right)) * 100 + 1e-9 >= score(left, right)


@given(texts)
def test_a_text_is_like_itself(text: str) -> None:
    assert scored(text, text) == 99
