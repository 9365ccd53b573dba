"""A text in pieces, and put together again."""

from __future__ import annotations

import pytest

from localize.pieces import glued, wanted


def cut(*pieces: str) -> list[tuple[str, bool]]:
    return [(piece, piece.startswith("⟦")) for piece in pieces]


@pytest.mark.parametrize(
    ("pieces", "asked"),
    [
        (cut("Он работал в ", "⟦1⟧", ", а потом ушёл."), ["Он работал в", "а потом ушёл"]),
        (cut("⟦1⟧", " где?"), ["где?"]),
        (cut("В ", "⟦1⟧", " у ", "⟦2⟧", "."), []),
        (cut("⟦1⟧", " 5 ", "⟦2⟧"), []),
        (cut("Если ⟦1⟧ придёт, "), ["Если ⟦1⟧ придёт"]),
    ],
)
def test_what_the_engine_is_asked(pieces: list[tuple[str, bool]], asked: list[str]) -> None:
    assert wanted(pieces) == asked


@pytest.mark.parametrize(
    ("pieces", "answers", "locale", "text"),
    [
        (cut("Он работал в ", "⟦1⟧", ", а потом ушёл."), ["He worked at.", "And then he left."], "en",
         "He worked at ⟦1⟧, and then he left."),
        (cut("Ну, ", "⟦1⟧", " меня знает."), ["Well.", "I've met him."], "en", "Well, ⟦1⟧ I've met him."),
        (cut("⟦1⟧", ". Она дома."), ["She's home."], "en", "⟦1⟧. She's home."),
        (cut("⟦1⟧", " всё «знает»"), ["'Tis known"], "en", "⟦1⟧ 'tis known»"),
        (cut("В ", "⟦1⟧", " у ", "⟦2⟧", "."), [], "en", "In ⟦1⟧ at ⟦2⟧."),
        (cut("В ", "⟦1⟧", " — ", "⟦2⟧", "."), [], "zh-Hans", "在 ⟦1⟧ — ⟦2⟧."),
        (cut("⟦1⟧", " 5 ", "⟦2⟧"), [], "en", "⟦1⟧ 5 ⟦2⟧"),
        (cut("⟦1⟧", " где?"), ["where is he?"], "en", "⟦1⟧ where is he?"),
        (cut("⟦1⟧", " где?"), [""], "en", "⟦1⟧ ?"),
    ],
)  # fmt: skip
def test_put_together(pieces: list[tuple[str, bool]], answers: list[str], locale: str, text: str) -> None:
    assert glued(pieces, answers, locale) == text
