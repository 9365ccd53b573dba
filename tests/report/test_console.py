from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from localize.report import console
from localize.result import FileResult, RunResult


def _printed(result: RunResult, width: int = 100) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(console.summary(result))
    return [line.rstrip() for line in out.getvalue().split("\n")]


def test_a_row_a_file_and_locale(run_result: RunResult) -> None:
    lines = _printed(run_result)
    rows = [line.split() for line in lines if "season1/s01e01.ru.srt" in line]
    errors = [sum(finding.severity == "error" for finding in file.findings) for file in run_result.files]
    assert [(row[1], row[2], row[3], int(row[4]), row[6]) for row in rows] == [
        ("en", "150", "150", errors[0], "1.2"),
        ("zh-Hans", "150", "150", errors[1], "1.2"),
    ]


def test_a_failed_file_is_a_row_with_its_message(run_result: RunResult) -> None:
    lines = _printed(run_result, width=160)
    row = next(place for place, line in enumerate(lines) if "s01e02 <broken>.srt" in line)
    assert lines[row].count("–") == 5
    assert "failed: season1/s01e02 <broken>.srt:12: no time line follows the number 4" in lines[row + 1]


def test_sums_and_notices(run_result: RunResult) -> None:
    lines = _printed(run_result)
    total = next(line.split() for line in lines if line.startswith(" all"))
    assert (total[1], total[2], total[-1]) == ("300", "300", "12.4")
    assert run_result.notices[0] in lines


def test_text_is_neither_markup_nor_a_control_sequence() -> None:
    file = FileResult(path="[red]x[/red]\x1b[2J.srt", locale="en", error="[bold]\x07")
    text = "\n".join(
        _printed(RunResult(name="n", spec="s", started="", seconds=0, files=(file,), notices=("\x1b]0;t",)))
    )
    assert "[red]x[/red]<U+001B>[2J.srt" in text
    assert "failed: [bold]<U+0007>" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_where_the_new_text_went(run_result: RunResult) -> None:
    kept = replace(run_result.files[0], kept_aside="out/s01e01.en.new.srt")
    text = " ".join(" ".join(_printed(replace(run_result, files=(kept,)), width=200)).split())
    assert "a person had edited out/s01e01.en.srt: the new text is in out/s01e01.en.new.srt" in text


def test_show_prints_to_stderr_only(run_result: RunResult, capsys: pytest.CaptureFixture[str]) -> None:
    console.show(run_result, Path("out/report.html"))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("report: out/report.html\n")


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress() as meter:
        meter.phase("reading files", 2)
        meter.advance(1)
        meter.phase("translating sentences", 10)
        meter.advance(10)
    assert capsys.readouterr() == ("", "")


def test_the_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with console.progress() as meter:
        meter.phase("reading files", 10)
        meter.advance(4, "812 cues")
    assert "reading files" in screen.getvalue()
    assert "4/10" in screen.getvalue()
    assert "812 cues" in screen.getvalue()
    assert "0:00:00 elapsed" in screen.getvalue()


def test_time_left_or_as_long_as_nobody_can_tell_the_time_that_passed() -> None:
    assert console.clock(2.9, None) == "0:00:02 elapsed"
    assert console.clock(None, None) == "0:00:00 elapsed"
    assert console.clock(5, 90) == "0:01:30 left"


def test_pace() -> None:
    assert console.pace(None) == ""
    assert console.pace(1234.56) == "1,234.6 a second"


def test_files_not_taken_stand_below_the_table(run_result: RunResult, capsys: pytest.CaptureFixture[str]) -> None:
    console.show(run_result, Path("out/report.html"), "not taken: 1 file with another ending (a\x1b.sbv)")
    err = capsys.readouterr().err
    assert err.endswith("\nnot taken: 1 file with another ending (a<U+001B>.sbv)\nreport: out/report.html\n")
