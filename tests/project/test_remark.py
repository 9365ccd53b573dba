"""What people wrote around cues, laid over what the program has there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.project.remark import Remark, Where, laid, marks

WHEN = "2026-01-31T09:30:00Z"
PIECES = st.lists(st.sampled_from("abcdef"), max_size=5, unique=True).map(tuple)


def remark(was: tuple[str, ...] | str | None, now: tuple[str, ...] | str) -> Remark:
    known = None if was is None else marks(tuple(was))
    return Remark(where=Where.BELOW, now=tuple(now), was=known, when=WHEN)


@pytest.mark.parametrize(
    ("was", "now", "there", "then"),
    [
        ("ab", "acb", "ab", "acb"),  # as it was
        ("ab", "ba", "ab", "ba"),
        ("ab", "acb", "xaby", "xacby"),  # the program added something
        ("ab", "acb", "b", "cb"),  # or took something away
        ("ab", "abc", "xy", "xyc"),
        ("ab", "ac", "xab", "xac"),
        ("ab", "a", "abx", "ax"),
        ("abc", "", "bxac", "x"),
        ("", "a", "a", "a"),  # said before
        ("", "ab", "axb", "xab"),  # what somebody wrote as a whole stays whole
        (None, "a", "xyz", "a"),  # what stood there is not known
    ],
)
def test_laid(was: str | None, now: str, there: str, then: str) -> None:
    assert "".join(laid(remark(was, now), tuple(there))) == then


def test_blank_lines_are_no_difference() -> None:
    assert laid(remark(("a", "b"), ("a", "c")), ("a", "\n\nb")) == ("a", "c")


@given(PIECES, PIECES, PIECES)
def test_what_a_person_added_is_there_and_what_they_took_away_is_gone(
    was: tuple[str, ...], now: tuple[str, ...], there: tuple[str, ...]
) -> None:
    one = remark(was, now)
    then = laid(one, there)
    assert set(now) - set(was) <= set(then)
    assert not (set(was) - set(now)) & set(then)
    assert set(there) - set(was) <= set(then)
    assert sorted(laid(one, then)) == sorted(then)


@given(PIECES, PIECES, PIECES)
def test_of_two_people_who_had_the_same_file_nothing_is_lost(
    was: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    then = laid(remark(was, theirs), laid(remark(was, ours), was))
    assert set(theirs) - set(was) <= set(then)
    dropped = set(was) - set(theirs)
    assert set(ours) - set(was) - dropped <= set(then)
    assert not dropped & set(then)


@pytest.mark.parametrize("where", [Where.ABOVE])
def test_a_remark_above_a_cue_has_a_cue(where: Where) -> None:
    with pytest.raises(ValueError, match="what is above a cue, and nothing else, needs one"):
        Remark(where=where, now=("a",), when=WHEN)
