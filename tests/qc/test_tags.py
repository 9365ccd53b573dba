from __future__ import annotations

import pytest

from localize.model import Cue
from localize.qc.tags import kinds
from localize.text.markup import Dialect, parse


@pytest.mark.parametrize(
    ("dialect", "raw", "expected"),
    [
        ("srt", "plain", {}),
        ("srt", "<i>a</i> b <i>c</i>", {"i": 2}),
        ("srt", "<i>a</i>\n<i>c</i>", {"i": 1}),
        ("srt", "<em>a</em> <strong>b</strong>", {"i": 1, "b": 1}),
        ("srt", '{\\an8}<font color="red">a</font>', {"an": 1, "font": 1}),
        ("srt", "a</i>", {}),
        ("vtt", "<v Bob>a</v> <c.loud>b</c> <00:01.000>c", {"v": 1, "c": 1}),
        ("ass", "{\\i1\\b1}a{\\i0\\b0}", {"i": 1, "b": 1}),
        ("ass", "{\\pos(10,20)\\fnArial\\fs20\\1c&H0000FF&}a", {"pos": 1, "fn": 1, "fs": 1, "1c": 1}),
        ("ass", "{\\rTop}a{\\k20}b{\\k30}c", {"r": 1, "k": 2}),
        ("ass", "{a comment}a", {}),
    ],
)
def test_kinds(dialect: str, raw: str, expected: dict[str, int]) -> None:
    text, spans = parse(raw, Dialect(dialect))
    assert kinds(Cue(id="c1", start_ms=0, end_ms=1, text=text, spans=spans)) == expected
