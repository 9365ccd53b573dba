from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.width import visible

# text, characters each counted 1, characters with half-width ones counted 0.5
CASES = [
    ("", 0, 0),
    ("Hello, world!", 13, 6.5),
    ("你好", 2, 2),
    ("你好 世界", 5, 4.5),
    ("我有3.5元", 6, 4.5),
    ("“你好”……", 6, 6),
    ("安娜·彼得罗娃", 7, 7),
    ("他——", 3, 3),
    ("⋯⋯", 2, 2),
    ("，。！？", 4, 4),
    ("「好」", 3, 3),
    ("ＡＢ１", 3, 3),
    ("café", 4, 2),
    ("cafe\u0301", 4, 2),
    ("Привет", 6, 3),
    ("one\ntwo", 6, 3),
    ("a\u200bb\u2060c", 3, 1.5),
    ("a\u2028b\u0085c", 3, 1.5),
    ("\u00a0", 1, 0.5),
    ("\u3000", 1, 1),
    ("ｱｲ", 2, 1),
    ("♪ ♪", 3, 2.5),
    ("😀", 1, 1),
    ("👩🏽\u200d🚀", 1, 1),
    ("👨\u200d👩\u200d👧\u200d👦!", 2, 1.5),
    ("🇷🇺🇨🇳", 2, 2),
    ("1\ufe0f\u20e3", 1, 1),
    ("❤\ufe0f", 1, 1),
    ("👍🏽👍", 2, 2),
    ("𠮷", 1, 1),
]


@pytest.mark.parametrize(("text", "full", "half"), CASES)
def test_counts(text: str, full: float, half: float) -> None:
    assert visible(text, half_width=False) == full
    assert visible(text, half_width=True) == half


@given(st.text())
def test_half_width_never_counts_more(text: str) -> None:
    assert 0 <= visible(text, half_width=True) <= visible(text, half_width=False) <= len(text)


@given(st.text(), st.text())
def test_line_breaks_count_nothing(before: str, after: str) -> None:
    lines = visible(before, half_width=True) + visible(after, half_width=True)
    assert visible(f"{before}\n{after}", half_width=True) == lines
