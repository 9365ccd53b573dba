"""What people decided goes along when the source changes; what has no place any more is told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.versions import EDITINGS, edit
from localize.model import Cue, Document, Payload
from localize.project import same
from localize.project.found import Unclear
from localize.project.ground import Ground
from localize.project.homes import DROPPED, MERGED, PARTED, UNKNOWN
from localize.project.overlaid import as_rows
from localize.project.rehome import Homeless, Rehomed, move
from localize.project.standing import standing
from localize.project.values import Decision, Record, Row, What
from localize.text.markup import Dialect
from localize.timecode import scaled
from tests.project.studio import (
    ON_ALL,
    ON_ONE,
    WHENS,
    Habit,
    Studio,
    add,
    changed,
    content,
    delete,
    episode,
    made_of,
    merge,
    part,
    reference,
    rewrite,
    segmented,
    shift,
    split,
    stretch,
    texts,
    written,
)  # fmt: skip

EPISODE, ENGLISH = episode(), reference("en")
LINES = [
    "10 12 Вы знаете этот паром?", "13 15 Я знаю каждый его кашель.", "20 22 Нас никто не услышит.",
    "22.5 24 Тогда уходим.", "30 33 Никто не говорил, что будет легко.", "34 36 Пульс сто тридцать.",
    "40 42 Она хочет жить больше вас всех.",
]  # fmt: skip
SAID = [f"Line {number}." for number in range(len(LINES))]
CUT = written(LINES)
NEWLINE = "\n"


def records(source: Document) -> tuple[Record, ...]:
    return tuple(Ground(source=source).records.values())


def later(lines: Sequence[str], seconds: float) -> list[str]:
    """The lines of a source, so much later."""
    pieces = [line.split(" ", 2) for line in lines]
    return [f"{float(start) + seconds} {float(end) + seconds} {text}" for start, end, text in pieces]


def lines_of(cues: Sequence[Cue]) -> list[str]:
    """The cues as lines of a source."""
    return [f"{cue.start_ms / 1000} {cue.end_ms / 1000} {cue.text.replace(NEWLINE, '|')}" for cue in cues]


def studio(lines: Sequence[str] = LINES) -> Studio:
    source = written(lines)
    return Studio(source=source, fresh=made_of(source, SAID[: len(lines)]))


def recut(here: Studio, lines: Sequence[str]) -> Rehomed:
    """The source has these lines now; the machine makes "New 1." and so on of them."""
    source = written(lines)
    return here.recut(source, made_of(source, [f"New {number}." for number in range(len(lines))]))


def shown(here: Studio) -> list[tuple[float, str]]:
    return [(cue.start_ms / 1000, cue.text) for cue in here.laid.document.cues]


# -- a line that has a place -------------------------------------------------------------------------------------------


def test_nothing_changes_under_the_same_source() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (split, 4), (add, 5), (delete, 0), (shift, 0)))
    rehomed = move(records(here.source), here.source, here.decisions, here.rows)
    assert rehomed == Rehomed(decisions=here.decisions, rows=here.rows)


def test_a_line_goes_along_when_all_is_later() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (split, 4)))
    before = here.decisions
    rehomed = recut(here, later(LINES, 2.5))
    assert [pair[0] for pair in rehomed.moved] == list(before)
    assert [pair[1] for pair in rehomed.moved] == list(rehomed.decisions)
    assert (rehomed.homeless, rehomed.resting) == ((), ())
    assert shown(here) == [
        (12.5, "New 0."), (15.5, "New 1."), (22.5, "Hm."), (25.0, "New 3."), (32.5, "Line"), (34.0, "4."),
        (36.5, "New 5."), (42.5, "New 6."),
    ]  # fmt: skip
    ids = [cue.id for cue in here.source.cues]
    assert [[record.id for record in one.of] for one in rehomed.decisions] == [[ids[2]], [ids[4]]]
    assert [cue.id for cue in rehomed.decisions[1].now] == [ids[4], f"{ids[4]}-2"]


def test_the_source_is_told_where_it_was_reworded() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2)))
    recut(here, [line.replace("Нас никто", "Тебя никто") for line in LINES])
    assert [review.why for review in here.laid.review] == [
        ("source reworded: Нас никто не услышит. → Тебя никто не услышит.",)
    ]
    assert here.laid.document.cues[2].text == "Hm."


def test_a_cue_keeps_its_own_distance_to_its_line() -> None:
    here = studio()
    cues = list(here.disk.cues)
    cues[2] = replace(cues[2], start_ms=19_800, end_ms=22_300)
    here.run(here.disk.with_cues(cues))
    recut(here, [*LINES[:2], "26 29 Нас никто не услышит.", *later(LINES[3:], 7)])
    cue = here.laid.document.cues[2]
    assert (cue.start_ms, cue.end_ms) == (25_800, 29_300)


def test_the_border_of_two_halves_stays_where_it_was_in_its_line() -> None:
    here = studio()
    here.run(changed(here.disk, (split, 4)))
    recut(here, [*LINES[:4], "40 46 Никто не говорил, что будет легко.", *later(LINES[5:], 13)])
    assert [(cue.start_ms, cue.end_ms) for cue in here.laid.document.cues[4:6]] == [(40_000, 43_000), (43_000, 46_000)]


def test_borders_of_their_own_over_two_lines_that_came_apart() -> None:
    """A person cut two lines in another place, and now there is a pause of two seconds between them."""
    here = studio()
    here.run(changed(here.disk, (merge, 2)))
    cues = list(here.disk.cues)
    cues[2:3] = [
        replace(cues[2], text="Line 2. Line", end_ms=23_250),
        replace(cues[2], id="x", text="3.", start_ms=23_250, payload=Payload()),
    ]
    here.run(here.disk.with_cues(cues))
    recut(here, [*LINES[:3], *later(LINES[3:], 2)])
    assert [(cue.start_ms, cue.end_ms) for cue in here.laid.document.cues[2:4]] == [(20_000, 25_250), (25_250, 26_000)]


def test_a_cue_that_its_own_distances_would_turn_over_keeps_its_share() -> None:
    here = studio()
    cues = list(here.disk.cues)
    cues[4] = replace(cues[4], start_ms=31_500, end_ms=32_000)
    here.run(here.disk.with_cues(cues))
    recut(here, [*LINES[:4], "30 31 Никто не говорил, что будет легко.", *LINES[5:]])
    cue = here.laid.document.cues[4]
    assert (cue.start_ms, cue.end_ms) == (30_500, 30_667)


def test_times_of_a_line_that_is_two_now_are_those_around_it() -> None:
    here = studio()
    here.run(changed(here.disk, (shift, 2)))
    rehomed = recut(here, [*LINES[:4], "30 31.5 Никто не говорил,", "31.5 33 что будет легко.", *LINES[5:]])
    assert [one.what for one in rehomed.resting] == [What.RETIME]
    assert [cue.start_ms for cue in here.laid.document.cues] == [cue.start_ms + 1_500 for cue in here.source.cues]


def test_two_lines_that_a_person_merged_and_of_which_one_is_gone() -> None:
    here = studio()
    here.run(changed(here.disk, (merge, 2)))
    rehomed = recut(here, [*LINES[:3], *LINES[4:]])
    assert rehomed.homeless == ()
    assert shown(here)[2] == (20.0, "Line 2.\nLine 3.")
    assert here.laid.review[0].why == ("source reworded: Нас никто не услышит. Тогда уходим. → Нас никто не услышит.",)


def test_a_line_over_two_cues_now() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 4)))
    halves = ["30 31.5 Никто не говорил,", "31.5 33 что будет легко."]
    rehomed = recut(here, [*LINES[:4], *halves, *LINES[5:]])
    assert rehomed.homeless == ()
    assert shown(here)[4:6] == [(30.0, "别动！"), (34.0, "New 6.")]
    (review,) = here.laid.review
    assert review.why == ("the machine's text changed",)
    assert review.proposal == ("New 4.", "New 5.")


def test_the_source_merged_what_the_person_had_merged() -> None:
    here = studio()
    here.run(changed(here.disk, (merge, 2)))
    rehomed = recut(here, [*LINES[:2], "20 24 Нас никто не услышит. Тогда уходим.", *LINES[4:]])
    assert rehomed.homeless == ()
    assert shown(here)[2] == (20.0, "Line 2.\nLine 3.")
    assert here.laid.ledger == ()


def test_a_file_that_a_person_stretched_and_a_source_with_a_new_scene() -> None:
    """A scene of ten minutes: the person's speed holds behind it too."""
    here = Studio(source=EPISODE, fresh=made_of(EPISODE, texts(ENGLISH)))
    here.run(changed(here.disk, (rewrite, 200), (stretch, 0)))
    tail = (replace(one, start_ms=one.start_ms + 600_000, end_ms=one.end_ms + 600_000) for one in EPISODE.cues[100:])
    source = written(lines_of([*EPISODE.cues[:100], *tail]))
    here.recut(source, made_of(source, texts(ENGLISH)))
    off = [
        abs(cue.start_ms - scaled(one.start_ms, Fraction(1001, 960)))
        for cue, one in zip(here.laid.document.cues, source.cues, strict=True)
    ]
    assert max(off) <= 1
    assert here.laid.kept == {source.cues[200].id}


