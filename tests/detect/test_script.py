from __future__ import annotations

import pytest

from localize.detect.script import check


@pytest.mark.parametrize(
    ("source", "target", "languages", "message"),
    [
        ("Привет, Ариса", "Hello, Ариса", ("ru", "en"), "Cyrillic in English text: Ариса"),
        ("Привет", "Hello 你好", ("ru", "en"), "Chinese in English text: 你好"),
        ("Надпись 出口", "The sign 出口", ("ru", "en"), None),
        ("Привет", "Привет", ("ru", "zh-Hans"), "Cyrillic in Chinese (Simplified) text: Привет"),
        ("Привет", "hello there", ("ru", "zh-Hant-TW"), "Latin in Chinese (Taiwan) text: hello, there"),
        ("Окей, ДНК", "OK DNA", ("ru", "zh-Hans"), None),
        ("Его зовут Tom", "他叫Tom", ("ru", "zh-Hans"), None),
        ("Пиши на iphone", "写在iphone上", ("ru", "zh-Hans"), None),
        ("Пять километров", "5km", ("ru", "zh-Hans"), None),
        ("one", "один two", ("en", "ru"), "Latin in Russian text: two"),
        ("а б в г д", "а б в г д", ("ru", "en"), "Cyrillic in English text: а, б, в …"),
        ("Привет", "Hello, café", ("ru", "en"), None),
    ],
)
def test_script(source: str, target: str, languages: tuple[str, str], message: str | None) -> None:
    assert check(source, target, *languages) == message
