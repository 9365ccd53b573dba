from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.layout import fits, lay_out, line_edits
from localize.text.width import visible


def english(text: str, cpl: int = 42, lines: int = 2, locked: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return lay_out(text, cpl=cpl, lines=lines, half_width=False, language="en", locked=locked).split("\n")


def chinese(text: str, cpl: int = 16, lines: int = 2, language: str = "zh-Hans") -> list[str]:
    return lay_out(text, cpl=cpl, lines=lines, half_width=True, language=language).split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short text.", ["Short text."]),
        ("Two short lines\nare joined.", ["Two short lines are joined."]),
        (
            "I have no idea what you are talking about, but I will find out.",
            ["I have no idea what you are talking about,", "but I will find out."],
        ),
        (
            "He went to the market yesterday. She stayed at home all day.",
            ["He went to the market yesterday.", "She stayed at home all day."],
        ),
        (
            "We found the keys of the old house under the kitchen table.",
            ["We found the keys of the old house", "under the kitchen table."],
        ),
        (
            "Yesterday evening we met Detective John Smithson at the station.",
            ["Yesterday evening we met", "Detective John Smithson at the station."],
        ),
        (
            "You kind of coldcocked me there, Mr. Bernstein, and it hurts.",
            ["You kind of coldcocked me there,", "Mr. Bernstein, and it hurts."],
        ),
        (
            "The factory sold more than 12,000 robots in one single year.",
            ["The factory sold more", "than 12,000 robots in one single year."],
        ),
    ],
)
def test_english_breaks(text: str, expected: list[str]) -> None:
    assert english(text) == expected
    assert english("\n".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Я не знаю, о чём ты говоришь, но скоро выясню это.",
            ["Я не знаю, о чём ты говоришь,", "но скоро выясню это."],
        ),
        (
            "Детектив приехал в старый дом на холме очень поздно ночью.",
            ["Детектив приехал в старый дом", "на холме очень поздно ночью."],
        ),
        ("Он врач — так он нам сказал вчера вечером в баре.", ["Он врач —", "так он нам сказал вчера вечером в баре."]),
        (
            "Он сказал бы нам об этом уже тогда, если бы знал всё.",
            ["Он сказал бы нам об этом уже тогда,", "если бы знал всё."],
        ),
    ],
)
def test_russian_breaks(text: str, expected: list[str]) -> None:
    assert lay_out(text, cpl=42, lines=2, half_width=False, language="ru").split("\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好 世界", ["你好 世界"]),
        ("你到底在说什么我完全听不懂 但是我很快就会查清楚的", ["你到底在说什么我完全听不懂", "但是我很快就会查清楚的"]),
        ("他昨天在莫斯科见到了安娜·彼得罗娃的丈夫", ["他昨天在莫斯科", "见到了安娜·彼得罗娃的丈夫"]),
        ("我以为你已经知道了这件事情！原来你什么都不知道", ["我以为你已经知道了这件事情！", "原来你什么都不知道"]),
        ("克罗诺斯公司去年在莫斯科卖出了1.2万台机器人", ["克罗诺斯公司去年在莫斯科", "卖出了1.2万台机器人"]),
        ("你好！\n再见", ["你好！再见"]),
        ("你好！ 再见", ["你好！再见"]),
    ],
)
def test_chinese_breaks(text: str, expected: list[str]) -> None:
    assert chinese(text) == expected
    assert chinese("\n".join(expected)) == expected


def test_half_width_characters_count_half() -> None:
    assert chinese("Kronos Corp 公司欢迎您的光临") == ["Kronos Corp 公司欢迎您的光临"]


def test_a_comma_that_vanishes_takes_no_room() -> None:
    text = "一二三四五六七八，九十"
    assert fits("一二三四五六七八，", cpl=8, lines=2, half_width=True) is False
    edits = line_edits(text, cpl=8, lines=2, half_width=True, language="zh-Hant-TW", breaks=[9], hang="，")
    assert [(edit.start, edit.new) for edit in edits] == [(9, "\n")]


def test_two_speakers_keep_their_lines() -> None:
    text = "- I think we should go to the market now.\n- Yes."
    assert english(text, cpl=60) == text.split("\n")
    assert english("-One.\ngoes on.\n-Two.") == ["-One. goes on.", "-Two."]
    assert english("I ask.\n- You answer.") == ["I ask.", "- You answer."]


