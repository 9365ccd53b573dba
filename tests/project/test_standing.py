"""Which decisions hold: edits that overlap, times alone, approvals, and what two people decided without each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from localize.project.standing import Standing, standing
from localize.project.values import Decision, What
from tests.project.decided import added, cue, decision, decisions, edit


def approve(
    of: str, *now: str, second: int, later_ms: int = 0, seen: Sequence[Decision] = (), by: str = "Boris"
) -> Decision:
    return decision(What.APPROVE, of, *now, second=second, later_ms=later_ms, seen=seen, by=by)


def withdraw(of: str, *, second: int) -> Decision:
    return decision(What.WITHDRAW, of, second=second)


def retime(of: str, *now: str, second: int, later_ms: int = 40, seen: Sequence[Decision] = ()) -> Decision:
    return decision(What.RETIME, of, *now, second=second, later_ms=later_ms, seen=seen)


def only(*made: Decision) -> Standing:
    (one,) = standing(made)
    return one


def lasts(*made: Decision) -> list[Decision]:
    return [one.last for one in standing(made)]


def told(*made: Decision) -> list[Decision]:
    return [other for one in standing(made) for other in one.passed_over]


# -- edits -------------------------------------------------------------------------------------------------------------


def test_nothing_holds_of_nothing() -> None:
    assert standing([]) == ()


def test_the_last_edit_of_a_cue_holds() -> None:
    first = edit("a", "one", second=1)
    last = edit("a", "two", second=2, seen=[first])
    assert only(last, first) == only(first, last) == Standing(last=last)
    assert only(first, last).now == (cue("a", "two"),)


def test_an_edit_of_more_takes_in_those_of_less() -> None:
    parts = [edit("a", "one", second=1), edit("b", "two", second=1)]
    both = edit("ab", "both", second=2, seen=parts)
    assert only(*parts, both) == Standing(last=both)


def test_an_earlier_edit_that_shares_a_cue_with_a_later_one_holds_for_none_of_its_cues() -> None:
    """As two people's copies leave it: one merged two cues, the other wrote one of them anew."""
    merged, other = edit("ab", "both", second=1), edit("a", "one", second=2)
    assert only(merged, other) == Standing(last=other, passed_over=(merged,))


def test_what_was_decided_of_the_others_before_holds_again() -> None:
    first = edit("a", "A", second=1)
    merged, last = edit("ab", "A b", second=2, seen=[first]), edit("b", "B", second=3)
    assert standing([first, merged, last]) == (
        Standing(last=last, passed_over=(merged,)),
        Standing(last=first, passed_over=(merged,)),
    )


def test_a_merge_that_was_undone_is_not_brought_up_again() -> None:
    merged = edit("ab", "A b", second=2)
    undone = [edit("a", "A", second=3, seen=[merged]), edit("b", "b", second=3, seen=[merged])]
    assert sorted(lasts(edit("a", "A"), merged, *undone), key=lambda one: one.key) == undone
    assert told(merged, *undone) == []
    assert told(merged, undone[0]) == [merged]


def test_a_split_cue_can_be_edited_again() -> None:
    split = edit("a", "one", "two", second=1)
    again = edit("a", "one", "2", second=2, seen=[split])
    assert only(split, again) == Standing(last=again)


def test_a_cue_that_was_added_and_deleted_again() -> None:
    first = added("n", "new")
    second, gone = added("n", "newer", second=1, seen=[first]), added("n", "", second=2, seen=[first])
    assert only(first, second).now[0].text == "newer"
    assert (only(first, gone).now, only(first, gone).passed_over) == ((), ())


def test_a_deleted_cue_stays_deleted() -> None:
    gone = edit("a", second=1)
    assert only(gone) == Standing(last=gone)
    assert only(gone).now == ()


def test_of_one_second_the_line_that_sorts_last_is_the_later() -> None:
    one, other = edit("a", "one", by="Anna"), edit("a", "two", by="Anna")
    assert only(one, other) == only(other, one) == Standing(last=other, passed_over=(one,))
    gone, less = edit("ab", by="Anna"), edit("a", by="Anna")
    assert only(gone, less) == only(less, gone)


# -- times -------------------------------------------------------------------------------------------------------------


def test_times_that_were_changed_later_go_with_the_text() -> None:
    text = edit("a", "A", second=1)
    times = retime("a", "machine", second=2, seen=[text])
    assert only(times, text) == Standing(last=text, times=times)
    assert only(times, text).now == (cue("a", "A", ord("a") * 1_000 + 40),)
    assert only(times) == Standing(last=times)
    assert not only(times).has_text


def test_an_edit_says_the_times_too_and_a_shift_that_it_had_not_seen_is_told() -> None:
    times = retime("a", "machine", second=1)
    same, unseen = edit("a", "A", second=2, later_ms=40), edit("a", "A", second=2)
    assert only(times, same) == Standing(last=same)
    assert only(times, unseen) == Standing(last=unseen, passed_over=(times,))
    seen = edit("a", "A", second=2, seen=[times])
    assert only(times, seen) == Standing(last=seen)
    assert told(times, unseen, approve("a", "A", second=3, seen=[unseen, times])) == []