# -- cues that people added --------------------------------------------------------------------------------------------


def added(here: Studio, start: float, text: str = "[a door]") -> None:
    cue = Cue(id="x", start_ms=round(start * 1000), end_ms=round(start * 1000) + 400, text=text)
    cues = sorted((*here.disk.cues, cue), key=lambda one: one.start_ms)
    here.run(here.disk.with_cues(replace(one, payload=Payload()) for one in cues))


def test_an_added_cue_goes_with_the_one_beside_it() -> None:
    for start, now in ((22.1, 22.1), (25.5, 25.5), (29.5, 32.5), (42.5, 45.5), (5.0, 5.0)):
        here = studio()
        added(here, start)
        rehomed = recut(here, [*LINES[:4], *later(LINES[4:], 3)])
        assert rehomed.homeless == ()
        assert [one for one, text in shown(here) if text == "[a door]"] == [now], start


def test_an_added_cue_without_the_lines_around_it_is_homeless() -> None:
    here = studio()
    added(here, 22.1)
    rehomed = recut(here, [*LINES[:2], *LINES[4:]])
    assert rehomed.homeless == (
        Homeless(decision=rehomed.homeless[0].decision, why="the lines around it are not in the new source"),
    )
    assert rehomed.homeless[0].decision.now[0].text == "[a door]"


