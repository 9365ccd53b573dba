"""Line breaks as people set them; `make bench` prints more, beside rivals."""

from __future__ import annotations

import pytest

from benchmarks.lines.labels import cues, ours, score


@pytest.mark.parametrize(("locale", "least"), [("en", 0.895), ("ru", 0.87), ("zh-Hans", 0.59), ("zh-Hant-TW", 0.57)])
def test_line_breaks(locale: str, least: float) -> None:
    golds = cues(locale)
    assert len(golds) >= 300
    f1, _, within = score(golds, ours, locale)
    assert f1 >= least
    assert within == 1.0
