from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from localize.report import meter


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with meter.progress() as bar:
        bar.begin(2)
        bar.phase("reading", 2, "files")
        bar.advance(1)
        bar.phase("translating", 10, "sentences")
        bar.advance(10)
        bar.through(812, made=4, reused=0)
    assert capsys.readouterr() == ("", "")


def test_the_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with meter.progress() as bar:
        bar.begin(20)
        bar.through(812, made=1, reused=3)
        bar.phase("translating", 10, "sentences")
        bar.advance(4, "4 known")
    for text in ("1/20 files", "812 cues, 3 outputs unchanged", "translating", "4/10 sentences", "4 known"):
        assert text in screen.getvalue()
    assert "0:00:00 elapsed" in screen.getvalue()


def test_time_left_or_as_long_as_nobody_can_tell_the_time_that_passed() -> None:
    assert meter.clock(2.9, None) == "0:00:02 elapsed"
    assert meter.clock(None, None) == "0:00:00 elapsed"
    assert meter.clock(5, 90) == "0:01:30 left"


def test_pace() -> None:
    assert meter.pace(None) == ""
    assert meter.pace(1234.56) == "1,235 a second"
    assert meter.pace(12.5, "cues") == "12.5 cues a second"


def test_how_much_is_done() -> None:
    assert meter.done(1200, 4000, "files") == "1,200/4,000 files"
    assert meter.done(3, 4, "") == "3/4"
    assert meter.done(0, None, "files") == "0/0 files"


def test_speed_is_in_cues_as_soon_as_there_are_any() -> None:
    assert meter.rate(0, 2.0, 3.0) == "3.0 a second"
    assert meter.rate(900, 2.0, 3.0) == "450 cues a second"
    assert meter.rate(900, 0.5, 3.0) == meter.rate(900, None, None) == ""


def test_what_is_told_once_stays() -> None:
    with Progress(console=Console(file=io.StringIO())) as bar:
        gauge = meter.Meter(bar)
        gauge.advance(1)
        gauge.phase("making", 3, "files")
        gauge.advance(1, "1 known")
        gauge.advance(1)
        (task,) = bar.tasks
        assert (task.description, task.completed, task.total) == ("making", 2, 3)
        assert task.fields == {"unit": "files", "note": "1 known", "cues": 0}
        gauge.phase("reading", 5, "files")
        (task,) = bar.tasks
        assert (task.description, task.completed, task.total) == ("reading", 0, 5)
        assert task.fields == {"unit": "files", "note": "", "cues": 0}


def test_files_of_the_run_add_up_over_its_phases() -> None:
    with Progress(console=Console(file=io.StringIO())) as bar:
        gauge = meter.Meter(bar)
        gauge.through(5, made=1, reused=0)
        gauge.begin(3)
        gauge.phase("making", 2, "files")
        gauge.through(800, made=2, reused=2)
        gauge.through(12, made=0, reused=4)
        run, _ = bar.tasks
        assert (run.description, run.completed, run.total) == ("all", 2, 3)
        assert run.fields == {"unit": "files", "note": "6 outputs unchanged", "cues": 1600}
