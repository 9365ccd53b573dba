from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from localize.model import Maker
from localize.review import Change, Returned, ReturnedRow, Sheet, Verdict, merge
from localize.review.sheet import tidy
from tests.review.sheets import SEASON, SHORT, edited, returned, row, sheet, sheets, texts

AGAIN = "export a new table and enter the changes there"
FILE = "e01.en.srt"
ONE, TWO, THREE, FOUR = (
    f"cue {number} of {FILE} (00:00:0{2 * number},000 --> 00:00:0{2 * number + 1},500)" for number in (1, 2, 3, 4)
)
BACK = "rows were mixed up; put it back, or say that the move is meant"


def cue(number: int) -> str:
    """The id of a row of `tests.review.sheets`."""
    return f"{number:010x}"


def with_rows(there: Returned, *rows: ReturnedRow) -> Returned:
    return replace(there, rows=rows)


# -- what changes ------------------------------------------------------------------------------------------------------


def test_nothing_changed() -> None:
    assert merge(SEASON, returned(SEASON)) == Verdict(unchanged=6)


def test_edits_approvals_and_notes_are_told_apart() -> None:
    one, two, three, four = returned(SHORT).rows
    there = with_rows(
        returned(SHORT),
        replace(one, target="The one.\r\nAnd only. "),
        replace(two, approved=True),
        replace(three, note="Drei?"),
        replace(four, target="", approved=True, note="cut"),
    )
    verdict = merge(SHORT, there)
    assert verdict == Verdict(
        changes=(
            Change(file=FILE, cue_id=cue(1), target="The one.\nAnd only."),
            Change(file=FILE, cue_id=cue(2), approved=True),
            Change(file=FILE, cue_id=cue(3), note="Drei?"),
            Change(file=FILE, cue_id=cue(4), target="", approved=True, note="cut"),
        ),
        unchanged=0,
    )
    assert [change.cue_id for change in verdict.edits] == [cue(1), cue(4)]
    assert [change.cue_id for change in verdict.approvals] == [cue(2), cue(4)]
    assert [change.cue_id for change in verdict.notes] == [cue(3), cue(4)]


def test_another_line_end_or_a_trailing_blank_is_no_edit() -> None:
    there = edited(
        SEASON, lambda one: replace(one, target=one.target.replace("\n", " \r\n") + "\t\r\n", note=one.note + " ")
    )
    assert merge(SEASON, there) == Verdict(unchanged=6)


def test_an_approval_stands_for_the_text_beside_it() -> None:
    season = sheet(row(1, maker=Maker.APPROVED))
    assert merge(season, edited(season, lambda one: replace(one, target="Nope."))).changes == (
        Change(file=FILE, cue_id=cue(1), target="Nope.", approved=True),
    )
    assert merge(season, edited(season, lambda one: replace(one, approved=False))).changes == (
        Change(file=FILE, cue_id=cue(1), approved=False),
    )


def test_what_was_approved_or_noted_here_since_stays() -> None:
    then = sheet(row(1), row(2, maker=Maker.APPROVED, note="old"), row(3, target="Three."))
    now = sheet(
        row(1, maker=Maker.APPROVED, note="new"),
        row(2, maker=Maker.HUMAN, note=""),
        row(3, target="Three.", start_ms=1),
    )
    assert merge(now, returned(then)) == Verdict(unchanged=3)


def test_other_rows_are_taken_in_another_order() -> None:
    there = edited(SEASON, lambda one: replace(one, note="seen") if one.target else one)
    back = replace(there, rows=there.rows[::-1])
    assert merge(SEASON, back) == merge(SEASON, there)
    assert [change.cue_id for change in merge(SEASON, back).changes] == [cue(1), cue(2), cue(3), cue(5), cue(6)]


def test_a_locale_by_another_name_is_the_same() -> None:
    season = sheet(row(1), target_locale="zh-Hans")
    assert merge(season, replace(returned(season), target_locale="zh-CN", source_locale="ru-RU")) == Verdict(
        unchanged=1
    )


# -- what is refused ---------------------------------------------------------------------------------------------------


def refusals(season: Sheet, there: Returned) -> tuple[str, ...]:
    verdict = merge(season, there)
    assert verdict == Verdict(refusals=verdict.refusals)
    return verdict.refusals


