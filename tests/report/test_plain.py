from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.report.plain import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ариса\n阿丽莎 – “ok”", "Ариса\n阿丽莎 – “ok”"),
        ("\x1b[31mred\x07", "<U+001B>[31mred<U+0007>"),
        ("tab\there\r", "tab<U+0009>here<U+000D>"),
        ("\x7f\x9b\u202e\u2066", "<U+007F><U+009B><U+202E><U+2066>"),
        ("\ud800", "<U+D800>"),
        ("line\u2028separator", "line\u2028separator"),
    ],
)
def test_control_characters_are_written_out(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_nothing_is_left_that_a_terminal_could_obey(text: str) -> None:
    assert not [char for char in shown(text) if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"]
    shown(text).encode()
