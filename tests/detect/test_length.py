from __future__ import annotations

import pytest

from localize.detect.length import check


@pytest.mark.parametrize(
    ("source", "target", "languages", "message"),
    [
        ("Да.", "Yes, of course.", ("ru", "en"), None),
        ("Да.", "Yes, of course, my dear friend.", ("ru", "en"), "too long: 31 characters for 3"),
        ("а" * 100, "b" * 17, ("ru", "en"), "too short: 17 characters for 100"),
        ("а" * 100, "b" * 212, ("ru", "en"), None),
        ("Да.", "当然可以", ("ru", "zh-Hans"), None),
        ("а" * 100, "好" * 110, ("ru", "zh-Hant-TW"), "too long: 110 characters for 100"),
        ("a" * 200, "好" * 7, ("en", "zh-Hans"), "too short: 7 characters for 200"),
        ("好" * 10, "a" * 52, ("zh-Hans", "en"), None),
        ("好" * 10, "a" * 53, ("zh-Hans", "en"), "too long: 53 characters for 10"),
    ],
)
def test_length(source: str, target: str, languages: tuple[str, str], message: str | None) -> None:
    assert check(source, target, *languages) == message
