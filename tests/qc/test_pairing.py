from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Fate, LedgerEntry, Part, Sentence
from localize.qc.pairing import Pairing, pair
from localize.qc.units import units
from tests.qc.builders import document

ROWS = [[0, 1000, "Да."], [2000, 3000, "Нет."], [4000, 5000, "Может."]]


def shape(pairing: Pairing) -> list[tuple[str, str]]:
    return [
        ("".join(cue.id[1:] for cue in group.source), "".join(cue.id[1:] for cue in group.target))
        for group in pairing.groups
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(ROWS, [("1", "1"), ("2", "2"), ("3", "3")], id="same times"),
        pytest.param([[0, 3000, "a"], [4000, 5000, "b"]], [("12", "1"), ("3", "2")], id="merged"),
        pytest.param(
            [[0, 500, "a"], [500, 1000, "b"], [2000, 3000, "c"], [4000, 5000, "d"]],
            [("1", "12"), ("2", "3"), ("3", "4")],
            id="split",
        ),
        pytest.param([[100, 1600, "a"], [1900, 3400, "b"]], [("1", "1"), ("2", "2")], id="retimed, one gone"),
        pytest.param([[4000, 5000, "c"], [0, 1000, "a"]], [("3", "1"), ("1", "2")], id="in another order"),
        pytest.param(
            [[900, 1900, "a"], [2900, 3900, "b"], [4900, 5900, "c"]], [("1", "1"), ("2", "2"), ("3", "3")], id="late"
        ),
        pytest.param(
            [[0, 2500, "a"], [4000, 5000, "c"]], [("1", "1"), ("3", "2")], id="half of the second, not its best"
        ),
        pytest.param([[9000, 9500, "a"]], [], id="elsewhere"),
        pytest.param([], [], id="no cues"),
    ],
)
def test_by_time(rows: list[list[Any]], expected: list[tuple[str, str]]) -> None:
    pairing = pair(document(ROWS, "ru"), document(rows))
    assert shape(pairing) == expected
    in_groups = {cue.id for group in pairing.groups for cue in group.source}
    assert {cue.id for _, cue in pairing.unpaired} == {"c1", "c2", "c3"} - in_groups


def test_same_times_are_paired_in_order_even_if_cues_overlap() -> None:
    rows = [[0, 1000, "a"], [0, 1000, "b"]]
    assert shape(pair(document(rows), document(rows))) == [("1", "1"), ("2", "2")]


def test_by_id_if_one_was_made_from_the_other() -> None:
    source = document(ROWS, "ru")
    made = replace(document([[7000, 8000, "x"], [8000, 9000, "y"]]), source=source)
    assert shape(pair(source, made)) == [("1", "1"), ("2", "2")]


def test_cues_that_people_split_and_merged_are_paired_by_the_ledger() -> None:
    source = document([*ROWS, [6000, 7000, "Хватит."]], "ru")
    made = document([[0, 400, "a"], [400, 1000, "b"], [2000, 5000, "c"], [5000, 5500, "d"], [6000, 7000, "e"]])
    names = ("c1", "c1-2", "c2", "c9", "c4")
    made = replace(
        made,
        cues=tuple(replace(cue, id=name) for cue, name in zip(made.cues, names, strict=True)),
        source=source,
        ledger=(
            LedgerEntry(cue_id="c1", fate=Fate.SPLIT, into=("c1", "c1-2")),
            LedgerEntry(cue_id="c2", fate=Fate.MERGED, into=("c2",)),
            LedgerEntry(cue_id="c3", fate=Fate.MERGED, into=("c2",)),
        ),
    )
    pairing = pair(source, made)
    assert shape(pairing) == [("1", "11-2"), ("23", "2"), ("4", "4")]
    assert pairing.unpaired == ()


def test_what_the_ledger_accounts_for_is_not_missing() -> None:
    source = document(ROWS, "ru")
    entries = (
        LedgerEntry(cue_id="c2", fate=Fate.OMITTED, by="editor"),
        LedgerEntry(cue_id="c3", fate=Fate.KEPT),
    )
    made = replace(document(ROWS[:1]), source=source, ledger=entries)
    assert [cue.id for _, cue in pair(source, made).unpaired] == ["c3"]


def test_a_unit_is_a_sentence_where_the_source_is_known_by_sentence() -> None:
    sentence = Sentence(
        id="s1",
        parts=(Part(cue_id="c1", start=0, end=3), Part(cue_id="c2", start=0, end=4)),
        text="Да. Нет.",
    )
    source = replace(document(ROWS, "ru"), sentences=(sentence,))
    target = document([[start, end, f"line {start}"] for start, end, _ in ROWS])
    first, second = units(source, target, pair(source, target))
    assert (first.source, first.target_text, first.around) == ("Да. Нет.", "line 0\nline 2000", ())
    assert [first.blame(offset).id for offset in (0, 3, 4, 7)] == ["c1", "c1", "c2", "c2"]
    assert (second.source, second.target_text) == ("Может.", "line 4000")


def test_a_unit_is_a_group_with_its_neighbours_otherwise() -> None:
    source = document(ROWS, "ru")
    target = document([[0, 3000, "a"], [4000, 5000, "b"]])
    first, second = units(source, target, pair(source, target))
    assert (first.source, first.target_text) == ("Да.\nНет.", "a")
    assert [group.target[0].id for group in first.around] == ["c2"]
    assert [group.target[0].id for group in second.around] == ["c1"]


TIMES = st.tuples(st.integers(0, 60), st.integers(-3, 10))
ROW_LISTS = st.lists(TIMES.map(lambda pair: [pair[0] * 100, (pair[0] + pair[1]) * 100, "x"]), max_size=12)


@given(ROW_LISTS, ROW_LISTS)
def test_every_source_cue_is_in_one_group_or_missing(left: list[list[Any]], right: list[list[Any]]) -> None:
    source, target = document(left), document(right)
    pairing = pair(source, target)
    grouped = [cue.id for group in pairing.groups for cue in group.source]
    missing = [cue.id for _, cue in pairing.unpaired]
    assert sorted(grouped + missing) == sorted(cue.id for cue in source.cues)
    targets = [cue.id for group in pairing.groups for cue in group.target]
    assert len(targets) == len(set(targets))
    assert all(group.source and group.target for group in pairing.groups)
