from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from localize.report.entry import Entry
from localize.report.run_json import Records
from localize.result import FileResult, RunResult


@pytest.fixture(scope="module")
def text(run_result: RunResult, entries: tuple[Entry, ...]) -> str:
    return _text(run_result, *entries)


def _text(run: RunResult, *entries: Entry) -> str:
    with closing(Records()) as records:
        for one in entries:
            records.take(one)
        return "".join(records.text(run))


@pytest.fixture(scope="module")
def data(text: str) -> dict[str, Any]:
    return dict(json.loads(text))


def test_the_whole_run_is_json(data: dict[str, Any], run_result: RunResult) -> None:
    assert (data["name"], data["spec"]) == ("better-than-us <season 1>", "pipelines/better-than-us.yaml")
    assert (data["seconds"], data["total"]["cues_out"], data["total"]["failed"]) == (12.4, 300, 1)
    assert data["notices"] == list(run_result.notices)
    assert data["packages"] == list(run_result.packages)
    assert [(file["path"], file["locale"]) for file in data["files"]] == [
        ("season1/s01e01.ru.srt", "en"),
        ("season1/s01e01.ru.srt", "zh-Hans"),
        ("season1/s01e02 <broken>.srt", "en"),
    ]


def test_one_file(data: dict[str, Any], results: tuple[FileResult, ...]) -> None:
    file = data["files"][0]
    assert file["not_run"] == [{"rule": "timing.gap", "why": "no frame rate"}]
    assert file["ledger"][0] == {"cue_id": "c1", "fate": "kept", "by": "", "into": []}
    assert [(made["maker"], made["rung"], made["cues"]) for made in file["provenance"]] == [
        ("machine", "protected", 144),
        ("human", "", 6),
    ]
    assert len(file["findings"]) == len(results[0].findings)


def test_a_failed_file_has_its_message_and_nothing_else(data: dict[str, Any]) -> None:
    file = data["files"][2]
    assert file["error"].startswith("season1/s01e02 <broken>.srt:12: no time line follows the number 4")
    assert (file["output"], file["findings"], file["provenance"]) == (None, [], [])


def test_keys_stand_in_their_order(data: dict[str, Any]) -> None:
    assert list(data) == ["name", "spec", "started", "seconds", "notices", "packages", "total", "files"]
    names = ["path", "locale", "output", "kept_aside", "reused", "error", "profile", "cues_in", "cues_out", "seconds"]
    more = ["provenance", "ledger", "not_run", "findings"]
    assert [list(file) for file in data["files"]] == [[*names, *more]] * 3


def test_a_file_a_line_and_nothing_that_a_terminal_obeys(text: str) -> None:
    lines = text.split("\n")
    assert len(lines) == 1 + 3 + 2
    assert [json.loads(line.removesuffix(","))["locale"] for line in lines[1:4]] == ["en", "zh-Hans", "en"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)


def test_what_is_known_only_later_comes_from_the_row(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    row = entries[0].row
    row = replace(row, path="b\udcff.srt", output="b.en.srt", kept_aside="b.new.srt", reused=True, seconds=0.5)
    text = _text(run_result, replace(entries[0], row=row))
    text.encode()
    file = json.loads(text)["files"][0]
    told = (file["path"], file["output"], file["kept_aside"], file["reused"], file["seconds"])
    assert told == ("b\udcff.srt", "b.en.srt", "b.new.srt", True, 0.5)


def test_a_run_of_nothing(run_result: RunResult) -> None:
    assert json.loads(_text(replace(run_result, files=())))["files"] == []


def test_an_entry_without_its_pieces_is_refused(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    with pytest.raises(ValueError, match=r"^season1/s01e01\.ru\.srt: came without its record$"):
        _text(run_result, Entry(row=entries[0].row))