def test_the_last_times_hold() -> None:
    old, new = (retime("a", "machine", second=second, later_ms=second) for second in (1, 2))
    assert only(old, new) == Standing(last=new)
    text = edit("a", "A")
    assert only(text, old, new) == Standing(last=text, times=new)


def test_times_of_other_cues_do_not_fit() -> None:
    merged, times = edit("ab", "A b", second=1), retime("a", "machine", second=2)
    assert only(merged, times) == Standing(last=merged, passed_over=(times,))
    halves = edit("a", "A", "b", second=1)
    assert only(halves, times) == Standing(last=halves, passed_over=(times,))


# -- approvals ---------------------------------------------------------------------------------------------------------


def test_an_approval_holds_for_exactly_the_text_and_times_that_were_approved() -> None:
    text, approval = edit("a", "A", second=1), approve("a", "A", second=2)
    assert only(text, approval) == Standing(last=text, approval=approval)
    assert only(text, approval).approved
    for other in (
        edit("a", "B", second=1),
        edit("a", "A", second=1, later_ms=1),
        edit("ab", "A", second=1),
        edit("a", second=1),
    ):
        assert not only(other, approval).approved
    assert not only(text).approved


def test_another_text_voids_an_approval_until_it_is_back() -> None:
    first = approve("a", "A", second=1)
    other = edit("a", "B", second=2, seen=[first])
    again = approve("a", "B", second=3, seen=[other])
    back = edit("a", "A", second=4, seen=[other, again])
    assert not only(first, other).approved
    assert only(first, other, again).approval is again
    assert only(first, other, again, back) == Standing(last=back, approval=first)
    assert only(first, other, again, back).approved
    assert not only(first, edit("ab", "A", second=2)).approved


def test_other_times_void_an_approval_until_they_are_back() -> None:
    approval = approve("a", "A", second=1)
    times = retime("a", "A", second=2, seen=[approval])
    back = retime("a", "A", second=3, later_ms=0, seen=[approval, times])
    assert only(approval, times) == Standing(last=approval, times=times, approval=approval)
    assert not only(approval, times).approved
    assert only(approval, times, back).approved
    again = approve("a", "A", second=3, later_ms=40, seen=[approval, times])
    assert only(approval, times, again) == Standing(last=again, approval=again)
    text = edit("a", "A")
    assert not only(text, approval, times).approved
    assert only(text, approval, times, again) == Standing(last=text, times=times, approval=again)
    assert only(text, approval, times, again).approved


def test_where_nobody_edited_the_cue_the_approved_text_stands() -> None:
    approval = approve("a", "machine", second=1)
    assert only(approval) == Standing(last=approval, approval=approval)
    assert only(approval).approved
    assert only(approval).now == (cue("a", "machine"),)


def test_an_approval_undoes_no_edit_not_even_an_earlier_one() -> None:
    mine, other = edit("a", "mine", second=1), approve("a", "other", second=2)
    assert only(mine, other) == Standing(last=mine, approval=other, passed_over=(other,))
    assert not only(mine, other).approved
    more = approve("ab", "both", second=2)
    assert only(mine, more) == Standing(last=mine, approval=more, passed_over=(more,))


def test_to_withdraw_voids_the_approvals_of_those_cues_before() -> None:
    made = [approve("a", "A", second=1), withdraw("a", second=2)]
    assert standing(made) == ()
    again = approve("a", "A", second=3)
    assert only(*made, again) == Standing(last=again, approval=again)
    assert only(edit("a", "A"), *made) == Standing(last=edit("a", "A"))
    of_two = approve("ab", "A b", second=1)
    assert standing([of_two, withdraw("b", second=2)]) == ()
    assert standing([made[0], withdraw("ab", second=2)]) == ()
    # In doubt there is no approval.
    assert standing([withdraw("a", second=1), approve("a", "A", second=1)]) == ()


def test_the_last_of_several_approvals_counts() -> None:
    first = approve("a", "A", second=0)
    approvals = [first, approve("a", "A", second=1), approve("a", "B", second=2, seen=[first])]
    assert only(*approvals[:2]) == Standing(last=approvals[1], approval=approvals[1])
    assert only(*approvals) == Standing(last=approvals[2], approval=approvals[2], passed_over=(approvals[1],))


def test_what_is_left_of_an_approval_under_an_edit_of_more() -> None:
    approval = approve("a", "one", second=1)
    merged = edit("ab", "both", second=2, seen=[approval])
    assert only(approval, merged) == Standing(last=merged, approval=approval)
    assert only(approval, merged, withdraw("ab", second=3)) == Standing(last=merged)


def test_the_last_look_counts_as_the_ground() -> None:
    text, approval = edit("a", "A", second=1), approve("a", "A", second=2)
    assert only(text).basis == text
    assert only(text, approval).basis == approval
    assert only(edit("a", "B", second=1), approval).basis == edit("a", "B", second=1)
    back = edit("a", "A", second=3, seen=[text, approval])
    assert only(text, approval, back).basis == back


