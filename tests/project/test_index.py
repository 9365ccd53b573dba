"""Outputs as they stood, fingerprints, and runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from localize.model import Finding, Maker, NotRun, Provenance, Severity
from localize.project.events import Event, Happened
from localize.project.index import Index
from localize.project.runs import Run
from localize.project.states import CueState, OutputState, Tally
from tests.project.quick import unsynced

MORNING, NOON, EVENING = (f"2026-01-31T{hour}:30:00Z" for hour in ("09", "12", "18"))


@pytest.fixture(autouse=True, scope="module")
def quickly() -> Iterator[None]:
    with unsynced():
        yield


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index.sqlite") as index:
        index.begin(MORNING)
        yield index


def output(name: str = "show.s01e01.en.srt", **parts: str) -> OutputState:
    machine = Provenance(
        maker=Maker.MACHINE, engine="argos", package="translate-ru_en-1.0", version="1.0", licence="CC0", rung="n-best",
        evaluation_only=True,
    )  # fmt: skip
    person = Provenance(maker=Maker.HUMAN)
    return OutputState(
        name=name,
        input="show.s01e01.ru.srt",
        locale="en",
        fingerprint=parts or {"input": "12", "terms": "34"},
        cues=(
            CueState(cue="c1", source="5a", text="<i>Arisa</i>,\nstop!", made=machine, terms={"Ариса": "Arisa"}),
            CueState(cue="c2", source="5b", text="\ud83d", made=person, review="the source changed", proposal="No."),
            CueState(cue="c3", source="5c", text="", made=person),
        ),
        findings=(
            Finding(rule="layout.cpl", severity=Severity.WARNING, message="long", cue_id="c1", value=44, limit=42.5),
            Finding(rule="script.label", severity=Severity.ERROR, message="not en", value="ru", source="Netflix"),
        ),
        not_run=(NotRun(rule="timing.gap", why="no frame rate"),),
        run=1,
    )


def test_an_output_comes_back_as_it_was_recorded(index: Index) -> None:
    index.record([(output(), ())])
    with Index(index.path) as again:
        assert again.state("show.s01e01.en.srt") == output()
        assert again.state("other.srt") is None


def test_an_output_that_was_made_again_replaces_itself(index: Index) -> None:
    index.record([(output(), ())])
    index.finish(NOON)
    index.begin(EVENING)
    shorter = OutputState(name=output().name, input="", locale="en", fingerprint={"input": "13"}, run=2)
    index.record([(shorter, ())])
    assert index.state(output().name) == shorter
    assert [tally.cues for tally in index.tallies()] == [{}]


def test_outputs_in_figures(index: Index) -> None:
    assert index.tallies() == ()
    index.record([(output("b"), ()), (output("a"), ())])
    index.tell("edited before it was made", [Event(cue="c1", what=Happened.EDIT, when=MORNING)])
    figures = [
        Tally(
            name=name,
            input="show.s01e01.ru.srt",
            locale="en",
            cues={Maker.MACHINE: 1, Maker.HUMAN: 2},
            review=1,
            findings={Severity.WARNING: 1, Severity.ERROR: 1},
            run=1,
        )
        for name in ("a", "b")
    ]
    assert list(index.tallies()) == figures


def test_what_depends_on_nothing_new_is_unchanged(index: Index) -> None:
    name = output().name
    parts = {"input": "1", "terms": "2", "output": "3"}
    assert not index.unchanged(name, parts)
    assert not index.unchanged(name, {})
    assert index.differences(name, parts) == ("input", "terms", "output")
    index.record([(output(**parts), ())])
    assert index.unchanged(name, parts)
    assert index.differences(name, parts) == ()
    assert not index.unchanged("other", parts)
    changed = {"output": "3", "terms": "9", "input": "1", "profile": "4"}
    assert not index.unchanged(name, changed)
    assert index.differences(name, changed) == ("terms", "profile")
    assert not index.unchanged(name, {"input": "1", "terms": "2"})


def test_asking_leaves_no_trace(index: Index) -> None:
    index.record([(output(), [Event(cue="c1", what=Happened.EDIT, when=MORNING)])])
    index.finish(MORNING)
    before = index.path.read_bytes()
    with Index(index.path) as again:
        again.begin(NOON)
        assert again.unchanged(output().name, output().fingerprint)
        assert again.tallies()
        assert again.state(output().name)
        assert again.history(output().name, "c1")
        again.finish(EVENING)
        assert again.last_run() == Run(number=1, begun=MORNING, done=MORNING)
    assert index.path.read_bytes() == before


def test_a_result_is_recorded_whole_or_not_at_all(index: Index) -> None:
    edit = Event(cue="c1", what=Happened.EDIT, when=MORNING)
    detail: dict[str, Any] = {"by": object()}
    broken = Event(cue="c1", what=Happened.EDIT, when=MORNING, detail=detail)
    with pytest.raises(TypeError, match="object has no place in the index"):
        index.record([(output("a"), [edit]), (output("b"), [broken])])
    assert not index.tallies()
    assert not index.history("a", "c1")
    index.record([(output("a"), [edit])])
    assert len(index.tallies()) == len(index.history("a", "c1")) == 1


def test_what_is_forgotten_is_gone(index: Index) -> None:
    index.record([(output(name), [Event(cue="c1", what=Happened.EDIT, when=MORNING)]) for name in "abc"])
    index.forget(["a", "c", "never there"])
    assert [tally.name for tally in index.tallies()] == ["b"]
    assert not index.history("a", "c1")
    assert index.history("b", "c1")


# -- pieces -----------------------------------------------------------------------------------------------------------


def test_a_piece_comes_back_as_it_was_kept(index: Index) -> None:
    assert index.kept("a.srt\0html") is None
    for data in (b"", b"\x00\xff" * 50_000, b"one"):
        index.keep("a.srt\0html", data)
        with Index(index.path) as again:
            assert again.kept("a.srt\0html") == data
    index.keep("серия \udcff\0", b"two")
    assert (index.kept("серия \udcff\0"), index.kept("a.srt\0html"), index.kept("a.srt")) == (b"two", b"one", None)


def test_the_pieces_of_an_output_go_with_it(index: Index) -> None:
    names = ["a", "a\0", "a\0html", "a\0\udcff", "a\1", "ab\0html", "b\0html", "\0", ""]
    for name in names:
        index.keep(name, name.encode("utf-8", "surrogatepass"))
    index.forget(["a", "never there"])
    gone = {"a\0", "a\0html", "a\0\udcff"}
    assert {name for name in names if index.kept(name) is None} == gone


def test_what_is_kept_again_leaves_no_trace(index: Index) -> None:
    index.keep("a", b"one")
    index.finish(MORNING)
    before = index.path.read_bytes()
    with Index(index.path) as again:
        again.begin(NOON)
        again.keep("a", b"one")
        again.finish(NOON)
        assert again.last_run() == Run(number=1, begun=MORNING, done=MORNING)
    assert index.path.read_bytes() == before


# -- runs --------------------------------------------------------------------------------------------------------------


def test_runs_are_numbered_and_an_interrupted_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with Index(path) as index:
        assert index.last_run() is None
        index.begin(MORNING)
        assert index.last_run() is None
        index.record([(output(), ())])
    with Index(path) as index:
        assert index.last_run() == Run(number=1, begun=MORNING, done="")
        index.begin(NOON)
        index.record([(output(), ())])
        index.finish(EVENING)
        assert index.last_run() == Run(number=2, begun=NOON, done=EVENING)
        index.begin(EVENING)  # changes nothing
        index.finish(EVENING)
        index.begin(EVENING)
        index.record([(output(), ())])
        assert index.last_run() == Run(number=3, begun=EVENING, done="")