def test_a_table_of_another_locale() -> None:
    assert refusals(sheet(row(1), target_locale="zh-Hans"), returned(SHORT)) == (
        "table.csv: a table into 'en', not into zh-Hans; import it where it was exported",
    )


def test_a_table_of_another_season() -> None:
    assert refusals(SHORT, returned(sheet(row(8), row(9)))) == (
        "table.csv: a table of another season: none of its rows is of Better Than Us; import it where it was exported",
    )


def test_a_stale_table() -> None:
    now = sheet(
        *(replace(one, source="Раз!") if one.number == "1" else one for one in SHORT.rows[:3]), row(4, "Четыре.", "4.")
    )
    assert refusals(now, returned(SHORT)) == (
        f"table.csv: row 2: {ONE} was changed here after the table was exported; {AGAIN}",
        f"table.csv: row 5: {FOUR} was changed here after the table was exported; {AGAIN}",
    )


def test_rows_cut_doubled_and_foreign() -> None:
    one, two, _, four = returned(SHORT).rows
    strange = replace(four, cue_id="feed", place="row 5")
    there = with_rows(returned(SHORT), one, two, replace(two, place="row 4", note="again"), strange)
    assert refusals(SHORT, there) == (
        f"table.csv: row 4: {TWO} stands in row 3 already; take one of the two out",
        f"table.csv: row 5: {FILE!r} has no cue with the id 'feed'; take the row out, or {AGAIN}",
        f"table.csv: the row of {THREE} is missing; put it back, or {AGAIN}",
        f"table.csv: the row of {FOUR} is missing; put it back, or {AGAIN}",
    )


def test_a_row_without_an_id() -> None:
    there = returned(SHORT)
    assert refusals(SHORT, replace(there, rows=(*there.rows, replace(there.rows[0], cue_id="", place="row 6")))) == (
        f"table.csv: row 6: no file or no id; take the row out, or {AGAIN}",
    )


def test_ids_moved_apart_from_their_rows() -> None:
    one, two, three, four = returned(SHORT).rows
    there = with_rows(returned(SHORT), replace(one, cue_id=two.cue_id), replace(two, cue_id=one.cue_id), three, four)
    assert refusals(SHORT, there) == (
        f"table.csv: row 2: its fingerprint is that of {ONE}: rows were mixed up; {AGAIN}",
        f"table.csv: row 3: its fingerprint is that of {TWO}: rows were mixed up; {AGAIN}",
    )


def test_an_altered_source() -> None:
    there = edited(SHORT, lambda one: replace(one, source="Раз?") if one.source == "Раз." else one)
    assert refusals(SHORT, there) == (
        f"table.csv: row 2: the source was changed in the table; put it back, or {AGAIN}",
    )


def test_a_note_changed_on_both_sides() -> None:
    now = replace(SHORT, rows=(replace(SHORT.rows[0], note="ours"), *SHORT.rows[1:]))
    assert refusals(now, edited(SHORT, lambda one: replace(one, note="theirs") if one.place == "row 2" else one)) == (
        f"table.csv: row 2: the note of {ONE} was changed here and in the table; {AGAIN}",
    )
    assert merge(now, edited(SHORT, lambda one: replace(one, note="ours") if one.place == "row 2" else one)) == Verdict(
        unchanged=4
    )


def test_targets_swapped_under_their_rows() -> None:
    one, two, three, four = returned(SHORT).rows
    there = with_rows(returned(SHORT), replace(one, target="Two."), replace(two, target="One.\r\n"), three, four)
    assert refusals(SHORT, there) == (
        f"table.csv: row 2: the target is that of {TWO}: {BACK}",
        f"table.csv: row 3: the target is that of {ONE}: {BACK}",
    )
    assert [change.target for change in merge(SHORT, there, moved=True).changes] == ["Two.", "One."]


def test_a_column_that_slipped_down_by_one_cell() -> None:
    targets = iter(["", "One.", "Two.", "Three."])
    assert len(refusals(SHORT, edited(SHORT, lambda one: replace(one, target=next(targets))))) == 3


def test_a_short_line_written_where_another_was_rewritten_is_an_edit() -> None:
    season = sheet(row(1, target="Yes."), row(2, target="Yes."), row(3, target="No."), row(4, target="Well."))
    targets = iter(["Yes!", "Yes.", "Yes.", "Well."])
    verdict = merge(season, edited(season, lambda one: replace(one, target=next(targets))))
    assert [change.target for change in verdict.edits] == ["Yes!", "Yes."]


