"""What happened to cues is told once, and follows them to new ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.project.events import Event, Happened, moved, with_news
from localize.project.index import Index
from tests.project.quick import unsynced

MACHINE, MEMORY, CONVERTED, KEPT, EDIT, APPROVE, WITHDRAW, NOTE, SOURCE, PROPOSAL = Happened
DAYS = [f"2026-01-{day:02}T09:30:00Z" for day in range(1, 32)]


@pytest.fixture(autouse=True, scope="module")
def quickly() -> Iterator[None]:
    with unsynced():
        yield


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index.sqlite") as index:
        yield index


def event(what: Happened, text: str = "", cue: str = "c1", day: int = 1, run: int = 0, **detail: str) -> Event:
    return Event(cue=cue, what=what, when=DAYS[day - 1], text=text, detail=detail, run=run)


def test_a_season_that_is_run_daily_does_not_grow(index: Index) -> None:
    for day in range(1, 8):
        index.begin(DAYS[day - 1])
        machine = event(MACHINE, "Yes.", day=day, package="translate-ru_en-1.0", rung="direct")
        index.tell("a.srt", [machine, event(MACHINE, "No.", "c2", day=day)])
        index.finish(DAYS[day - 1])
        if day == 1:
            after_the_first = index.path.read_bytes()
    (one,) = index.history("a.srt", "c1")
    assert one == event(MACHINE, "Yes.", day=1, run=1, package="translate-ru_en-1.0", rung="direct")
    assert index.path.read_bytes() == after_the_first


def test_the_story_of_a_cue() -> None:
    """Every thread on its own: what is said again is no news, what comes back is."""
    story = [
        event(MACHINE, "Yes", rung="direct"),
        event(MACHINE, "Yes.", rung="n-best"),
        event(EDIT, "Yeah."),
        event(APPROVE, "Yeah.", by="Ann"),
        event(SOURCE, "Да!"),
        event(PROPOSAL, "Yes!"),
        event(WITHDRAW),
        event(APPROVE, "Yeah.", by="Ann"),
        event(SOURCE, "Да."),
        event(MACHINE, "Yes.", rung="n-best"),
    ]
    told: tuple[Event, ...] = ()
    for one in story:
        told = with_news(told, [one, one], run=1)
        assert with_news(told, [one], run=2) == told
    assert [(one.what, one.text, one.run) for one in told] == [(one.what, one.text, 1) for one in story]
    again = [event(PROPOSAL, "Yes!"), event(APPROVE, "Yeah.", by="Ann"), event(SOURCE, "Да."), story[-1]]
    assert with_news(told, again, run=3) == told
    assert len(with_news(told, [event(APPROVE, "Yeah.", by="Bo")], run=3)) == len(told) + 1


def test_what_people_do_between_runs_belongs_to_the_last_one(index: Index) -> None:
    index.tell("a.srt", [event(APPROVE)])
    index.begin(DAYS[0])
    index.tell("a.srt", [event(MACHINE)])
    index.finish(DAYS[0])
    index.tell("a.srt", [event(WITHDRAW)])
    assert [one.run for one in index.history("a.srt", "c1")] == [0, 1, 1]


def test_other_cues_and_outputs_have_stories_of_their_own(index: Index) -> None:
    index.tell("a.srt", [event(EDIT, "a"), event(EDIT, "a", "c2")])
    index.tell("b.srt", [event(EDIT, "a"), event(EDIT, "b", "c2")])
    assert index.history("b.srt", "c2") == (event(EDIT, "b", "c2"),)
    assert index.history("a.srt", "c3") == index.history("c.srt", "c1") == ()


def test_texts_of_all_kinds_come_back(index: Index) -> None:
    texts = ["<i>Да</i>\nНет", "\ud83d", "\x00", "=1+1", "'"]
    index.tell("серия \udcff.srt", [event(EDIT, text, by=text) for text in texts])
    assert [one.text for one in index.history("серия \udcff.srt", "c1")] == texts


# -- new cuts ----------------------------------------------------------------------------------------------------------


def test_stories_move_with_their_cues(index: Index) -> None:
    index.tell("a.srt", [event(EDIT, f"{number}", f"c{number}") for number in range(6)])
    # c1 and c2 change places, c3 is split, c4 and c5 are merged, c0 was dropped.
    moves = {"c1": ["c2"], "c2": ["c1"], "c3": ["d1", "d2"], "c4": ["d3"], "c5": ["d3"], "c0": []}
    for _ in range(2):  # killed and begun again: once is enough
        index.move("a.srt", moves, "second cut")
        ids = ["c0", "c1", "c2", "c3", "d1", "d2", "d3"]
        stories = {cue: "".join(one.text for one in index.history("a.srt", cue)) for cue in ids}
        assert stories == {"c0": "0", "c1": "2", "c2": "1", "c3": "", "d1": "3", "d2": "3", "d3": "45"}
    index.move("a.srt", {"d1": ["e1"], "d2": ["e1"]}, "third cut")
    assert index.history("a.srt", "e1") == (event(EDIT, "3", "e1"),)
    index.tell("a.srt", [event(EDIT, "3", "e1")])
    assert len(index.history("a.srt", "e1")) == 1


def test_a_new_output_counts_as_of_its_first_version(index: Index) -> None:
    index.move("a.srt", {"c1": ["c2"]}, "second cut")
    index.tell("a.srt", [event(EDIT)])
    index.move("a.srt", {"c1": ["c2"]}, "second cut")
    assert index.history("a.srt", "c1")


CUES = st.sampled_from(["a", "b", "c", "d"])
STORED = [what for what in Happened if what is not NOTE]  # notes have files of their own
STORY = st.lists(st.builds(event, st.sampled_from(STORED), st.sampled_from("xyz"), CUES))


@given(STORY, st.dictionaries(CUES, st.lists(CUES, max_size=3)))
def test_nothing_is_lost_on_the_way(story: list[Event], moves: dict[str, list[str]]) -> None:
    past = with_news((), story, 1)
    after = moved(past, moves)
    for one in past:
        for cue in moves.get(one.cue) or [one.cue]:
            assert (cue, one.what, one.text) in [(other.cue, other.what, other.text) for other in after]
    assert {one.cue for one in after} == {cue for one in past for cue in moves.get(one.cue) or [one.cue]}


@given(STORY, st.permutations(["a", "b", "c", "d"]))
def test_cues_that_change_places_can_change_back(story: list[Event], order: list[str]) -> None:
    past = with_news((), story, 1)
    there = dict(zip("abcd", ([cue] for cue in order), strict=True))
    back = dict(zip(order, (["a"], ["b"], ["c"], ["d"]), strict=True))
    assert moved(moved(past, there), back) == past


@given(STORY)
def test_what_was_told_is_no_news(story: list[Event]) -> None:
    told = with_news((), story, 1)
    last = {(one.cue, one.what): one for one in told}
    assert with_news(with_news(told, [], 2), [], 3) == told
    alone = [one for (_, what), one in last.items() if what in (SOURCE, PROPOSAL)]
    assert with_news(told, alone, 2) == told
