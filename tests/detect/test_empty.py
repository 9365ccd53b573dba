from __future__ import annotations

import pytest

from localize.detect.empty import check


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("Да.", "", "nothing came back"),
        ("Да.", " \n", "nothing came back"),
        ("Да.", "...", "nothing but '...' came back"),
        ("Да.", "Yes.", None),
        ("...", "…", None),
        ("", "", None),
        ("!?", "", None),
    ],
)
def test_empty(source: str, target: str, message: str | None) -> None:
    assert check(source, target, "ru", "en") == message