def test_a_speaker_takes_a_second_line_if_there_is_one() -> None:
    text = "- I think we should go to the market now.\n- Yes."
    assert english(text, cpl=30, lines=3) == ["- I think we should go", "to the market now.", "- Yes."]
    assert english(text, cpl=30, lines=2) == text.split("\n")


def test_a_negative_number_is_no_speaker() -> None:
    assert english("It is\n-5 degrees.") == ["It is -5 degrees."]


def test_locked_ranges_stay_whole() -> None:
    text = "The man from the New Kronos Robot Corp office came."
    free, locked = english(text, cpl=30), english(text, cpl=36, locked=((17, 38),))
    assert free == ["The man from the New Kronos", "Robot Corp office came."] or len(free) == 2
    assert any("New Kronos Robot Corp" in line for line in locked)
    assert english("A\nB C", locked=((0, 3),), cpl=3) == ["A B", "C"]


def test_an_existing_good_break_is_kept() -> None:
    assert english("We found the keys of the old house under\nthe kitchen table.")[0].endswith("house")
    text = "We found the keys\nof the old house under the kitchen table."
    assert english(text) == text.split("\n")


def test_text_that_cannot_fit_is_kept_whole() -> None:
    word = "a" * 60
    assert english(word) == [word]
    assert english(f"{word} b") == [word, "b"]
    assert english("aaaa bbbb cccc dddd", cpl=4) == ["aaaa bbbb", "cccc dddd"]


def test_white_space_is_tidied() -> None:
    assert english("  a \n\n b  ") == ["a b"]
    assert english(" \n ") == [" ", " "]
    assert english("a\u00a0b c", cpl=3) == ["a\u00a0b", "c"]
    assert english("a\u2028b", cpl=1) == ["a\u2028b"]


_ENGLISH = st.lists(
    st.sampled_from(
        ["a", "the", "of", "and", "Yes,", "No.", "John", "Smith", "12", "—", "- Hi", "\n", "\n-Go", "house", "…"]
    ),
    max_size=10,
).map(" ".join)
_CHINESE = st.text(alphabet="我来到北京清华大学，。！“” \n·A7-的了但是", max_size=24)


def letters(text: str) -> str:
    return re.sub(r"[ \t\n\u3000]", "", text)


@given(_ENGLISH, st.integers(3, 20), st.integers(1, 3))
def test_nothing_but_white_space_changes(text: str, cpl: int, lines: int) -> None:
    once = english(text, cpl, lines)
    assert letters("".join(once)) == letters(text)
    assert english("\n".join(once), cpl, lines) == once


@given(_CHINESE, st.integers(3, 16), st.integers(1, 3), st.sampled_from(["zh-Hans", "zh-Hant-TW"]))
def test_nothing_but_white_space_changes_in_chinese(text: str, cpl: int, lines: int, language: str) -> None:
    once = chinese(text, cpl, lines, language)
    assert letters("".join(once)) == letters(text)
    assert chinese("\n".join(once), cpl, lines, language) == once


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=5), min_size=1, max_size=9),
    st.integers(3, 20),
    st.integers(1, 3),
)
def test_what_can_fit_fits(words: list[str], cpl: int, lines: int) -> None:
    possible = False
    for count in range(min(lines, len(words))):
        for cuts in itertools.combinations(range(1, len(words)), count):
            places = [0, *cuts, len(words)]
            rows = [" ".join(words[start:end]) for start, end in itertools.pairwise(places)]
            possible = possible or all(len(row) <= cpl for row in rows)
    rows = english(" ".join(words), cpl, lines)
    assert len(rows) <= lines
    assert fits("\n".join(rows), cpl=cpl, lines=lines, half_width=False) is possible


@given(st.text(alphabet="一二三四五六七八", min_size=1, max_size=12), st.data())
def test_what_can_fit_fits_in_chinese(text: str, data: st.DataObject) -> None:
    breaks = data.draw(st.lists(st.integers(1, max(len(text) - 1, 1)), unique=True, max_size=5))
    cpl = data.draw(st.integers(2, 8))
    allowed = [place for place in breaks if place < len(text)]
    possible = len(text) <= cpl or any(max(place, len(text) - place) <= cpl for place in allowed)
    laid = lay_out(text, cpl=cpl, lines=2, half_width=True, language="zh-Hans", breaks=breaks)
    assert all(visible(line, half_width=True) <= cpl for line in laid.split("\n")) is possible
    assert {len(laid.split("\n")[0])} <= {*allowed, len(text)}
