from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from localize.report.entry import Entry
from localize.report.log_json import Log
from localize.result import FileResult, RunResult
from tests.running import MASTER, SEASON, call
from tests.season.show import Show


def test_lines_name_file_and_cue(show: Show) -> None:
    show.edit("en", lambda text: text.replace("2\n", "<<<<<<< ours\n2\n", 1))
    outcome = show.run("--log", "json")
    lines = [json.loads(line) for line in outcome.err.splitlines()]
    files = [line for line in lines if line["event"] == "file"]
    assert [(line["path"], line["locale"], line["cues_out"]) for line in files] == [
        (str(show.source), locale, 8) for locale in ("en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
    ]
    assert [line["reused"] for line in files] == [False, True, True, True]
    (finding,) = (line for line in lines if line.get("rule") == "review.unclear")
    assert (finding["path"], finding["locale"], finding["cue"]) == (str(show.source), "en", None)
    assert lines[-1]["event"] == "run"
    assert (lines[-1]["files"], lines[-1]["cues"]) == (4, 32)


def test_a_finding_of_a_cue(show: Show) -> None:
    out = show.folder / "again"
    outcome = call("run", SEASON, MASTER, "-o", out, "--only", "en", "--log", "json")
    found = [json.loads(line) for line in outcome.err.splitlines()]
    findings = [line for line in found if line["event"] == "finding" and line["cue"]]
    assert findings
    assert all(line["start_ms"] < line["end_ms"] and line["cue_id"] and line["rule"] for line in findings)


class _Stream(io.StringIO):
    """Remembers what was there when it was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed: list[str] = []

    def flush(self) -> None:
        self.flushed.append(self.getvalue())


def _logged(entries: Sequence[Entry], run: RunResult) -> tuple[_Stream, list[dict[str, Any]]]:
    stream = _Stream()
    log = Log(stream)
    for one in entries:
        log.take(one)
    log.end(run)
    return stream, [json.loads(line) for line in stream.getvalue().splitlines()]


def test_lines_come_as_outputs_are_done(
    entries: tuple[Entry, ...], results: tuple[FileResult, ...], run_result: RunResult
) -> None:
    stream, lines = _logged(entries, run_result)
    counts = [1 + len(file.findings) for file in results]
    assert [text.count("\n") for text in stream.flushed] == [
        counts[0], sum(counts[:2]), sum(counts), sum(counts) + 1,
    ]  # fmt: skip
    assert lines[0] == {
        "event": "file", "path": "season1/s01e01.ru.srt", "locale": "en", "output": "out/s01e01.en.srt", "error": None,
        "cues_in": 150, "cues_out": 150, "reused": False, "seconds": 1.25,
    }  # fmt: skip
    found = results[0].findings[0]
    assert {name: lines[1][name] for name in ("event", "path", "locale", "rule", "cue_id", "message")} == {
        "event": "finding", "path": "season1/s01e01.ru.srt", "locale": "en", "rule": found.rule,
        "cue_id": found.cue_id, "message": found.message,
    }  # fmt: skip
    assert lines[-2]["error"].startswith("season1/s01e02 <broken>.srt:12: no time line")
    assert lines[-1] == {
        "event": "run", "files": 3, "failed": 1, "cues": 300, "errors": sum(row.errors for row in run_result.files),
        "warnings": sum(row.warnings for row in run_result.files), "seconds": 12.4,
    }  # fmt: skip


def test_a_line_can_be_printed_anywhere(entries: tuple[Entry, ...], run_result: RunResult) -> None:
    odd = replace(entries[0], row=replace(entries[0].row, path="\x9b\udcff\u2028.srt"))
    stream, lines = _logged([odd], run_result)
    assert lines[0]["path"] == "\x9b\udcff\u2028.srt"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\ud800-\udfff]", stream.getvalue())


def test_an_entry_without_its_pieces_is_refused(entries: tuple[Entry, ...], run_result: RunResult) -> None:
    with pytest.raises(ValueError, match=r"^season1/s01e01\.ru\.srt: came without its record$"):
        _logged([Entry(row=entries[0].row)], run_result)
