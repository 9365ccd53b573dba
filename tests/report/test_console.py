from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from localize.report import console
from localize.result import FileResult, Row, RunResult


def _printed(result: RunResult, width: int = 100) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(console.summary(result))
    return [line.rstrip() for line in out.getvalue().split("\n")]


def test_a_row_a_file_and_locale(run_result: RunResult, results: tuple[FileResult, ...]) -> None:
    lines = _printed(run_result)
    rows = [line.split() for line in lines if "season1/s01e01.ru.srt" in line]
    errors = [sum(finding.severity == "error" for finding in file.findings) for file in results]
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
    file = Row(path="[red]x[/red]\x1b[2J.srt", locale="en", error="[bold]\x07")
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


def test_files_not_taken_stand_below_the_table(run_result: RunResult, capsys: pytest.CaptureFixture[str]) -> None:
    console.show(run_result, Path("out/report.html"), "not taken: 1 file with another ending (a\x1b.sbv)")
    err = capsys.readouterr().err
    assert err.endswith("\nnot taken: 1 file with another ending (a<U+001B>.sbv)\nreport: out/report.html\n")


SOUND = Row(path="sound.srt", locale="en", cues_in=2, cues_out=2, warnings=9)
ODD = replace(SOUND, path="odd.srt")


@pytest.mark.parametrize(
    "odd",
    [replace(ODD, errors=1), replace(ODD, error="broken"), replace(ODD, kept_aside="a.new.srt"), replace(ODD, lost=1)],
)
def test_of_a_long_run_only_what_needs_a_look_is_a_row(run_result: RunResult, odd: Row) -> None:
    lines = _printed(replace(run_result, files=(*[SOUND] * 150, odd, *[SOUND] * 150)))
    assert [line.split()[0] for line in lines if ".srt" in line and "new" not in line] == ["odd.srt"]
    assert "300 of 301 rows are not shown here, none with anything to look at; the report has every row." in lines
    total = next(line.split() for line in lines if line.startswith(" all"))
    assert total[1] == ("600" if odd.error else "602")


def test_a_table_is_never_longer_than_it_can_be_read(run_result: RunResult) -> None:
    lines = _printed(replace(run_result, files=(replace(ODD, errors=1),) * 300))
    assert sum(".srt" in line for line in lines) == 200
    told = "100 of 300 rows are not shown here, 100 of them with something to look at; the report has every row."
    assert told in lines


def test_two_hundred_rows_are_all_there(run_result: RunResult) -> None:
    lines = _printed(replace(run_result, files=(SOUND,) * 200))
    assert sum(".srt" in line for line in lines) == 200
    assert not any("not shown" in line for line in lines)
