from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Span
from localize.text.markup import Dialect, parse, render, tags
from tests.strategies import TRAPS, texts, well_nested

SRT, ASS, VTT = Dialect.SRT, Dialect.ASS, Dialect.VTT


@pytest.mark.parametrize("dialect", Dialect)
def test_well_nested_raw_text_comes_back(dialect: Dialect) -> None:
    @given(well_nested(dialect))
    def holds(raw: str) -> None:
        assert render(*parse(raw, dialect), dialect) == raw

    holds()


@pytest.mark.parametrize("dialect", [SRT, VTT])
def test_any_text_survives_being_rendered(dialect: Dialect) -> None:
    @given(texts)
    def holds(text: str) -> None:
        assert parse(render(text, (), dialect), dialect)[0] == text

    holds()


@given(st.lists(st.sampled_from((*TRAPS, "<b>", "</b>", "{\\i1}", "{\\i0}", "{\\p1}", "{\\p0}", "a\nb"))).map("".join))
def test_every_tag_is_kept_whatever_the_nesting(raw: str) -> None:
    for dialect in Dialect:
        text, spans = parse(raw, dialect)
        again, same = parse(render(text, spans, dialect), dialect)
        assert again == text
        assert sorted(tags(same, dialect)) == sorted((*tags(spans, dialect), *_added(text, dialect)))


def _added(text: str, dialect: Dialect) -> list[str]:
    """The pairs that SubRip needs inside what would read as a tag."""
    extra = render(text, (), dialect).count("<i></i>") - text.count("<i></i>") if dialect is SRT else 0
    return ["<i>", "</i>"] * extra


PARSED = [
    (SRT, "<i>a</i> b", "a b", [(0, 1, "<i>", "</i>")]),
    (SRT, "<B>a<i>b</i></B>", "ab", [(0, 2, "<B>", "</B>"), (1, 2, "<i>", "</i>")]),
    (SRT, "{\\an8}top", "top", [(0, 0, "{\\an8}", "")]),
    (SRT, "<i>open", "open", [(0, 4, "<i>", "")]),
    (SRT, "stray</b>", "stray", [(5, 5, "</b>", "")]),
    (SRT, "<b>a<i>b</b>c</i>", "abc", [(0, 2, "<b>", "</b>"), (1, 3, "<i>", "</i>")]),
    (SRT, "<i>a{\\an8}</i>", "a", [(0, 1, "<i>", "{\\an8}</i>")]),
    (SRT, "<font color=\"#f00\">a</FONT>", "a", [(0, 1, "<font color=\"#f00\">", "</FONT>")]),
    (SRT, "<LAUGHING & WHOOPS!> <i.e. x> {y:i}", "<LAUGHING & WHOOPS!> <i.e. x> {y:i}", []),
    (SRT, "a\r\r\nb\rc\r\nd", "a\nb\nc\nd", []),
    (ASS, "{\\an8\\i1}Да,\\Nнет{\\i0}", "Да,\nнет", [(0, 7, "{\\an8\\i1}", "{\\i0}")]),
    (ASS, "a\\hb\\nc", "a\u00a0b\nc", []),
    (ASS, "{\\k20}ka{\\k30}ra", "kara", [(0, 0, "{\\k20}", ""), (2, 2, "{\\k30}", "")]),
    (ASS, "{\\p1}m 0 0 l 10 0{\\p0}x", "x", [(0, 0, "{\\p1}m 0 0 l 10 0{\\p0}", "")]),
    (ASS, "{\\an7\\p2}m 0 0", "", [(0, 0, "{\\an7\\p2}m 0 0", "")]),
    (ASS, "{a note}b { c", "b { c", [(0, 0, "{a note}", "")]),
    (ASS, "<i>no tag</i>", "<i>no tag</i>", []),
    (ASS, "{\\clip(1,2,3,4)}a{\\t(\\fs20)}b", "ab", [(0, 0, "{\\clip(1,2,3,4)}", ""), (1, 1, "{\\t(\\fs20)}", "")]),
    (VTT, "<v.loud Mary>Hi</v>", "Hi", [(0, 2, "<v.loud Mary>", "</v>")]),
    (VTT, "a <00:17.500>b", "a b", [(2, 2, "<00:17.500>", "")]),
    (VTT, "Tom &amp; &lt;Jerry&gt; R&D &#169;&#x266B;&nosuch;", "Tom & <Jerry> R&D ©♫&nosuch;", []),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "raw", "text", "spans"), PARSED)
def test_parse(dialect: Dialect, raw: str, text: str, spans: list[tuple[int, int, str, str]]) -> None:
    expected = tuple(Span(start=start, end=end, open=opened, close=closed) for start, end, opened, closed in spans)
    assert parse(raw, dialect) == (text, expected)


RENDERED = [
    (SRT, "<b> is text", "<<i></i>b> is text"),
    (VTT, "a & b < c --> d\u00a0", "a &amp; b &lt; c --&gt; d&nbsp;"),
    (VTT, "{\\an8}", "&#123;\\an8}"),
    (ASS, "a { b\nc\u00a0d", "a \\{ b\\Nc\\hd"),
]


@pytest.mark.parametrize(("dialect", "text", "raw"), RENDERED)
def test_text_that_would_read_as_markup_is_escaped(dialect: Dialect, text: str, raw: str) -> None:
    assert render(text, (), dialect) == raw
    assert parse(raw, dialect)[0] == text


def test_tags_are_listed_one_by_one_in_file_order() -> None:
    raw = "{\\an8}<i>a<b>b</b>{\\k2}</i>"
    assert tags(parse(raw, SRT)[1], SRT) == ("{\\an8}", "<i>", "<b>", "</b>", "{\\k2}", "</i>")
    drawing = "{\\p1}m 0 0{\\p0}"
    assert tags(parse(drawing, ASS)[1], ASS) == (drawing,)


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("piece", ["{", "{\\", "<", "<i>", "</i>", "<i></i>", "&", "{\\i1}", "<c.a", "\\", "{\\p1}"])
def test_hostile_markup_is_parsed_in_linear_time(piece: str, dialect: Dialect) -> None:
    raw = piece * (100_000 // len(piece))
    text, spans = parse(raw, dialect)
    assert parse(render(text, spans, dialect), dialect)[0] == text
