from __future__ import annotations

import zlib

import pytest
from hypothesis import given

from localize.memory.grams import grams
from localize.memory.same import same
from localize.memory.similarity import letters, tokens
from tests.memory.units import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Здравствуйте, дроны!", {"здра": 12, "дрон": 5}),
        ("Что это было?", {"что это": 3, "это было": 3, "было": 4}),
        ("Я не", {"я не": 1, "не ": 2}),
        ("Нет, нет, нет.", {"нет нет": 3, "нет ": 3}),
        ("Серия 21", {"сери": 5, "0 ": 1}),
        ("你好吗？", {"你 好": 1, "好 吗": 1, "吗 ": 1}),
        ("?!", {"?! ": 2}),
        ("<i></i>", {" ": 0}),
    ],
)
def test_marks_and_what_they_stand_for(text: str, expected: dict[str, int]) -> None:
    assert grams(tokens(text)) == {zlib.crc32(mark.encode()) >> 1: weight for mark, weight in expected.items()}


@given(texts)
def test_every_sentence_has_a_mark(text: str) -> None:
    parts = tokens(same(text))
    assert len(grams(parts)) > 0
    assert max(grams(parts).values()) <= len(letters(parts))
