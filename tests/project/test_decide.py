"""What people did, as decisions that say later whether they need another look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localize.model import Cue, Maker, Sentence
from localize.project.decide import decide, unsaid
from localize.project.found import Place
from localize.project.ground import Ground, terms_of
from localize.project.overlaid import as_rows
from localize.project.places import together
from localize.project.standing import standing
from localize.project.values import Decision, Record, Row, What
from tests.project.studio import (
    WHENS,
    Studio,
    add,
    changed,
    content,
    delete,
    made_of,
    merge,
    reread,
    rewrite,
    shift,
    split,
    written,
)
from tests.terms import glossary

SOURCE = written(["1 2 Вера, ты", "2.2 3 видела паром?", "4 5 Нет.", "6 8 Я знаю его кашель. Тихо!", "9 10 Да."])
SAID = ["Vera, have you", "seen the ferry?", "No.", "I know its cough. Quiet!", "Yes."]
IDS = [cue.id for cue in SOURCE.cues]


def terms(sentence: Sentence) -> dict[str, str]:
    return {"Вера": "Vera"} if "Вера" in sentence.text else {}


def studio() -> Studio:
    return Studio(source=SOURCE, fresh=made_of(SOURCE, SAID), terms=terms)


def source_cue(place: int) -> Record:
    cue = SOURCE.cues[place]
    return Record(id=cue.id, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text)


def test_an_edit() -> None:
    here = studio()
    here.look(changed(here.disk, (rewrite, 1)))
    assert here.decisions == (
        Decision(
            what=What.EDIT,
            of=(source_cue(1),),
            now=(Record(id=IDS[1], start_ms=2_200, end_ms=3_000, text="别动！"),),
            when=WHENS[0],
            was=("seen the ferry?",),
            sentences=("Вера, ты видела паром?",),
            terms={"Вера": "Vera"},
            by="Anna",
        ),
    )


def test_a_split_a_merger_and_a_deletion() -> None:
    here = studio()
    here.look(changed(here.disk, (delete, 4), (split, 3), (merge, 0)))
    merged, halves, gone = here.decisions
    assert (merged.of, [cue.id for cue in merged.now]) == ((source_cue(0), source_cue(1)), [IDS[0]])
    assert merged.was == ("Vera, have you", "seen the ferry?")
    assert [cue.id for cue in halves.now] == [IDS[3], f"{IDS[3]}-2"]
    assert halves.sentences == ("Я знаю его кашель.", "Тихо!")
    assert (gone.of, gone.now, gone.was) == ((source_cue(4),), (), ("Yes.",))


def test_a_cue_that_is_added_keeps_its_id_for_good() -> None:
    here = studio()
    more = Cue(id="x", start_ms=5_200, end_ms=5_800, text="[a door]")
    here.run(reread(here.disk.with_cues((*here.disk.cues[:3], more, *here.disk.cues[3:]))))
    (first,) = here.decisions
    assert (first.of, first.sentences, first.was) == ((), (), ())
    assert first.now == (Record(id="new-22b659968e", start_ms=5_200, end_ms=5_800, text="[a door]"),)
    here.run(changed(here.disk, (rewrite, 3)))
    assert here.decisions[1].now == (replace(first.now[0], text="Quite another thing, it was said."),)
    here.run(changed(here.disk, (delete, 3)))
    assert here.decisions[2].now == (replace(first.now[0], text=""),)
    assert [cue.id for cue in here.laid.document.cues] == IDS


def test_an_added_cue_that_is_split_or_merged() -> None:
    here = studio()
    more = Cue(id="x", start_ms=5_100, end_ms=5_900, text="A door, and a cat.")
    here.run(reread(here.disk.with_cues((*here.disk.cues[:3], more, *here.disk.cues[3:]))))
    name = here.decisions[0].key
    here.run(changed(here.disk, (split, 3)))
    halves = here.decisions[1:]
    assert [(one.of, len(one.now)) for one in halves] == [((), 1), ((), 1)]
    assert halves[0].key == name != halves[1].key
    here.run(changed(here.disk, (merge, 3)))
    assert [(one.key, one.now[0].text) for one in here.decisions[3:]] == [
        (name, "A door,\nand a cat."),
        (halves[1].key, ""),
    ]
    here.run(changed(here.disk, (merge, 2)))
    assert [(one.key, one.now[0].text) for one in here.decisions[5:]] == [
        ((IDS[2],), "No.\nA door,\nand a cat."),
        (name, ""),
    ]
    assert [cue.id for cue in here.laid.document.cues] == IDS


def test_times_alone_where_the_whole_file_was_shifted() -> None:
    here = studio()
    here.look(changed(here.disk, (rewrite, 2), (shift, 0)))
    edited, *retimed = here.decisions
    assert (edited.what, edited.now[0].start_ms) == (What.EDIT, 4_040)
    assert [one.what for one in retimed] == [What.RETIME] * 4
    assert retimed[0].now == (Record(id=IDS[0], start_ms=1_040, end_ms=2_040, text=SAID[0]),)
    assert retimed[0].was == (SAID[0],)


def test_what_the_machine_had_written_is_handed_on() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2)))
    here.run(changed(here.disk, (rewrite, 7)))
    assert [one.was for one in here.decisions] == [("No.",), ("No.",)]


def test_what_was_decided_already_is_not_decided_again() -> None:
    """As after the rows were lost, when all that differs from the machine's text is a person's."""
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (split, 3)))
    disk, before = here.disk, here.decisions
    here.rows = as_rows(here.fresh)
    here.look(disk)
    assert here.decisions == before


def test_what_people_wrote_is_theirs_though_their_decisions_were_lost() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (split, 3), (add, 0)))
    approved = next(place for place in together(here.rows) if place[0].id == IDS[4])
    ground = Ground(source=SOURCE, terms=terms)
    mine, place = here.decisions, Place(rows=approved, now=approved)
    boris = decide(What.APPROVE, [place], here.rows, ground, when=WHENS[1], by="Boris", earlier=mine)
    here.decisions += boris
    here.write()
    disk = here.disk
    here.decisions = boris
    assert [len(place.rows) for place in unsaid(here.rows, boris)] == [1, 1, 2]
    here.run(disk, by="")
    assert {one.key: (one.of, one.now) for one in here.decisions[1:]} == {one.key: (one.of, one.now) for one in mine}
    assert content(here.disk) == content(disk)


def test_a_withdrawn_approval_is_no_lost_decision() -> None:
    here = studio()
    place = together(here.rows)[2]
    for what in (What.APPROVE, What.WITHDRAW):
        places = [Place(rows=place, now=place)]
        ground = Ground(source=SOURCE)
        here.decisions += decide(what, places, here.rows, ground, when=WHENS[here.runs], earlier=here.decisions)
        here.runs += 1
    here.rows = tuple(replace(row, maker=Maker.APPROVED) if row in place else row for row in here.rows)
    assert unsaid(here.rows, here.decisions) == ()
    here.run(here.disk)
    assert len(here.decisions) == 2


def test_nothing_is_said_twice() -> None:
    here = studio()
    ground = Ground(source=SOURCE, terms=terms)

    def said(what: What, by: str = "Boris") -> list[Decision]:
        place = together(here.rows)[2]
        places = [Place(rows=place, now=place)]
        made = decide(what, places, here.rows, ground, when=WHENS[here.runs], by=by, earlier=here.decisions)
        here.decisions += made
        here.runs += 1
        here.write()
        return list(made)

    assert said(What.WITHDRAW) == []
    assert len(said(What.APPROVE)) == 1
    assert said(What.APPROVE) == []
    assert len(said(What.APPROVE, by="Anna")) == 1
    assert len(said(What.WITHDRAW)) == 1
    assert said(What.WITHDRAW) == []
    assert len(said(What.APPROVE)) == 1
    ground = Ground(source=SOURCE, terms=lambda sentence: {"нет": "no"})
    assert [one.terms for one in said(What.APPROVE)] == [{"нет": "no"}]
    assert said(What.EDIT) == []
    here.look(changed(here.disk, (shift, 0)))
    before = here.decisions
    here.rows = as_rows(here.fresh)
    here.look(changed(here.disk, (shift, 0)))
    assert here.decisions == before


def test_who_decides_knows_what_the_file_showed() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (shift, 0)))
    here.run(changed(here.disk, (merge, 1)))
    text, times = (next(one for one in here.decisions if one.key == (name,)) for name in (IDS[2], IDS[1]))
    assert here.decisions[-1].seen == (times.mark, text.mark)
    stale = made_of(SOURCE, SAID)
    here.rows = as_rows(stale)
    here.look(changed(reread(stale), (rewrite, 7)))
    assert here.decisions[-1].key == (IDS[2],)
    assert not here.decisions[-1].seen


def test_who_approves_was_told_what_else_there_is() -> None:
    here = studio()
    first = here.disk
    here.run(changed(first, (rewrite, 2)))
    mine = here.decisions
    here.decisions, here.rows = (), as_rows(here.fresh)
    here.run(changed(first, (split, 2)), by="Boris")
    here.decisions += mine
    here.write()
    assert [review.why for review in here.laid.review] == [("passed over for another decision, by Anna: Hm.",)]
    place = next(place for place in together(here.rows) if len(place) == 2)
    ground = Ground(source=SOURCE, terms=terms)
    (look,) = decide(
        What.APPROVE, [Place(rows=place, now=place)], here.rows, ground, when=WHENS[5], earlier=here.decisions
    )
    assert look.seen == (here.decisions[0].mark, mine[0].mark)
    here.decisions += (look,)
    assert here.write().review == ()


def test_a_proposal_that_a_person_knew_is_no_news() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2)))
    here.fresh = made_of(SOURCE, [*SAID[:2], "Not at all.", *SAID[3:]])
    (review,) = here.write().review
    assert (review.why, review.proposal) == (("the machine's text changed",), ("Not at all.",))
    place = together(here.rows)[2]
    here.decisions += decide(
        What.APPROVE,
        [Place(rows=place, now=place)],
        here.rows,
        Ground(source=SOURCE, terms=terms),
        when=WHENS[5],
        earlier=here.decisions,
        proposals={review.cue_ids[0]: "\n".join(review.proposal)},
    )
    assert here.write().review == ()
    here.look(changed(here.disk, (rewrite, 7)))
    assert here.decisions[-1].was == ("Not at all.",)


def test_what_two_people_wrote_of_one_line_is_theirs_though_all_decisions_were_lost() -> None:
    row, mine = Row(id=IDS[2], start_ms=4_000, end_ms=5_000, text="No.", of=(IDS[2],), maker=Maker.MACHINE), Maker.HUMAN
    rows = [row, replace(row, text="Nope.", maker=mine), replace(row, text="Never.", maker=mine)]
    places = unsaid(rows, ())
    assert [[cue.text for cue in place.now] for place in places] == [["Nope."], ["Never."]]
    made = decide(What.EDIT, places, rows, Ground(source=SOURCE), when=WHENS[0])
    (held,) = standing(made)
    assert {held.last.texts, *(one.texts for one in held.passed_over)} == {("Nope.",), ("Never.",)}


def test_a_line_that_was_deleted_and_comes_back_is_that_line() -> None:
    here = studio()
    disk = here.disk
    here.run(changed(disk, (delete, 2)))
    here.run(disk)
    assert here.decisions[1].key == (IDS[2],)
    assert here.laid.document.ledger == ()
    assert [cue.text for cue in here.laid.document.cues] == SAID


def test_rows_of_a_source_that_is_not_known_are_taken_as_added() -> None:
    """Nothing is said of a line whose source is in nobody's hands, but it stays."""
    row = Row(id="s", start_ms=5_100, end_ms=5_900, text="So.", of=("s",), maker=Maker.MACHINE)
    place = Place(rows=(row,), now=(replace(row, text="So!"),))
    (one,) = decide(What.EDIT, [place], [row], Ground(source=SOURCE), when=WHENS[0])
    assert (one.of, one.now[0].text) == ((), "So!")


