"""Other sentences are no other words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Cue, Document
from localize.project.ground import Ground
from localize.project.regrouped import is_regrouped
from localize.sentences import group


def document(*texts: str) -> Document:
    cues = [Cue(id=f"c{place}", start_ms=place * 2000, end_ms=place * 2000 + 1000, text=text)
            for place, text in enumerate(texts)]  # fmt: skip
    return Document(path="a.srt", language="ru", cues=tuple(cues))


def ground(*texts: str, max_gap_ms: int = 1500) -> Ground:
    source = document(*texts)
    return Ground(source=replace(source, sentences=group(source, max_gap_ms=max_gap_ms)))


HOUSE = ("Мы вчера были в старом доме,", "и там никого не было.", "- Да.\n- Нет.")


@pytest.mark.parametrize(("then", "now"), [(1500, 100), (100, 1500)])
def test_sentences_cut_otherwise_have_the_same_words(then: int, now: int) -> None:
    for of in (("c0",), ("c1",), ("c0", "c1"), ("c2",), ("c1", "c2")):
        before = ground(*HOUSE, max_gap_ms=then).said(of)
        assert is_regrouped(before, of, ground(*HOUSE, max_gap_ms=now))
    assert ground(*HOUSE, max_gap_ms=then).said(("c0",)) != ground(*HOUSE, max_gap_ms=now).said(("c0",))


@pytest.mark.parametrize("now", [100, 1500])
@pytest.mark.parametrize(
    "texts",
    [
        ("Мы вчера были в новом доме,", HOUSE[1], HOUSE[2]),
        (HOUSE[0], "и там никого.", HOUSE[2]),
        (HOUSE[0], "а там никого не было.", HOUSE[2]),
        ("…", HOUSE[1], HOUSE[2]),
    ],
)
def test_other_words_are_other_words(texts: tuple[str, ...], now: int) -> None:
    before = ground(*HOUSE).said(("c0", "c1"))
    assert not is_regrouped(before, ("c0", "c1"), ground(*texts, max_gap_ms=now))


def test_a_line_that_changed_is_not_excused_by_one_beside_it() -> None:
    before = ground("Да.", "Нет.", "Да.").said(("c0",))
    assert not is_regrouped(before, ("c0",), ground("Нет.", "Нет.", "Да."))


def test_a_word_is_not_excused_by_a_longer_one() -> None:
    assert not is_regrouped(ground("Дом.", "Дома.").said(("c0",)), ("c0",), ground("До.", "Дома."))


def test_a_line_that_is_gone_is_no_regrouping() -> None:
    assert not is_regrouped(("Да.",), ("gone",), ground("Да."))


def test_nothing_is_said_of_sentences_that_are_not_known() -> None:
    assert is_regrouped(("Да.",), ("c0",), Ground(source=document("Нет.")))


words = st.lists(st.sampled_from(("Да.", "Нет.", "Мы были", "в доме,", "и там", "никого.", "- Да.\n- Где?", "…")),
                 min_size=1, max_size=9)  # fmt: skip


@given(texts=words, then=st.integers(0, 3000), now=st.integers(0, 3000), data=st.data())
def test_however_the_same_source_is_cut(texts: list[str], then: int, now: int, data: st.DataObject) -> None:
    before, after = ground(*texts, max_gap_ms=then), ground(*texts, max_gap_ms=now)
    of = tuple(data.draw(st.lists(st.sampled_from([cue.id for cue in before.source.cues]), min_size=1, unique=True)))
    assert is_regrouped(before.said(of), of, after)