def test_an_added_cue_goes_with_its_line_where_what_was_written_is_lost() -> None:
    here = studio()
    added(here, 22.1)
    rehomed = move(records(here.source), written(later(LINES, 2)), here.decisions, ())
    assert [one.now[0].start_ms for one in rehomed.decisions] == [24_100]


def test_an_added_cue_where_nothing_is_known_of_the_last_version_stays() -> None:
    cue = Record(id="new-1", start_ms=5_000, end_ms=6_000, text="[a door]")
    one = Decision(what=What.EDIT, of=(), now=(cue,), when=WHENS[0])
    assert move((), CUT, [one], ()).decisions == (one,)


# -- a line without a place --------------------------------------------------------------------------------------------


def why(here: Studio, lines: Sequence[str]) -> list[str]:
    rehomed = recut(here, lines)
    assert all(one.decision not in rehomed.decisions for one in rehomed.homeless)
    return [one.why for one in rehomed.homeless]


def test_a_line_that_is_gone() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2)))
    assert why(here, [*LINES[:2], *LINES[3:]]) == [DROPPED]
    assert len(here.rows) == 6


def test_a_line_that_was_merged_with_another() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2)))
    assert why(here, [*LINES[:2], "20 24 Нас никто не услышит. Тогда уходим.", *LINES[4:]]) == [MERGED]


