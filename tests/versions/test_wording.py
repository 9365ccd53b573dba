from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.versions.wording import joined, likeness, wording

SAME = [
    ("Сними\nкапюшон", "Сними капюшон"),
    ("Сними капюшон  ", "Сними\u00a0капюшон"),
    ("你好，\n世界", "你好，世界"),
    ("你好 世界", "你好世界"),
    ("\ufeffДа.", "Да.\u200e"),
    ("е\u0308ж", "ёж"),
]
ALIKE = [
    ("ДА!", "да."),
    ("Ещё", "еще"),
    ("- На чьё имя?\n- На ваше.", "На чьё имя? На ваше."),
    ("Ｋ－７", "k7"),
    ("你好，世界。", "你好世界"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_white_space_and_what_shows_nothing_are_no_words(one: str, other: str) -> None:
    assert wording(one).exact == wording(other).exact


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_case_and_marks_are_folded(one: str, other: str) -> None:
    assert wording(one).exact != wording(other).exact
    assert wording(one).folded == wording(other).folded


def test_a_blank_between_words_of_letters_counts() -> None:
    assert wording("а то").exact != wording("ато").exact


def test_a_chinese_character_is_a_word_and_weighs_three_letters() -> None:
    assert wording("好的, ok K-7\U00020000").words == ("好", "的", "ok", "k", "7", "\U00020000")
    assert wording("好的").weight == 6
    assert wording("Да, да.").weight == 4


def test_marks_alone_stand_for_themselves() -> None:
    assert wording("♪").key == "♪"
    assert likeness(wording("♪"), wording("♪")) == 1.0
    assert likeness(wording("♪"), wording("…")) == 0.0
    assert likeness(wording(""), wording("Да.")) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Сними капюшон, здесь камеры.", "Сними капюшон, здесь датчики.", 0.7, 0.95),
        ("I signed her.", "My name's on it, Shmel.", 0.0, 0.35),
        ("Камера хорошая.", "Рассмешите меня.", 0.0, 0.35),
        ("摄像头很好", "摄像头不错", 0.5, 0.8),
        ("摄像头很好", "逗我笑", 0.0, 0.1),
        ("Да!", "да", 1.0, 1.0),
    ],
)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(wording(one), wording(other)) <= most


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    forth, back = likeness(wording(one), wording(other)), likeness(wording(other), wording(one))
    assert forth == back
    assert 0.0 <= forth <= 1.0
    assert likeness(wording(one), wording(one)) == 1.0


def test_joined_wordings_read_like_one_text() -> None:
    for one, other in (("Вслух,", "с комментариями."), ("没有备份，", "什么都没有。")):
        parts = joined([wording(one), wording(other)])
        whole = wording(f"{one}\n{other}")
        assert (parts.folded, parts.words, parts.weight) == (whole.folded, whole.words, whole.weight)
