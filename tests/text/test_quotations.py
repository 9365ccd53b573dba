from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Cue, Span
from localize.text.quotations import repeated


def cues(*texts: str) -> list[Cue]:
    return [Cue(id=f"c{at}", start_ms=1000 * at, end_ms=1000 * at + 900, text=text) for at, text in enumerate(texts)]


def made(texts: list[str], locale: str = "zh-Hant-HK") -> list[str]:
    return [cue.text for cue in repeated(cues(*texts), locale, [True] * len(texts))]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["說：「一", "二", "三」好"], ["說：「一」", "「二」", "「三」好"]),
        (["「一", "二」他說「三", "四」"], ["「一」", "「二」他說「三」", "「四」"]),
        (["「一『二』", "三『四』」"], ["「一『二』」", "「三『四』」"]),
        (["「一『二", "三』四」"], ["「一『二", "三』四」"]),
        (["「一」", "二", "「三」"], ["「一」", "二", "「三」"]),
        (["「一", "二", "三"], ["「一", "二", "三"]),
        (["一", "二」"], ["一", "二」"]),
        (["「一", "「二」", "三」"], ["「一", "「二」", "三」"]),
        (["「一", "-二", "三」"], ["「一", "-二", "三」"]),
        (["「一", *["二"] * 12, "三」"], ["「一", *["二"] * 12, "三」"]),
    ],
)
def test_repeated(texts: list[str], expected: list[str]) -> None:
    assert made(texts) == expected


@pytest.mark.parametrize("locale", ["zh-Hans", "en", "ru"])
def test_others_do_not_repeat(locale: str) -> None:
    assert made(["「一", "二", "三」"], locale) == ["「一", "二", "三」"]


def test_what_may_not_change_is_read_all_the_same() -> None:
    after = repeated(cues("「一", "二", "三」"), "zh-Hant-TW", [False, True, False])
    assert [cue.text for cue in after] == ["「一", "「二」", "三」"]
    assert repeated(after, "zh-Hant-TW", [False, True, False]) == after


def test_markup_at_the_edges_takes_the_marks_in() -> None:
    spans = (
        Span(start=0, end=0, open="{\\an8}"),
        Span(start=0, end=3, open="<b>", close="</b>"),
        Span(start=1, end=2, open="<u>"),
    )
    middle = cues("「一", "二二二", "三」")
    middle[1] = middle[1].with_text("二二二", spans)
    after = repeated(middle, "zh-Hant-TW", [True] * 3)[1]
    assert after.text == "「二二二」"
    assert [(span.start, span.end) for span in after.spans] == [(0, 0), (0, 5), (2, 3)]


@given(
    st.lists(st.tuples(st.text(alphabet="一二「」『』-", max_size=4), st.booleans()), max_size=7),
    st.sampled_from(["zh-Hant-TW", "zh-Hans"]),
)
def test_a_second_time_changes_nothing(pairs: list[tuple[str, bool]], locale: str) -> None:
    ours = [ours for _, ours in pairs]
    before = cues(*(text for text, _ in pairs))
    once = repeated(before, locale, ours)
    assert repeated(once, locale, ours) == once
    assert all(after is cue for after, cue, may in zip(once, before, ours, strict=True) if not may)
