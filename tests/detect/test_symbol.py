from __future__ import annotations

import pytest

from localize.detect.symbol import check


@pytest.mark.parametrize(
    ("source", "target", "language", "message"),
    [
        ("12% воды.", "12.", "en", "lost %"),
        ("12% воды.", "12 percent water.", "en", None),
        ("12% воды.", "百分之十二的水", "zh-Hans", None),
        ("3 кг, 5 км и 20°C.", "3, 5 and 20.", "en", "lost °C, км, кг"),
        ("3 кг, 5 км и 20°C.", "3 kilos, 5km and 20 degrees.", "en", None),
        ("3 кг, 5 км и 20°C.", "3公斤 5公里和20度", "zh-Hans", None),
        ("$5 и 7 €", "5 and 7", "en", "lost €, $"),
        ("$5 и 7 €", "5美元和7欧元", "zh-Hans", None),
        ("Дом № 7", "House 7", "en", "lost №"),
        ("Дом № 7", "House #7", "en", None),
        ("В 2041 г. всё кончилось.", "In 2041 it was over.", "en", None),
        ("😀 Ура! 😀", "😀 Hooray!", "en", "lost 😀"),
        ("Он поёт ♪ ля-ля ♪", "He sings la-la", "en", "lost ♪"),
        ("Он поёт ♪ ля-ля ♪", "He sings ♪ la-la ♪", "en", None),
        ("5 кг", "5", "ru", None),
    ],
)
def test_symbol(source: str, target: str, language: str, message: str | None) -> None:
    assert check(source, target, "ru", language) == message
