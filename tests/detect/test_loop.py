from __future__ import annotations

import time

import pytest

from localize.detect.loop import check


@pytest.mark.parametrize(
    ("source", "target", "language", "message"),
    [
        ("Уходи.", "Go away, go away, go away.", "en", "'go away' repeated 3 times"),
        ("Уходи.", "Go away, go away.", "en", None),
        ("Нет, нет, нет!", "No, no, no!", "en", None),
        ("Нет, нет!", "No, no, no, no!", "en", None),
        ("Нет, нет!", "No, no, no, no, no!", "en", "'no' repeated 5 times"),
        ("Да-да-да.", "Yes, yes, yes, yes.", "en", None),
        ("Ааааа!", "A-a-a-a!", "en", None),
        ("Ха-ха-ха!", "哈哈哈哈", "zh-Hans", None),
        ("Смешно.", "哈哈哈哈哈哈", "zh-Hans", "'哈' repeated 6 times"),
        ("Спасибо.", "谢谢，谢谢。", "zh-Hans", None),
        ("(Аплодисменты)", "(掌声)(掌声)(掌声)", "zh-Hans", "'掌 声' repeated 3 times"),
        ("Стой.", "Staaaaaaaaaay", "en", "'a' repeated 10 times"),
        ("Сто-о-о-о-о-о-ой.", "Staaaaaaaaay", "en", None),
        ("Да.", "This island and this land.", "en", None),
        ("Да.", "", "en", None),
        ("Пойди туда.", "///////////////////////Pull", "zh-Hans", "'/' repeated 23 times"),
        ("Стой!", "Stop!!!!!!", "en", "'!' repeated 6 times"),
        ("Стой!!!", "Stop!!!!!!", "en", None),
        ("Нет.", "No......", "en", "'.' repeated 6 times"),
        ("Ну... да", "Well...... yes", "en", None),
        ("Я———", "我——————", "zh-Hans", None),
        ("Да.", "- - - - - - yes", "en", "'-' repeated 6 times"),
        ("Код 1000000", "Code 1000000", "en", None),
    ],
)
def test_loop(source: str, target: str, language: str, message: str | None) -> None:
    assert check(source, target, "ru", language) == message


def test_a_long_text_takes_no_time() -> None:
    start = time.perf_counter()
    check("", "ab cd ef gh " * 2000 + "a" * 5000, "ru", "en")
    assert time.perf_counter() - start < 2