@pytest.mark.parametrize("maker", [Maker.MACHINE, Maker.HUMAN])
def test_an_approval_is_of_a_whole_place(maker: Maker) -> None:
    here = studio()
    here.run(changed(here.disk, (split, 3)))
    rows = tuple(replace(row, maker=maker) for row in here.rows)
    place = next(group for group in together(rows) if len(group) == 2)
    ground = Ground(source=SOURCE, terms=terms)
    (one,) = decide(
        What.APPROVE, [Place(rows=place, now=place)], rows, ground, when=WHENS[9], by="Boris", earlier=here.decisions
    )
    assert one == replace(
        here.decisions[0], what=What.APPROVE, when=WHENS[9], by="Boris", was=one.was, seen=(here.decisions[0].mark,)
    )
    assert one.was == (tuple(row.text for row in place) if maker is Maker.MACHINE else ("I know its cough. Quiet!",))


def test_terms_of_a_glossary() -> None:
    found = terms_of(glossary("Вера, Vera, 薇拉, person", "паром, ferry", "кашель,, 咳嗽"), "en")
    ground = Ground(source=SOURCE, terms=found)
    assert ground.agreed(IDS[:1]) == {"Вера": "Vera", "паром": "ferry"}
    assert ground.agreed(IDS[3:]) == {}
    assert found(replace(ground.sentences(IDS[:1])[0], language="uk")) == {}
    assert ground.bound(IDS[1:2]) == frozenset(IDS[:2])