def test_a_line_that_may_be_one_of_two() -> None:
    lines = ["1 3 Ты видел его здесь?", "3.2 4 Нет.", "5 5.8 Нет.", "9 11 Тогда давай выбираться отсюда."]
    here = studio(lines)
    here.run(changed(here.disk, (rewrite, 2)))
    assert why(here, ["0 0 Ты видел его здесь?", "0 0 Нет.", "0 0 Тогда давай выбираться отсюда."]) == [UNKNOWN]


def test_lines_that_stand_far_from_each_other_now() -> None:
    here = studio()
    here.run(changed(here.disk, (merge, 3)))
    far = "60 63 Никто не говорил, что будет легко."
    assert why(here, [*LINES[:4], *LINES[5:], far]) == [PARTED]


def test_what_needs_no_place_rests() -> None:
    """A deletion, an edit that another one took the place of, an approval, times of a line that the machine said."""
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (shift, 0)))
    here.run(changed(here.disk, (rewrite, 9), (delete, 4)))
    rehomed = recut(here, [*LINES[:2], LINES[3], *LINES[5:]])
    assert [one.decision.now[0].text for one in rehomed.homeless] == ["Quite another thing, it was said."]
    assert [(one.what, [cue.text for cue in one.now]) for one in rehomed.resting] == [
        (What.EDIT, ["Hm."]),
        (What.RETIME, ["Line 4."]),
        (What.EDIT, []),
    ]


def test_what_was_passed_over_is_told_too_where_it_has_no_place() -> None:
    here = studio()
    disk, rows = here.disk, here.rows
    here.run(changed(disk, (merge, 3)))
    merged, here.decisions, here.rows = here.decisions, (), rows
    here.run(changed(disk, (rewrite, 3)), by="Boris")
    here.decisions += merged
    far = "60 63 Никто не говорил, что будет легко."
    rehomed = recut(here, [*LINES[:4], *LINES[5:], far])
    assert [(one.decision.by, one.why) for one in rehomed.homeless] == [("Anna", PARTED)]
    assert [one.by for one in rehomed.decisions] == ["Boris"]


# -- decisions of other versions ---------------------------------------------------------------------------------------


def strays(here: Studio, lines: Sequence[str]) -> Rehomed:
    """The decisions of `here`, which were made in a version that the last run knew nothing of."""
    new = written(lines)
    return move(records(new), new, here.decisions, as_rows(made_of(new, lines)))


def test_decisions_of_an_older_cut_find_their_lines_by_what_they_hold() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2), (rewrite, 4), (delete, 6)))
    rehomed = strays(here, later(LINES, 2.5))
    assert rehomed.homeless == ()
    assert [one.of[0].start_ms for one in rehomed.decisions] == [22_500, 32_500, 42_500]


def test_one_decision_of_an_older_cut_needs_words_enough() -> None:
    long, short = studio(), studio(["10 12 Да.", *LINES[1:]])
    long.run(changed(long.disk, (rewrite, 0)))
    short.run(changed(short.disk, (rewrite, 0)))
    rehomed = strays(long, later(LINES, 2.5))
    assert [one.of[0].start_ms for one in rehomed.decisions] == [12_500]
    assert [one.why for one in strays(short, [*later(LINES[1:], 2.5), "60 61 Да."]).homeless] == [DROPPED]
    assert strays(short, ["10 12 Да.", *later(LINES[1:], 2.5)]).homeless == ()


def test_a_homeless_line_comes_home_when_its_line_comes_back() -> None:
    here = studio()
    here.run(changed(here.disk, (rewrite, 2)))
    rehomed = recut(here, [*LINES[:2], *LINES[3:]])
    here.decisions = tuple(one.decision for one in rehomed.homeless)
    assert [one.why for one in strays(here, [*LINES[:2], *LINES[3:]]).homeless] == [DROPPED]
    assert recut(here, LINES).homeless == ()
    assert shown(here)[2] == (20.0, "Hm.")