# -- what nobody had seen ----------------------------------------------------------------------------------------------


def test_an_edit_that_nobody_had_seen_is_told() -> None:
    anna, boris = edit("a", "hers", second=1), edit("a", "his", second=2, by="Boris")
    assert only(anna, boris) == Standing(last=boris, passed_over=(anna,))
    # One look settles it.
    look = approve("a", "his", second=3, seen=[boris, anna])
    assert only(anna, boris, look) == Standing(last=boris, approval=look)
    both = edit("a", "both", second=3, seen=[boris])
    assert only(anna, boris, both) == Standing(last=both, passed_over=(anna,))
    hers = edit("a", "hers", second=3, seen=[boris])
    assert only(anna, boris, hers) == Standing(last=hers)


def test_two_people_who_wrote_the_same_are_at_one() -> None:
    anna, boris = edit("a", "same", second=1), edit("a", "same", second=2, by="Boris")
    assert only(anna, boris) == Standing(last=boris)
    carl = edit("a", "other", second=3, by="Carl")
    assert only(anna, boris, carl) == Standing(last=carl, passed_over=(boris,))


def test_the_same_text_at_other_times_is_told() -> None:
    anna, boris = edit("a", "same", second=1, later_ms=300), edit("a", "same", second=2, by="Boris")
    assert only(anna, boris) == Standing(last=boris, passed_over=(anna,))


def test_of_a_row_of_edits_the_last_is_told() -> None:
    first = edit("a", "one", second=1)
    second = edit("a", "two", second=2, seen=[first])
    third = edit("a", "three", second=3, seen=[second])
    other = edit("a", "other", second=9, by="Boris")
    assert told(first, second, third, other) == [third]


def test_an_approval_that_was_withdrawn_settles_nothing() -> None:
    text = edit("a", "hers", second=1)
    approval = approve("a", "hers", second=2, seen=[text])
    other = edit("a", "his", second=9, by="Boris")
    assert told(text, approval, other) == [approval]
    assert told(text, approval, withdraw("a", second=3), other) == [text]


def test_times_settle_no_text() -> None:
    text = edit("a", "hers", second=1)
    times = retime("a", "hers", second=2, seen=[text])
    other = edit("a", "his", second=9, by="Boris")
    assert told(text, times, other) == [times, text]


def test_what_was_seen_is_known_after_the_cues_moved() -> None:
    first = edit("a", "one", second=1)
    second = edit("a", "two", second=2, seen=[first])
    moved = [replace(one, of=(cue("x"),), now=(cue("x", one.now[0].text),)) for one in (first, second)]
    assert only(*moved) == Standing(last=moved[1])


# -- whatever comes ----------------------------------------------------------------------------------------------------

_KEYS = st.sampled_from(("a", "b", "c", "ab", "bc", "abc"))


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    """Many decisions on few cues, in few seconds and few words, so that they overlap; some saw others.

    Each is another person's: nobody decides twice on one cue in one second.
    """
    words = st.lists(st.sampled_from(("x", "y")), max_size=2)
    made: list[Decision] = []
    for number in range(draw(st.integers(0, 8))):
        seen = draw(st.lists(st.sampled_from(made), max_size=2)) if made else []
        what, second, later = draw(st.tuples(st.sampled_from(What), st.integers(0, 5), st.integers(0, 1)))
        key, by = draw(_KEYS), f"person {number}"
        made.append(decision(what, key, *draw(words), second=second, later_ms=later, seen=seen, by=by))
    return made


@given(st.one_of(histories(), st.lists(decisions, max_size=5)), st.randoms())
def test_what_always_holds(made: list[Decision], rng: Random) -> None:
    held = standing(made)
    assert standing(rng.sample(made, len(made))) == standing([*made, *made]) == held
    cues = [cue_id for one in held for cue_id in set(one.last.key)]
    assert len(cues) == len(set(cues))
    parts = [part for one in held for part in (one.last, one.times, one.approval, *one.passed_over) if part]
    assert all(one.what is not What.WITHDRAW for one in parts)
    for one in made:
        others = [other for other in made if other != one and not set(other.key).isdisjoint(one.key)]
        if one.what is What.EDIT and all(other.when < one.when for other in others):
            assert one in [place.last for place in held]


@given(histories())
def test_whoever_wrote_a_text_that_nobody_saw_hears_of_it(made: list[Decision]) -> None:
    held = standing(made)
    there = [*(one.last for one in held), *(other for one in held for other in one.passed_over)]
    marks = {mark for one in made for mark in one.seen}
    known = [(one.key, one.texts) for one in made if one.mark in marks]  # also where somebody else had said the same
    for one in made:
        if one.what is What.EDIT and (one.key, one.texts) not in known:
            assert any((one.key, one.texts) == (other.key, other.texts) for other in there)
