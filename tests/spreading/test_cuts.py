"""Cuts that follow what words stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.alignment import words
from localize.spreading import Rendering, cut
from localize.text.words import breaks

TEXT = "He told me that she had left town yesterday"


def test_a_word_goes_where_its_source_stands() -> None:
    own = (0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert cut(TEXT, (20, 20), "en", None) == ("He told me", "that she had left town yesterday")
    assert cut(TEXT, (20, 20), "en", None, (), own) == ("He told me that she had left town", "yesterday")


def test_no_cue_ends_on_an_article_for_that() -> None:
    assert cut("He saw the red door", (10, 10), "en", None, (), (0, 0, 0, 1, 1)) == ("He saw", "the red door")


def test_chinese_is_never_cut_inside_a_word_for_that() -> None:
    text = "她回家的时候大家都睡了"
    own = tuple(0 if place < 5 else 1 for place in range(len(text)))  # 时|候
    first, second = cut(text, (6, 5), "zh-Hans", None, (), own)
    assert len(first) in breaks(text, None, "zh-Hans")
    assert first + second == text


@given(
    st.lists(st.sampled_from(["ab", "c,", "the", "de."]), min_size=1, max_size=12),
    st.lists(st.none() | st.integers(0, 3), max_size=14),
    st.lists(st.integers(1, 30), min_size=1, max_size=4),
)
def test_whatever_is_said_of_words_all_of_them_stay_in_order(
    said: list[str], owners: list[int | None], weights: list[int]
) -> None:
    pieces = cut(" ".join(said), weights, "en", None, (), owners)
    assert " ".join(piece for piece in pieces if piece).split() == said
    assert len(pieces) == len(weights)
    assert not (len(said) >= len(weights) and "" in pieces)


def test_owners_come_from_marks_before_links() -> None:
    parts = ("Я вижу", "красную дверь")
    links = ((0, 0), (1, 1), (3, 3), (2, 2))
    assert Rendering(text="I see red door", links=links).owners(parts) == (0, 0, 1, 1)
    assert Rendering(text="I see red door", links=links, marked=(1,)).owners(parts) == (0, 1, 1, 1)
    assert Rendering(text="I see red door").owners(parts) == (None,) * 4
    assert len(Rendering(text="I see red door", marked=(1, 2, 3)).owners(parts)) == len(words("I see red door"))


@given(
    st.lists(st.sampled_from(["他", "走", "了", "的", "房子", "吗", "，", "好"]), min_size=4, max_size=14),
    st.lists(st.none() | st.integers(0, 2), max_size=20),
)
def test_no_chinese_cue_begins_with_a_particle_if_another_place_is_left(
    said: list[str], owners: list[int | None]
) -> None:
    text = "".join(said)
    free = [place for place in breaks(text, None, "zh-Hans") if place > 0 and text[place] not in "了的吗，"]
    pieces = cut(text, (1, 1), "zh-Hans", None, (), owners)
    assert not free or pieces[1][:1] not in "了的吗，"


@given(
    st.lists(st.sampled_from(["of", "the", "red", "doors", "and", "to", "I"]), min_size=3, max_size=12),
    st.lists(st.none() | st.integers(0, 1), max_size=12),
)
def test_no_english_cue_ends_on_a_little_word_if_another_place_is_near(
    said: list[str], owners: list[int | None]
) -> None:
    pieces = cut(" ".join(said), (1, 1), "en", None, (), owners)
    assert not {"red", "doors"} & set(said[:-1]) or pieces[0].split()[-1] in ("red", "doors")