def test_two_versions_of_the_source_at_once() -> None:
    """As a merge leaves them: lines of the one that is there stay, lines of the other find their places."""
    older, newer = studio(), studio(later(LINES, 2.5))
    older.run(changed(older.disk, (rewrite, 2)))
    newer.run(changed(newer.disk, (rewrite, 4)))
    old = (*records(older.source), *records(newer.source))
    rows = (*older.rows, *newer.rows)
    rehomed = move(old, newer.source, (*older.decisions, *newer.decisions), rows, mixed=True)
    assert rehomed.homeless == ()
    assert [one.of[0].start_ms for one in rehomed.decisions] == [22_500, 32_500]
    assert {row.of for row in rehomed.rows} == {(cue.id,) for cue in newer.source.cues}


# -- whatever comes ----------------------------------------------------------------------------------------------------


def plain(cue: Record) -> str:
    return same.shown(cue.text, Dialect.SRT)[0]


_POOL = [text for text in texts(reference("zh-Hans")) if "\n" not in text]
_HABITS = st.lists(st.tuples(st.sampled_from(ON_ONE), st.integers(0, 10_000)), min_size=1, max_size=5)


_TOOLS = st.sampled_from([*ON_ALL, None])
_EDITINGS = st.sampled_from(list(EDITINGS)[:6])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 180), st.integers(4, 30), _HABITS, _TOOLS, _EDITINGS, st.integers(0, 99))
def test_no_line_of_a_person_is_lost(
    first: int, count: int, habits: list[tuple[Habit, int]], tool: Habit | None, editing: str, seed: int
) -> None:
    source = segmented(part(EPISODE, first, count))
    here = Studio(source=source, fresh=made_of(source, texts(part(ENGLISH, first, count))))
    disk = changed(here.disk, *habits, *([(tool, seed)] if tool else []))
    assume(not isinstance(here.look(disk), Unclear))
    here.write()
    before = here.decisions
    held = {plain(cue) for one in standing(before) if one.has_text for cue in one.now}
    cues, _ = edit(source.cues, replace(EDITINGS[editing], moved=0), _POOL, seed)
    cues = sorted(cues, key=lambda cue: cue.start_ms)
    new = written(lines_of(cues))
    rehomed = here.recut(new, made_of(new, [f"New {number}." for number in range(len(new.cues))]))
    there = {text for _, _, (text, _) in content(here.disk)}
    assert held <= there | {plain(cue) for one in rehomed.homeless for cue in one.decision.now}
    assert len(before) == len(rehomed.decisions) + len(rehomed.homeless) + len(rehomed.resting)
    starts = [cue.start_ms for cue in here.laid.document.cues]
    assert starts == sorted(starts)
    kept = move(records(new), new, rehomed.decisions, rehomed.rows)
    assert (kept.decisions, kept.moved) == (rehomed.decisions, ())


def test_speed() -> None:
    """Seconds of processor time for two hours, 3,000 cues; a quarter of it where this was written."""
    cues = [
        replace(cue, start_ms=cue.start_ms + lap * 800_000, end_ms=cue.end_ms + lap * 800_000, text=f"{cue.text} {lap}")
        for lap in range(14)
        for cue in EPISODE.cues
    ]
    ids = (replace(cue, id=f"c{at}") for at, cue in enumerate(cues))
    source = Document(path="a.srt", language="ru", cues=tuple(ids))
    kept = source.cues[9:]
    new = source.with_cues(replace(cue, id=f"n{cue.id}", start_ms=cue.start_ms + 40) for cue in kept)
    old = records(source)
    rows = [Row(id=one.id, start_ms=one.start_ms, end_ms=one.end_ms, text=one.text, of=(one.id,)) for one in old]
    pairs = [(one, replace(one, start_ms=one.start_ms + 7)) for one in old]
    decisions = [Decision(what=What.RETIME, of=(one,), now=(other,), when=WHENS[0]) for one, other in pairs]
    begun = time.process_time()
    rehomed = move(old, new, decisions, rows)
    assert time.process_time() - begun < 5
    assert len(rehomed.decisions) == len(rehomed.rows) == len(new.cues)
