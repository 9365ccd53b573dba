"""Words, and links between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.alignment import as_text, composed, parsed, words

LINKS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99))).map(tuple)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Я не робот, K-7!", ["Я", "не", "робот", "K", "7"]),
        ("她是Arisa机器人。", ["她", "是", "Arisa", "机", "器", "人"]),
        ("– …", []),
        ("He didn't, 'twas her's", ["He", "didn't", "twas", "her's"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words_are_runs_of_letters_and_single_chinese_characters(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == found


@given(st.text(max_size=40))
def test_words_hold_every_letter_and_digit_once(text: str) -> None:
    inside = [place for start, end in words(text) for place in range(start, end) if text[place] not in "'’"]
    assert inside == [place for place, char in enumerate(text) if char.isalnum()]


@given(LINKS)
def test_links_are_read_as_they_were_written(links: tuple[tuple[int, int], ...]) -> None:
    assert parsed(as_text(links)) == links


def test_links_are_written_as_the_field_does() -> None:
    assert as_text([(0, 0), (2, 1)]) == "0-0 2-1"
    assert parsed("0-0 two-1 2-1") == ((0, 0), (2, 1))


def test_links_over_a_pivot_lead_from_end_to_end() -> None:
    assert composed([(0, 1), (1, 0)], [(0, 2), (1, 0), (5, 1)]) == ((1, 2), (0, 0))
