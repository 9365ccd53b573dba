from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Span
from localize.text.edits import Edit, replaced, substitutions


def italic(start: int, end: int) -> Span:
    return Span(start=start, end=end, open="<i>", close="</i>")


def held(text: str, span: Span) -> str:
    return text[span.start : span.end]


def test_a_replacement_moves_what_is_after_it() -> None:
    text, spans = replaced("one two three", (italic(8, 13),), [Edit(3, 4, "\n"), Edit(4, 7, "2")])
    assert text == "one\n2 three"
    assert held(text, spans[0]) == "three"


def test_what_is_put_in_at_an_edge_stays_outside() -> None:
    text, spans = replaced("你好世界", (italic(0, 2), italic(2, 4)), [Edit(2, 2, "\n")])
    assert text == "你好\n世界"
    assert [held(text, span) for span in spans] == ["你好", "世界"]


def test_a_point_stays_a_point() -> None:
    point = Span(start=2, end=2, open="{\\an8}")
    text, spans = replaced("ab cd", (point,), [Edit(2, 3, "\n")])
    assert (text, spans) == ("ab\ncd", (point,))


def test_a_span_may_end_inside_a_stretch_that_goes() -> None:
    text, spans = replaced("well...   no", (italic(0, 9),), [Edit(4, 7, "…"), Edit(7, 10, " ")])
    assert text == "well… no"
    assert held(text, spans[0]) == "well… "


def test_a_span_whose_text_goes_is_empty() -> None:
    text, spans = replaced("a, b", (italic(1, 2),), [Edit(1, 2, "")])
    assert text == "a b"
    assert (spans[0].start, spans[0].end) == (1, 1)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="edit at 1 overlaps the one before it, which ends at 2"):
        replaced("abc", (), [Edit(0, 2, "x"), Edit(1, 3, "y")])


def test_no_edits_change_nothing() -> None:
    spans = (italic(0, 1),)
    assert replaced("abc", spans, []) == ("abc", spans)


@given(st.text(alphabet="ab .", max_size=30), st.sampled_from([r"\.+", " +", "a", r"(?=b)"]), st.text(max_size=3))
def test_substitutions_do_what_re_does(text: str, pattern: str, new: str) -> None:
    compiled = re.compile(pattern)
    edits = substitutions(compiled, lambda _: new, text)
    assert replaced(text, (), edits)[0] == compiled.sub(lambda _: new, text)


@given(st.data())
def test_letters_outside_edits_keep_their_markup(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.text(alphabet="xyz", min_size=1, max_size=4), min_size=1, max_size=6))
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.sampled_from(["", " ", "\n", " \n "]))
    edits = [Edit(match.start(), match.end(), new) for match in re.finditer(" ", text)]
    after, (span,) = replaced(text, (italic(start, end),), edits)
    assert after == new.join(words)
    assert "".join(held(after, span).split()) == held(text, italic(start, end)).replace(" ", "")
