from __future__ import annotations

import pytest

from localize.detect.address import check

SOURCE = "Пойди на https://example.com или a@b.ru."


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (SOURCE, "Go to https://example.com or a@b.ru.", None),
        (SOURCE, "GO TO HTTPS://EXAMPLE.COM OR A@B.RU.", None),
        (SOURCE, "去https://example.com或a@b.ru", None),
        (SOURCE, "Go on the VCC/////Puts.", "lost https://example.com, a@b.ru"),
        (SOURCE, "///////////////////////Pull", "lost https://example.com, a@b.ru"),
        ("Смотри @ivan и #привет", "See @ivan and #hello", "lost #привет"),
        ("a.com, a.com", "a.com", "lost a.com"),
        ("Да.", "Yes, see a.com", None),
    ],
)
def test_address(source: str, target: str, message: str | None) -> None:
    assert check(source, target, "ru", "en") == message
