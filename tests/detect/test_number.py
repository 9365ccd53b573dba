from __future__ import annotations

import pytest

from localize.detect.number import check


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("Два часа.", "Two hours.", None),
        ("В 14:30 дай 3,5 рубля.", "At half past two.", "number lost: 3.5"),
        ("12 тысяч и 7", "A lot.", "number lost: 12000, 7"),
        ("Он один.", "He is alone.", None),
    ],
)
def test_number(source: str, target: str, message: str | None) -> None:
    assert check(source, target, "ru", "en") == message
