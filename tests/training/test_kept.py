from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localize.training.corpus import Pair
from localize.translators.vocabulary import PLACEHOLDERS
from tests.training.phrases import pairs
from training import kept, sources

TOKEN = re.compile("|".join(PLACEHOLDERS))


@pytest.mark.parametrize(
    ("text", "output", "locale"),
    [
        ("Я вижу ⟦1⟧.", "I see ⟦1⟧.", "en"),
        ("⟦2⟧ и ⟦1⟧ дома.", "⟦1⟧ and ⟦2⟧ are at home.", "en"),
        ("Я вижу ⟦1⟧.", "我看见⟦1⟧。", "zh-Hans"),
    ],
)
def test_right(text: str, output: str, locale: str) -> None:
    assert kept.right(text, output, locale)


@pytest.mark.parametrize(
    ("text", "output", "locale"),
    [
        ("Я вижу ⟦1⟧.", "I see.", "en"),
        ("Я вижу ⟦1⟧.", "I see ⟦1⟧ and ⟦1⟧.", "en"),
        ("Я вижу ⟦1⟧.", "I see ⟦2⟧.", "en"),
        ("Я вижу ⟦1⟧.", "I see ⟦1⟧ and ⟦2⟧.", "en"),
        ("Я вижу ⟦1⟧.", "I see ⟦1⟧ see ⟦1⟧ see ⟦1⟧ see.", "en"),
        ("Я вижу ⟦1⟧.", "", "en"),
        ("Я вижу ⟦1⟧ на столе.", "I see ⟦1⟧ on the table on the table on the table on the table.", "en"),
        ("Я вижу ⟦1⟧ на столе.", "Я вижу ⟦1⟧ на столе.", "en"),
        ("Я вижу ⟦1⟧ на столе.", "I see ⟦1⟧ on the table.", "zh-Hans"),
    ],
)
def test_wrong(text: str, output: str, locale: str) -> None:
    assert not kept.right(text, output, locale)


class Tries:
    """An engine whose first try loses the first token of every other sentence, and whose others lose all or nothing."""

    def hypotheses(self, texts: list[str], target: str, *, beam: int, count: int) -> list[list[str]]:
        words = {"en": " and ", "zh": "和"}[target]
        found = []
        for number, text in enumerate(texts):
            tokens = TOKEN.findall(text)
            found.append([words.join([*tokens[number % 2 :], ""]), "", *[words.join([*tokens, ""])] * (count - 2)])
        return found


@pytest.fixture(autouse=True)
def one_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    (collection,) = (few for few in sources.COLLECTIONS if few.name == "tatoeba-pivot")
    monkeypatch.setattr(sources, "COLLECTIONS", (replace(collection, asked=300),))


def test_the_first_that_is_right_is_kept_and_the_hard_ones_more_often(tmp_path: Path) -> None:
    asked: Any = Tries()
    kept.make({"ru-en.tatoeba-pivot": pairs(1200)}, asked, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en.tsv", "zh.tsv"]
    english, chinese = (kept.read(tmp_path, target) for target in ("en", "zh"))
    assert len(chinese) > 1.5 * len(english) > 100
    for few, word in ((english, " and "), (chinese, "和")):
        assert {few.count(pair) for pair in few} == {1, 3}
        for pair in few:
            assert pair == Pair(pair.source, word.join([*TOKEN.findall(pair.source), ""]))
