"""One marked-up text under another: no tag reaches from one to the other."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from localize.model import Span
from localize.text.beneath import beneath
from localize.text.markup import Dialect, parse, render, tags
from tests.strategies import well_nested


def under(upper: str, lower: str, dialect: Dialect = Dialect.SRT) -> str:
    text, spans = beneath(parse(upper, dialect), parse(lower, dialect))
    return render(text, spans, dialect)


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("你好", "Hello", "你好\nHello"),
        ("你好\n世界", "Hello\nworld", "你好\n世界\nHello\nworld"),
        ("<i>你好</i>", "Hello", "<i>你好</i>\nHello"),
        ("<i>你好</i>", "<i>Hello</i>", "<i>你好</i>\n<i>Hello</i>"),
        ("<i>你<b>好", "Hello", "<i>你<b>好</b></i>\nHello"),
        ("你好<i>", "Hello", "你好<i></i>\nHello"),
        ("<font color=red>你好", "<i>Hello", "<font color=red>你好</font>\n<i>Hello"),
        ("{\\i1}你好", "{\\b1}Hello", "{\\i1}你好{\\i0}\n{\\b1}Hello"),
        ("{\\an8}你好", "Hello", "{\\an8}你好\nHello"),
        ("你好", "{\\an8}Hello", "{\\an8}你好\nHello"),
        ("{\\an8}你好", "{\\an8}Hello", "{\\an8}你好\nHello"),
        ("{\\an8}你好", "{\\an2}Hello", "{\\an8}你好\nHello"),
        ("</i>你好", "Hello</i>", "</i>你好\nHello</i>"),
        ("<i>你好", "", "<i>你好"),
        ("", "<i>Hello", "<i>Hello"),
        ("", "", ""),
    ],
)
def test_subrip(upper: str, lower: str, expected: str) -> None:
    assert under(upper, lower) == expected


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        (r"{\i1}你好", "Hello", r"{\i1}你好{\i0}\NHello"),
        (r"{\i1\b1\c&HFF&\fs20\fnArial}你好", "Hello", r"{\i1\b1\c&HFF&\fs20\fnArial}你好{\i0\b0\c\fs\fn}\NHello"),
        (r"{\i1\b0}你好", "Hello", r"{\i1\b0}你好{\i0}\NHello"),
        (r"{\rSign}你好", "Hello", r"{\rSign}你好{\r}\NHello"),
        (r"{\b0}你好{\r}", "Hello", r"{\b0}你好{\r}\NHello"),
        (r"{\pos(1,2)\fad(9,9)}你好", r"{\pos(1,2)\fad(9,9)}Hello", r"{\pos(1,2)\fad(9,9)}你好\NHello"),
        (r"{\an8}你好", r"{\pos(1,2)}Hello", r"{\pos(1,2)}{\an8}你好\NHello"),
        (r"{\an8\i1}你好{\i0}", r"{\an8}Hello", r"{\an8\i1}你好{\i0}\NHello"),
        (r"{\k20}你{\k30}好", r"{\k50}Hello", r"{\k20}你{\k30}好\N{\k50}Hello"),
        (r"{\p1}m 0 0 l 1 1{\p0}", r"{\p1}m 0 0 l 1 1{\p0}", r"{\p1}m 0 0 l 1 1{\p0}"),
        (r"{\clip(1,2,3,4)\q2}你好", "Hello", r"{\clip(1,2,3,4)\q2}你好\NHello"),
    ],
)
def test_substation(upper: str, lower: str, expected: str) -> None:
    assert under(upper, lower, Dialect.ASS) == expected


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("<v Bob>你好", "<v Bob>Hello", "<v Bob>你好</v>\n<v Bob>Hello"),
        ("<c.yellow.bg>你好", "Hello", "<c.yellow.bg>你好</c>\nHello"),
        ("<00:01.000>你好", "Hello", "<00:01.000>你好\nHello"),
        ("<b/>你好", "Hello", "<b/>你好\nHello"),
    ],
)
def test_webvtt(upper: str, lower: str, expected: str) -> None:
    assert under(upper, lower, Dialect.VTT) == expected


def covered(text: str, spans: tuple[Span, ...], start: int, end: int) -> list[list[str]]:
    """The tags that each character is under."""
    inside = [span for span in spans if span.start < span.end]
    return [[span.open for span in inside if span.start <= place < span.end] for place in range(start, end)]


def damaged(dialect: Dialect) -> st.SearchStrategy[str]:
    """Marked-up text, of which the end may be gone."""
    return st.tuples(well_nested(dialect), st.integers(0, 40)).map(lambda pair: pair[0][: len(pair[0]) - pair[1]])


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=50)
@given(data=st.data())
def test_each_keeps_its_text_and_its_markup(dialect: Dialect, data: st.DataObject) -> None:
    upper, lower = (parse(data.draw(damaged(dialect)), dialect) for _ in range(2))
    text, spans = beneath(upper, lower)
    assert text == "\n".join(filter(None, (upper[0], lower[0])))
    start = len(text) - len(lower[0])
    assert covered(text, spans, 0, len(upper[0])) == covered(*upper, 0, len(upper[0]))
    assert covered(text, spans, start, len(text)) == covered(*lower, 0, len(lower[0]))
    assert not any(span.start < len(upper[0]) < span.end for span in spans)


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=50)
@given(data=st.data())
def test_tags_that_were_balanced_stay_so(dialect: Dialect, data: st.DataObject) -> None:
    upper, lower = (parse(data.draw(well_nested(dialect)), dialect) for _ in range(2))
    assume(lower[0])
    text, spans = beneath(upper, lower)
    again = parse(render(text, spans, dialect), dialect)
    closing = [span.open + span.close for span in again[1] if span.close]
    assert sorted(closing) == sorted(span.open + span.close for span in (*upper[1], *lower[1]) if span.close)
    assert len(tags(spans, dialect)) <= len(tags(upper[1], dialect)) + len(tags(lower[1], dialect))
