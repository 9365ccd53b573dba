from __future__ import annotations

import pytest

from localize.model import Cue, Document, Finding, Severity
from localize.report.speed import measure


def _document(language: str, *cues: tuple[int, str]) -> Document:
    return Document(
        path="a.srt",
        language=language,
        cues=tuple(Cue(id=f"c{n}", start_ms=0, end_ms=ms, text=text) for n, (ms, text) in enumerate(cues)),
    )


def test_characters_a_second() -> None:
    assert measure(_document("en", (2000, "Two\nlines"), (1000, ""), (0, "never"))).values == (4.0, 0.0, None)


def test_an_end_before_the_start_has_no_speed() -> None:
    assert measure(_document("en", (-500, "back"))).values == (None,)


@pytest.mark.parametrize("profile", ["", "netflix-zh-hans"])
def test_half_width_characters_count_half_in_chinese(profile: str) -> None:
    assert measure(_document("zh-Hans", (1000, "第7章 AB")), profile).values == (4.0,)


def test_the_limit_is_the_profiles() -> None:
    limit = measure(_document("en", (1000, "a")), "netflix-en").limit
    assert limit is not None
    assert limit.value == 17
    assert measure(_document("en", (1000, "a"))).limit is None


def test_the_rule_decides_what_is_over() -> None:
    document = _document("en", (100, "much too fast"), (100, "a sign, and exempt"))
    finding = Finding(rule="layout.cps", severity=Severity.ERROR, message="too fast", cue_id="c0")
    assert measure(document.with_findings([finding]), "netflix-en").over == (0,)