def test_a_copied_line_is_an_edit() -> None:
    verdict = merge(SHORT, edited(SHORT, lambda one: replace(one, target="Three.") if one.target == "One." else one))
    assert verdict.edits == (Change(file=FILE, cue_id=cue(1), target="Three."),)


# -- properties --------------------------------------------------------------------------------------------------------


@given(sheets(size=6), st.data())
def test_whole_rows_may_be_anywhere(season: Sheet, data: st.DataObject) -> None:
    there = returned(season)
    shuffled = data.draw(st.permutations(there.rows))
    assert merge(season, replace(there, rows=tuple(shuffled))) == Verdict(unchanged=len(season.rows))


@given(sheets(size=6), st.data())
def test_no_row_passes_whose_target_was_shuffled(season: Sheet, data: st.DataObject) -> None:
    there = returned(season)
    targets = data.draw(st.permutations([one.target for one in there.rows]))
    mixed = tuple(replace(one, target=target) for one, target in zip(there.rows, targets, strict=True))
    moved = [one.place for one, old in zip(mixed, there.rows, strict=True) if tidy(one.target) != tidy(old.target)]
    verdict = merge(season, replace(there, rows=mixed))
    assert bool(verdict.refusals) == bool(moved)
    assert not (verdict.refusals and verdict.changes)
    holding_text = [one.place for one in mixed if one.place in moved and tidy(one.target)]
    assert [refusal.split(": ")[1] for refusal in verdict.refusals] == holding_text


@given(st.lists(texts.map(tidy).filter(bool), min_size=3, max_size=7, unique=True), st.data())
def test_nor_when_other_rows_were_edited_too(lines: list[str], data: st.DataObject) -> None:
    season = sheet(*(row(number, target=line) for number, line in enumerate(lines)))
    there = returned(season)
    targets = data.draw(st.permutations(lines))
    edits = data.draw(st.sets(st.integers(0, len(lines) - 1)))
    targets = [f"new {number}" if number in edits else target for number, target in enumerate(targets)]
    assume(not any(target.startswith("new ") for target in lines))
    mixed = [number for number, target in enumerate(targets) if target in lines and target != lines[number]]
    verdict = merge(
        season, replace(there, rows=tuple(map(lambda one, text: replace(one, target=text), there.rows, targets)))
    )
    assert [refusal.split(": ")[1] for refusal in verdict.refusals] == [f"row {number + 2}" for number in mixed]


@given(sheets(size=6), st.data())
def test_no_row_passes_whose_key_or_mark_is_another_rows(season: Sheet, data: st.DataObject) -> None:
    there = returned(season)
    part = data.draw(st.sampled_from(["cue_id", "mark", "source"]))
    values = data.draw(st.permutations([getattr(one, part) for one in there.rows]))
    mixed = tuple(replace(one, **{part: value}) for one, value in zip(there.rows, values, strict=True))
    changed = any(
        tidy(str(getattr(one, part))) != tidy(str(getattr(old, part)))
        for one, old in zip(mixed, there.rows, strict=True)
    )
    assert bool(merge(season, replace(there, rows=mixed)).refusals) == changed


@given(sheets(size=6), st.data())
def test_fresh_edits_are_all_taken_and_nothing_else(season: Sheet, data: st.DataObject) -> None:
    there = returned(season)
    chosen = data.draw(st.sets(st.sampled_from([one.cue_id for one in there.rows])))
    edits = {cue_id: f"{number} \u2603" for number, cue_id in enumerate(sorted(chosen))}
    changed = tuple(replace(one, target=edits.get(one.cue_id, one.target)) for one in there.rows)
    verdict = merge(season, replace(there, rows=changed))
    assert {change.cue_id: change.target for change in verdict.changes} == edits
    assert verdict.unchanged == len(season.rows) - len(edits)


@pytest.mark.parametrize("gone", [0, 2])
def test_a_row_cut_out_is_missed(gone: int) -> None:
    there = returned(SHORT)
    assert len(refusals(SHORT, replace(there, rows=(*there.rows[:gone], *there.rows[gone + 1 :])))) == 1
