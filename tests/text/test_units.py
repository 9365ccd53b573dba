"""Signs of units and money beside numbers, as other languages write them."""

from __future__ import annotations

import pytest

from localize.text.rewritten_numbers import stretches


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("3 кг, 5 км и 20°C", ["3 kg", "5 km", "20°C"], ["3公斤", "5公里", "20°C"]),
        ("90 км/ч", ["90 km/h"], ["90公里/小时"]),
        ("-5 °С", ["5°C"], ["5°C"]),
        ("2,5 м и 7см", ["2.5 m", "7 cm"], ["2.5米", "7厘米"]),
        ("500 г", ["500 g"], ["500克"]),
        ("2 ч 30 мин. или", ["2 h", "30 min"], ["2小时", "30分钟"]),
        ("500 руб. или $5", ["500 rubles", "$5"], ["500卢布", "5美元"]),
        ("7 €, £8", ["€7", "£8"], ["7欧元", "8英镑"]),
        ("Дом № 7", ["No. 7"], ["7号"]),
        ("5 минут, 3 кгб", ["5", "3"], ["5", "3"]),
    ],
)
def test_a_number_goes_with_its_unit(text: str, english: list[str], chinese: list[str]) -> None:
    assert [number for _, _, number in stretches(text, "ru", "en")] == english
    assert [number for _, _, number in stretches(text, "ru", "zh-Hans")] == chinese


def test_the_full_stop_that_ends_a_sentence_stays() -> None:
    text = "Это стоит 500 руб."
    assert [text[end:] for _, end, _ in stretches(text, "ru", "en")] == ["."]
