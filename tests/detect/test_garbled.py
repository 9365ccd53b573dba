from __future__ import annotations

import pytest

from localize.detect.garbled import check


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("Привет", "你好", None),
        ("Привет", "拋\ufffd", "1 broken character"),
        ("Привет", "\ufffd\ufffd", "2 broken characters"),
        ("П\ufffdивет", "H\ufffdllo", None),
    ],
)
def test_broken_characters(source: str, target: str, message: str | None) -> None:
    assert check(source, target, "ru", "zh-Hans") == message
