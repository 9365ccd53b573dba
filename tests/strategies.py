"""Hypothesis strategies for cues, documents and files, and a few literal builders."""

from __future__ import annotations

from hypothesis import strategies as st

from localize.model import Cue, Document, FormatFacts
from localize.text.markup import Dialect, parse

# Characters that subtitles hold, and those that break naive readers: U+2028, U+0085, VT and FF are no line breaks.
CHARACTERS = "aZ яЁ你們09 .,!?…—-:;'\"&#<>{}/()[]♪\u2028\x85\x0b\x0c\xa0\u200b\u200f\U00020000"
# What means something to a reader when it stands in a text.
TRAPS = (
    "<i>", "</i>", "{\\an8}", "{", "}", "-->", "00:00:01,000 --> 00:00:02,000", "00:01.000 -> 00:02.000", "12",
    "WEBVTT", "NOTE x", "[Events]", "Dialogue: 0,", "&amp;", "&", "<v Bob>", "<00:01.000>", "00:00:zz --> 00:00:01,000",
)  # fmt: skip

lines = st.lists(st.one_of(st.sampled_from(TRAPS), st.text(CHARACTERS, max_size=12)), max_size=4).map("".join)
texts = st.lists(lines, max_size=4).map("\n".join)
times = st.integers(0, 40_000_000)


@st.composite
def documents(draw: st.DrawFn, format_name: str) -> Document:
    """A document that came from no file: one to four cues with any text, times in whole centiseconds."""
    drawn = draw(st.lists(st.tuples(times, times, texts), min_size=1, max_size=4))
    cues = tuple(
        Cue(id=f"c{number}", start_ms=start // 10 * 10, end_ms=end // 10 * 10, text=text)
        for number, (start, end, text) in enumerate(drawn)
    )
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return Document(
        path=f"x.{format_name}", language="en", cues=cues, facts=FormatFacts(format=format_name, newline=newline)
    )


# Lines that a damaged file is made of, and line ends of every kind, in any order.
_SOUP = st.one_of(
    st.sampled_from(
        (
            "", " ", "1", "2", "3", "007", "\ufeff4", "Text", "- Да.", "<i>a</i>", "{\\an8}b", "WEBVTT", "NOTE comment",
            "STYLE", "REGION", "id", "00:00:01,000 --> 00:00:02,000", "00:00:03.000 --> 00:00:04.000 line:0",
            "00:05.000->00:06", "-00:00:01,000 --> 00:00:00,5 X1:1 X2:2", "00:00:zz --> 1", "[Script Info]", "[Events]",
            "Format: Start, End, Text", "Format: Layer, Start, End, Style, Name, Text", "; remark", "\0",
            "Dialogue: 0:00:01.00,0:00:02.00,x{", "Comment: 0,0:00:01.00",
            "Dialogue: 0,0:00:01.00,0:00:02.00,Sign,Bob,{\\p1}m 0{\\p0}a, b\\Nc",
        )
    ),
    lines,
)  # fmt: skip
soup = st.lists(st.tuples(_SOUP, st.sampled_from(("\n", "\r\n", "\r", "\r\r\n", "\n\n"))), max_size=14).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)

_TAGS = {
    Dialect.SRT: (("<i>", "</i>"), ('<FONT color="#fff">', "</FONT>"), ("{\\i1}", "{\\i0}")),
    Dialect.ASS: (("{\\i1}", "{\\i0}"), ("{\\an8\\b1}", "{\\b0}"), ("{\\c&HFF&}", "{\\c}"), ("{\\fnArial}", "{\\fn}")),
    Dialect.VTT: (("<i>", "</i>"), ("<v.loud Bob>", "</v>"), ("<c.yellow>", "</c>"), ("<lang ru>", "</lang>")),
}
_POINTS = {
    Dialect.SRT: ("{\\an8}", "{\\k20}"),
    Dialect.ASS: ("{\\an8}", "{\\k20}", "{note}", "{\\p1}m 0 0 l 1 1{\\p0}", "{\\pos(1,2)}"),
    Dialect.VTT: ("<00:01.000>", "{\\an8}"),
}  # fmt: skip
_WORDS = {
    Dialect.SRT: ("a", "Да. ", "你好", "\n", "& ", "<LAUGHING>", "{x"),
    Dialect.ASS: ("a", "Да. ", "你好", "\\N", "\\h", ", ", "\\{", "<i>"),
    Dialect.VTT: ("a", "Да. ", "你好", "\n", "&amp;", "&lt;", "&nbsp;", "--&gt;"),
}


def well_nested(dialect: Dialect) -> st.SearchStrategy[str]:
    """Raw text of known tags, each closed in its turn, points and words."""
    word = st.sampled_from(_WORDS[dialect])
    leaf = st.one_of(word, st.sampled_from(_POINTS[dialect]))

    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        tagged = st.tuples(st.sampled_from(_TAGS[dialect]), inner).map(lambda pair: pair[0][0] + pair[1] + pair[0][1])
        return st.lists(st.one_of(leaf, tagged), max_size=4).map("".join)

    return st.recursive(leaf, wrapped, max_leaves=8)


def cue(raw: str, dialect: Dialect = Dialect.SRT, *, cue_id: str = "c", start_ms: int = 0, end_ms: int = 1_000) -> Cue:
    """A cue made from raw text with tags."""
    text, spans = parse(raw, dialect)
    return Cue(id=cue_id, start_ms=start_ms, end_ms=end_ms, text=text, spans=spans)
