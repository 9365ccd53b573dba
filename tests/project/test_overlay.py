"""People's decisions over the program's text: nothing of theirs is lost, and what is not theirs follows the program."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from localize import formats
from localize.ledger import settle
from localize.model import Cue, Document, Fate, Finding, LedgerEntry, Maker, Severity
from localize.project.decide import decide
from localize.project.edits import compare
from localize.project.found import Found, Place
from localize.project.ground import Ground
from localize.project.overlaid import Overlaid, Review, as_rows
from localize.project.overlay import overlay
from localize.project.places import together
from localize.project.values import Decision, Record, What
from tests.project.studio import (
    MACHINE,
    ON_ALL,
    ON_ONE,
    WHENS,
    Habit,
    Studio,
    add,
    carry,
    changed,
    content,
    delete,
    episode,
    made_of,
    merge,
    nudge,
    part,
    reference,
    reopened,
    reread,
    reword,
    rewrite,
    segmented,
    shift,
    split,
    stretch,
    texts,
    written,
)  # fmt: skip
from tests.running import SAMPLES

EPISODE, ENGLISH = episode(), reference("en")
FRESH = made_of(EPISODE, texts(ENGLISH))
# Sentences: 1–2 and 2–3 share cue 2; 4; two in 5; 6–7.
SOURCE = written(
    [
        "1 2 Вера, ты", "2.2 3 видела паром? Он ушёл", "3.2 4 без нас.", "5 6 Нет.", "7 9 Тихо! Слышишь?",
        "10 11 Я знаю", "11.2 12 его кашель.",
    ]
)  # fmt: skip
SAID = ["Vera, have you", "seen the ferry? It left", "without us.", "No.", "Quiet! Hear it?", "I know", "its cough."]
IDS = [cue.id for cue in SOURCE.cues]


def studio(said: list[str] = SAID, source: Document = SOURCE) -> Studio:
    return Studio(source=source, fresh=made_of(source, said))


def approve(here: Studio, *places: int, what: What = What.APPROVE) -> None:
    """Boris approves places of the output, by number."""
    groups = together(here.rows)
    chosen = [Place(rows=groups[place], now=groups[place]) for place in places]
    ground = Ground(source=here.source, terms=here.terms)
    here.decisions += decide(what, chosen, here.rows, ground, when=WHENS[here.runs], by="Boris", earlier=here.decisions)
    here.runs += 1
    here.write()


def shown(laid: Overlaid) -> list[str]:
    return [cue.text for cue in laid.document.cues]


# -- whatever a person does --------------------------------------------------------------------------------------------

HABITS = st.lists(st.tuples(st.sampled_from(ON_ONE), st.integers(0, 10_000)), max_size=4)
TOOLS = st.lists(st.tuples(st.sampled_from(ON_ALL), st.integers(0, 2)), max_size=1)
SCENES = st.tuples(st.integers(0, 200), st.integers(2, 16))


def scene(first: int, count: int) -> Studio:
    source = segmented(part(EPISODE, first, count))
    return Studio(source=source, fresh=made_of(source, texts(part(ENGLISH, first, count))))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SCENES, st.lists(st.tuples(HABITS, TOOLS), min_size=1, max_size=3), st.randoms())
def test_the_file_stays_as_a_person_left_it_run_after_run(
    place: tuple[int, int], rounds: list[tuple[list[tuple[Habit, int]], list[tuple[Habit, int]]]], random: Random
) -> None:
    here = scene(*place)
    for habits, tools in rounds:
        disk = changed(here.disk, *habits, *tools)
        assume(isinstance(here.look(disk), Found))
        rows = here.rows
        laid = here.write()
        assert content(here.disk) == content(disk)
        again = compare(laid.rows, here.disk, "srt")
        assert isinstance(again, Found)
        assert (again.places, again.retimed) == ((), ())
        ground = Ground(source=here.source)
        assert overlay(here.fresh, here.decisions, laid.rows, ground) == laid
        shuffled = list(here.decisions)
        random.shuffle(shuffled)
        assert overlay(here.fresh, shuffled, rows, ground) == laid


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SCENES, HABITS, TOOLS)
def test_what_nobody_touched_follows_the_machine(
    place: tuple[int, int], habits: list[tuple[Habit, int]], tools: list[tuple[Habit, int]]
) -> None:
    here = scene(*place)
    disk = changed(here.disk, *habits, *tools)
    assume(isinstance(here.look(disk), Found))
    was = here.fresh.by_id
    here.fresh = made_of(here.source, [f"{text} indeed" for text in texts(here.fresh)])
    laid = here.write()
    decided = {cue.id for one in here.decisions if one.what is What.EDIT for cue in one.of}
    bound = Ground(source=here.source).bound(decided)
    machine = [cue for cue in laid.document.cues if cue.provenance.maker is Maker.MACHINE]
    assert [cue.text for cue in machine] == [
        was[cue.id].text if cue.id in bound else f"{was[cue.id].text} indeed" for cue in machine
    ]
    assert {cue.id for cue in machine} == here.source.by_id.keys() - decided
    persons = [(cue.start_ms, cue.text) for cue in laid.document.cues if cue.provenance.maker is Maker.HUMAN]
    written_by_them = {(cue.start_ms, cue.text) for cue in disk.cues}
    assert set(persons) <= written_by_them
    ours = {(cue.start_ms, cue.end_ms) for cue in machine}
    assert written_by_them - set(persons) <= {
        (cue.start_ms, cue.text) for cue in disk.cues if (cue.start_ms, cue.end_ms) in ours
    }
    assert {name for review in laid.review for name in review.of} >= (bound - decided)


def test_no_decisions_change_nothing() -> None:
    ground = Ground(source=EPISODE)
    laid = overlay(FRESH, (), as_rows(FRESH), ground)
    assert laid.document is FRESH
    assert laid == Overlaid(document=FRESH, rows=as_rows(FRESH))


def test_a_decision_on_a_line_that_the_source_does_not_hold_is_refused() -> None:
    stranger = Record(id="x", start_ms=0, end_ms=1, text="a")
    decision = Decision(what=What.EDIT, of=(stranger,), now=(stranger,), when=WHENS[0])
    with pytest.raises(ValueError, match=r"^decisions on cues that the source does not hold: x$"):
        overlay(FRESH, [decision], (), Ground(source=EPISODE))


# -- the whole episode, one after the other ----------------------------------------------------------------------------


def test_an_editor_s_day_on_the_sample_episode() -> None:
    here = Studio(source=EPISODE, fresh=FRESH)
    assert formats.compose(here.laid.document) == formats.compose(FRESH)
    far = [(nudge, 217 * 3 + 30), (carry, 217 * 7 * 8 + 5)]
    few = [(rewrite, 200), (split, 150), (merge, 120), (delete, 90), (add, 60)]
    morning = changed(here.disk, *few, *far)
    assert content(here.run(morning).document) == content(morning)
    assert content(reopened(FRESH, formats.compose(here.laid.document, newline="\r\n", bom=True))) == content(morning)
    noon = changed(here.disk, (stretch, 0))
    assert content(here.run(noon).document) == content(noon)
    evening = changed(here.disk, (reword, 61), (reword, 151), (delete, 119))
    assert content(here.run(evening).document) == content(evening)
    assert here.laid.review == ()
    starts = [cue.start_ms for cue in here.laid.document.cues]
    assert starts == sorted(starts)
    assert settle(EPISODE, here.laid.document)


# -- sentences ---------------------------------------------------------------------------------------------------------


def test_the_rest_of_a_sentence_is_left_as_it_was_and_so_is_one_that_shares_a_cue_with_it() -> None:
    here = studio()
    here.look(changed(here.disk, (rewrite, 0)))
    here.fresh = made_of(SOURCE, [f"{text} now" for text in SAID])
    laid = here.write()
    assert shown(laid) == ["Quite another thing, it was said.", *SAID[1:3], *(f"{text} now" for text in SAID[3:])]
    assert [cue.provenance for cue in laid.document.cues[1:]] == [MACHINE] * 6
    left = "left as last written, beside what a person wrote of its sentence"
    assert laid.review == (
        Review(
            of=(IDS[0],), cue_ids=(IDS[0],), why=("the machine's text changed",), text=(shown(laid)[0],),
            proposal=("Vera, have you now",), decision=here.decisions[0],
        ),
        Review(of=(IDS[1],), cue_ids=(IDS[1],), why=(left,), text=(SAID[1],), proposal=(f"{SAID[1]} now",)),
        Review(of=(IDS[2],), cue_ids=(IDS[2],), why=(left,), text=(SAID[2],), proposal=(f"{SAID[2]} now",)),
    )  # fmt: skip
    assert laid.kept == frozenset(IDS[:3])


def test_what_an_older_package_made_stays_its_own() -> None:
    here = studio()
    here.look(changed(here.disk, (rewrite, 0)))
    newer = replace(MACHINE, package="ru_en-2")
    made = made_of(SOURCE, [f"{text} now" for text in SAID])
    here.fresh = made.with_cues(replace(cue, provenance=newer) for cue in made.cues)
    laid = here.write()
    assert [cue.provenance.package for cue in laid.document.cues] == ["", "ru_en", "ru_en", *["ru_en-2"] * 4]
    assert here.write() == laid


def test_without_rows_the_rest_of_a_sentence_is_fresh() -> None:
    here = studio()
    here.look(changed(here.disk, (rewrite, 0)))
    here.rows = ()
    here.fresh = made_of(SOURCE, [f"{text} now" for text in SAID])
    assert shown(here.write())[1:] == [f"{text} now" for text in SAID[1:]]


# -- what needs another look -------------------------------------------------------------------------------------------


def reasons(here: Studio) -> list[tuple[str, ...]]:
    return [review.why for review in here.laid.review]


def test_a_source_that_was_reworded() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 3), (rewrite, 4)))
    cues = [
        replace(cue, text={"Нет.": "Никогда.", "Тихо! Слышишь?": "Тихо!"}.get(cue.text, cue.text))
        for cue in SOURCE.cues
    ]
    here.source = segmented(SOURCE.with_cues(cues))
    here.fresh = made_of(here.source, [*SAID[:3], "Never.", "Quiet!", *SAID[5:]])
    here.write()
    assert reasons(here) == [
        ("source reworded: Нет. → Никогда.",),
        ("source reworded: Тихо! Слышишь? → Тихо!",),
    ]
    assert [review.proposal for review in here.laid.review] == [("Never.",), ("Quiet!",)]


def test_terms_that_were_changed_or_agreed_since() -> None:
    here = studio()
    here.terms = lambda sentence: {"паром": "ferry"}
    here.run(changed(here.disk, (rewrite, 3)))
    here.terms = lambda sentence: {"паром": "boat", "нет": "no"}
    here.write()
    assert reasons(here) == [("term паром: ferry → boat", "term нет: now no")]
    here.terms = lambda sentence: {}
    here.write()
    assert reasons(here) == []


def test_no_look_is_needed_where_the_person_says_what_the_machine_would() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 3)))
    here.fresh = made_of(SOURCE, [*SAID[:3], "Quite another|thing, it was said.".replace("|", "\n"), *SAID[4:]])
    here.terms = lambda sentence: {"нет": "no"}
    here.write()
    assert reasons(here) == []
    assert here.laid.document.cues[3].text == "Quite another thing, it was said."


def test_a_deleted_line_needs_a_look_only_if_its_source_changed() -> None:
    here = studio()
    here.run(changed(here.disk, (delete, 3)))
    here.fresh = made_of(SOURCE, [*SAID[:3], "Not at all.", *SAID[4:]])
    here.write()
    assert reasons(here) == []
    cues = [replace(cue, text=cue.text.replace("Нет", "Да")) for cue in SOURCE.cues]
    here.source = segmented(SOURCE.with_cues(cues))
    here.fresh = replace(here.fresh, source=here.source)
    (review,) = here.write().review
    assert (review.of, review.cue_ids, review.why, review.text) == ((IDS[3],), (), ("source reworded: Нет. → Да.",), ())


def test_what_another_person_decided_is_told() -> None:
    here = studio()
    mine = changed(here.disk, (merge, 5))
    theirs = changed(here.disk, (rewrite, 6))
    rows = here.rows
    here.run(mine)
    here.rows = rows
    here.run(theirs, by="Boris")
    assert reasons(here) == [("passed over for another decision, by Anna: I know its cough.",)]
    assert shown(here.laid)[5:] == ["I know", "Quite another thing, it was said."]
    here.fresh = made_of(SOURCE, [*SAID[:6], "Quite another thing, it was said."])
    here.write()
    assert reasons(here) == [("passed over for another decision, by Anna: I know its cough.",)]


# -- approvals ---------------------------------------------------------------------------------------------------------


def makers(here: Studio) -> list[Maker]:
    return [cue.provenance.maker for cue in here.laid.document.cues]


def test_an_approved_text_stays_and_is_approved() -> None:
    here = studio()
    approve(here, 3, 4)
    assert makers(here) == [Maker.MACHINE] * 3 + [Maker.APPROVED] * 2 + [Maker.MACHINE] * 2
    here.fresh = made_of(SOURCE, [f"{text} now" for text in SAID])
    here.write()
    assert shown(here.laid)[3:5] == SAID[3:5]
    assert makers(here)[3:5] == [Maker.APPROVED] * 2
    assert reasons(here) == [("the machine's text changed",)] * 2
    approve(here, 3, what=What.WITHDRAW)
    assert shown(here.laid)[3] == "No. now"
    assert makers(here)[3] is Maker.MACHINE


def test_any_change_voids_an_approval() -> None:
    here = studio()
    approve(here, 3)
    here.run(changed(here.disk, (rewrite, 3)))
    assert makers(here)[3] is Maker.HUMAN
    assert reasons(here) == [("approval void: the text was edited since",)]
    approve(here, 3)
    assert (makers(here)[3], reasons(here)) == (Maker.APPROVED, [])
    here.run(changed(here.disk, (shift, 0)))
    assert makers(here)[3] is Maker.HUMAN
    assert reasons(here) == [("approval void: the times were changed since",)]


def test_an_approval_of_something_else_is_void() -> None:
    here = studio()
    approve(here, 3, 5)
    rows, fresh, before = here.rows, here.disk, here.decisions
    here.run(changed(fresh, (merge, 5), (rewrite, 5)))
    assert reasons(here) == [("approval void: the cue was split or merged since",)]
    here.decisions, here.rows = before, rows
    here.look(changed(fresh, (rewrite, 3)))
    here.decisions = (*before, replace(here.decisions[-1], when="2026-01-31T08:00:00Z", seen=()))
    here.write()
    assert reasons(here) == [
        ("approval void: it was given to another text", "passed over for another decision, by Boris: No.")
    ]


def test_times_that_nobody_had_seen_are_told() -> None:
    here = studio()
    rows, disk = here.rows, here.disk
    here.run(changed(disk, (shift, 0)))
    shifted, here.decisions, here.rows, here.runs = here.decisions, (), rows, 1
    here.look(changed(disk, (rewrite, 3)), by="Boris")
    here.decisions += shifted
    here.write()
    assert reasons(here) == [
        ("passed over for another decision, by Anna: on screen from 00:00:05,040 to 00:00:06,040",)
    ]


def test_an_approval_under_another_source_or_term_is_void() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 3)))
    approve(here, 3)
    here.terms = lambda sentence: {"нет": "no"}
    here.write()
    assert makers(here)[3] is Maker.HUMAN
    assert reasons(here) == [("term нет: now no", "approval void: its source or its terms changed since")]
    approve(here, 3)
    assert (makers(here)[3], reasons(here)) == (Maker.APPROVED, [])


# -- the ledger, findings, and what stands around cues -----------------------------------------------------------------


def test_every_source_cue_is_accounted_for() -> None:
    here = studio()
    here.run(changed(here.disk, (merge, 5), (split, 4), (delete, 3), (add, 0)), by="Anna")
    assert here.laid.ledger == (
        LedgerEntry(cue_id=IDS[3], fate=Fate.OMITTED, by="a person, Anna"),
        LedgerEntry(cue_id=IDS[4], fate=Fate.SPLIT, into=(IDS[4], f"{IDS[4]}-2")),
        LedgerEntry(cue_id=IDS[5], fate=Fate.MERGED, into=(IDS[5],)),
        LedgerEntry(cue_id=IDS[6], fate=Fate.MERGED, into=(IDS[5],)),
    )
    again = changed(here.disk, (split, len(here.disk.cues) - 1))
    here.run(again, by="")
    assert here.laid.ledger[2:] == tuple(
        LedgerEntry(cue_id=one, fate=Fate.MERGED, into=(IDS[5], IDS[6])) for one in IDS[5:]
    )
    assert content(here.disk) == content(again)
    assert [row.of for row in here.rows[-2:]] == [(IDS[5], IDS[6])] * 2


def test_findings_about_what_a_person_wrote_anew_are_gone() -> None:
    here = studio()
    bad = [
        Finding(rule="text.loop", severity=Severity.ERROR, message="m", cue_id=cue_id)
        for cue_id in (IDS[3], IDS[4], None)
    ]
    here.fresh = here.fresh.with_findings(bad)
    here.run(changed(here.disk, (rewrite, 3)))
    assert [finding.cue_id for finding in here.laid.document.findings] == [IDS[4], None]


def test_a_foreign_line_that_a_person_translated_is_foreign_no_more() -> None:
    source = written(["1 2 Привет.", "3 4 她比你们谁都更想活。", "5 6 Пока."])
    fresh = made_of(source, ["Hi.", "她比你们谁都更想活。", "Bye."])
    cues = (fresh.cues[0], replace(fresh.cues[1], language="zh-Hans"), fresh.cues[2])
    here = Studio(source=source, fresh=fresh.with_cues(cues))
    disk = here.disk.with_cues(
        replace(cue, text="She wants to live.") if cue.text.startswith("她") else cue for cue in here.disk.cues
    )
    here.run(reread(disk))
    assert [cue.language for cue in here.laid.document.cues] == [None, None, None]


def test_a_new_line_of_the_source_goes_with_a_file_that_was_shifted() -> None:
    here = studio()
    here.run(changed(here.disk, (shift, 2)))
    new = replace(SOURCE.cues[3], id="n", start_ms=6_200, end_ms=6_800, text="Да.")
    longer = segmented(SOURCE.with_cues((*SOURCE.cues[:4], new, *SOURCE.cues[4:])))
    here.recut(longer, made_of(longer, [*SAID[:4], "Yes.", *SAID[4:]]))
    assert [cue.start_ms for cue in here.laid.document.cues] == [cue.start_ms + 1_500 for cue in longer.cues]
    assert shown(here.laid)[4] == "Yes."


def test_numbers_go_on_where_cues_were_added() -> None:
    here = studio()
    here.run(changed(here.disk, (split, 4), (add, 1)))
    heads = formats.compose(here.laid.document).decode().split("\n\n")
    assert [head.split("\n")[0] for head in heads] == [str(number) for number in range(1, 10)]


def test_a_source_with_its_own_numbers_keeps_them() -> None:
    cues = [
        replace(cue, payload=replace(cue.payload, head=cue.payload.head.replace("\n", "0\n", 1))) for cue in SOURCE.cues
    ]
    here = studio(source=SOURCE.with_cues(cues))
    here.run(changed(here.disk, (delete, 2)))
    heads = formats.compose(here.laid.document).decode().split("\n\n")
    assert [head.split("\n")[0] for head in heads] == ["10", "20", "40", "50", "60", "70"]


@pytest.mark.parametrize("name", ["better-than-us.s01e01-scene.ass", "better-than-us.s01e01-scene.ru.vtt"])
def test_styles_settings_and_the_top_of_the_file(name: str) -> None:
    source = segmented(formats.read(SAMPLES[name], language="ru"))
    here = Studio(source=source, fresh=made_of(source, texts(source)))
    ass = name.endswith("ass")
    old = here.disk.cues
    at = 3 if ass else 2
    middle = (old[at].start_ms + old[at].end_ms) // 20 * 10
    halves = (
        replace(old[at], text="One half,", spans=(), end_ms=middle),
        replace(old[at], id="x", text="other half.", spans=(), start_ms=middle),
    )
    first = Cue(id="first", start_ms=1_000, end_ms=2_000, text="At the top.")
    disk = here.disk.with_cues((first, *old[:at], *halves, *old[at + 1 :]))
    here.run(disk)
    data = formats.compose(here.laid.document).decode()
    assert content(here.disk) == content(disk)
    assert data.count("[Script Info]" if ass else "WEBVTT") == 1
    assert data.index("Сцена 7" if ass else "STYLE") < data.index("At the top.") < data.index("КАФЕ")
    if ass:
        assert data.count(",Top,Диктор,0,0,0,,One half,") == data.count(",Top,Диктор,0,0,0,,other half.") == 1
    else:
        assert data.count(" region:speaker align:left\n") == 2
        assert data.count("s01e01-177\n") == 1


@pytest.mark.parametrize("name", ["better-than-us.s01e01-scene.ass", "better-than-us.s01e01-scene.ru.vtt"])
def test_the_top_of_the_file_where_another_cue_took_the_place_of_the_first(name: str) -> None:
    source = segmented(formats.read(SAMPLES[name], language="ru"))
    here = Studio(source=source, fresh=made_of(source, texts(source)))
    first = Cue(id="first", start_ms=1_000, end_ms=2_000, text="At the top.")
    disk = here.disk.with_cues((first, *here.disk.cues[1:]))
    here.run(disk)
    data = formats.compose(here.laid.document).decode()
    assert content(here.disk) == content(disk)
    assert data.startswith(formats.compose(source).decode()[:300].replace("Language: ru", "Language: en"))
    assert data.count("[Script Info]" if name.endswith("ass") else "WEBVTT") == 1
    assert data.index("Сцена 7" if name.endswith("ass") else "STYLE") < data.index("At the top.")


def test_a_file_out_of_order_keeps_its_order() -> None:
    """Signs after dialogue, as in many ASS files; what a person moved goes where it belongs in time."""
    source = segmented(SOURCE.with_cues((*SOURCE.cues[2:], *SOURCE.cues[:2])))
    here = studio([*SAID[2:], *SAID[:2]], source)
    decision = Decision(
        what=What.EDIT, of=(Ground(source=source).records[IDS[3]],), when=WHENS[0],
        now=(Record(id=IDS[3], start_ms=10_500, end_ms=10_900, text="Nope."),),
    )  # fmt: skip
    here.decisions = (decision,)
    laid = here.write()
    assert shown(laid) == [
        "without us.",
        "Quiet! Hear it?",
        "I know",
        "Nope.",
        "its cough.",
        "Vera, have you",
        "seen the ferry? It left",
    ]


def test_a_cue_that_only_ends_at_another_time_keeps_its_place() -> None:
    source = segmented(SOURCE.with_cues((*SOURCE.cues[2:], *SOURCE.cues[:2])))
    here = studio([*SAID[2:], *SAID[:2]], source)
    before = shown(here.write())
    there = Ground(source=source).records[IDS[0]]
    now = replace(there, end_ms=there.end_ms + 40, text="Hello")
    here.decisions = (Decision(what=What.EDIT, of=(there,), when=WHENS[0], now=(now,)),)
    laid = here.write()
    assert shown(laid) == [*before[:5], "Hello", before[6]]
    assert laid.decided == {IDS[0]}


def test_a_structure_that_came_with_the_trunk() -> None:
    """In an output made of another one, a person's split there is the program's here, and may be decided on."""
    here = studio()
    here.run(changed(here.disk, (merge, 5), (split, 4)))
    cues = [replace(cue, text=f"{cue.text} zh", provenance=MACHINE) for cue in here.laid.document.cues]
    fresh = here.laid.document.with_cues(cues)
    other = Studio(source=SOURCE, fresh=fresh)
    assert [row.of for row in other.rows[4:]] == [(IDS[4],), (IDS[4],), (IDS[5], IDS[6])]
    disk = changed(other.disk, (rewrite, 5), (shift, 0))
    other.run(disk)
    assert content(other.disk) == content(disk)
    assert settle(SOURCE, other.laid.document)
    assert [one.what for one in other.decisions] == [What.EDIT, *[What.RETIME] * 5]
    assert [cue.id for cue in other.decisions[0].now] == [IDS[4], f"{IDS[4]}-2"]
    other.run(changed(other.disk, (rewrite, 6)))
    assert shown(other.laid)[6] == "Quite another thing, it was said."
