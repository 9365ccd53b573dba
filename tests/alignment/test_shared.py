"""Links that need no model."""

from __future__ import annotations

import pytest

from localize.alignment import shared, words
from localize.glossary.term import Glossary, Term, TermKind

CRONOS = Term(
    forms={"ru": ("Кронос Корп",), "en": ("Cronos Corp",), "zh-Hans": ("克罗诺斯集团",)},
    kind=TermKind.COMPANY,
    forbidden={},
)
GLOSSARY = Glossary(path="g.tsv", source="ru", locales=("ru", "en", "zh-Hans"), terms=(CRONOS,))


@pytest.mark.parametrize(
    ("source", "target", "locale", "linked"),
    [
        (
            "Люди Кронос Корпа ждут.",
            "They wait, the men of Cronos Corp.",
            "en",
            [("Кронос", "Cronos"), ("Кронос", "Corp")],
        ),
        ("Кронос Корп", "克罗诺斯集团", "zh-Hans", [("Кронос", char) for char in "克罗诺斯集团"]),
        ("В 5 часов, 12 человек", "Twelve men at 5", "en", [("12", "Twelve"), ("5", "5")]),
        ("5 и 5", "5", "en", []),
        ("Модель GPT тут", "Here is the gpt model", "en", [("GPT", "gpt")]),
        ("Ничего общего", "Nothing alike", "en", []),
    ],
)
def test_terms_numbers_and_words_written_alike(
    source: str, target: str, locale: str, linked: list[tuple[str, str]]
) -> None:
    left, right = ([text[start:end] for start, end in words(text)] for text in (source, target))
    found = shared(source, target, "ru", locale, GLOSSARY)
    assert [(left[one], right[other]) for one, other in found] == linked
