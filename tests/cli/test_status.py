"""Approved text is as sacred as edited text; any change voids the approval; `qc` can ask for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import call
from tests.season.show import LINES, Show, findings, srt


def approve(show: Show, *arguments: str, by: str = "Olga") -> str:
    outcome = call("approve", show.out, *arguments, "--by", by)
    assert outcome.code == 0
    return outcome.err


def approved(show: Show) -> int:
    return int(show.status()["en"]["cues"].get("approved", 0))


def gate(show: Show) -> list[int | None]:
    """Places of cues that `qc --require-approved` blames."""
    outcome = call("qc", show.output("en"), "--profile", "netflix-en", "--require-approved", "--format", "json")
    (file,) = json.loads(outcome.out)["files"]
    found = [one["cue"] for one in file["findings"] if one["rule"] == "provenance.unapproved"]
    assert outcome.code == (1 if found else 0)
    return found


def test_one_cue_a_file_and_all(show: Show) -> None:
    assert approve(show, "ep1.en.srt", "2") == "ep1.en.srt: 1 cue approved\n"
    assert approved(show) == 1
    assert gate(show) == [1, 3, 4, 5, 6, 7, 8]
    assert approve(show, "ep1.en.srt") == "ep1.en.srt: 7 cues approved\n"
    assert gate(show) == []
    assert approve(show).splitlines() == [
        "ep1.en.srt: 0 cues approved", "ep1.zh-Hans.srt: 8 cues approved", "ep1.zh-Hant-HK.srt: 8 cues approved",
        "ep1.zh-Hant-TW.srt: 8 cues approved",
    ]  # fmt: skip


def test_who_and_when_and_what(show: Show) -> None:
    approve(show, "ep1.en.srt", "5", by="Olga P.")
    (decision,) = show.decisions("en")
    assert (decision["what"], decision["by"], decision["now"][0]["text"]) == ("approve", "Olga P.", "Arisa, come here!")
    events = json.loads(call("history", show.out, "ep1.en.srt", "5", "--json").out)["events"]
    assert [(one["what"], one["detail"].get("by")) for one in events][-1] == ("approve", "Olga P.")


def test_an_approved_line_outlives_runs(show: Show, first: Show) -> None:
    approve(show, "ep1.en.srt")
    show.run()
    show.run("--force")
    assert show.output("en").read_bytes() == first.output("en").read_bytes()
    assert approved(show) == 8


def test_an_edit_is_approved_with_its_text(show: Show) -> None:
    show.replace("en", 1, "Hello there!")
    approve(show, "ep1.en.srt", "1")
    show.run()
    assert show.texts("en")[0] == "Hello there!"
    assert approved(show) == 1


def test_any_change_voids_it(show: Show, first: Show) -> None:
    approve(show, "ep1.en.srt")
    show.replace("en", 1, "Hello there!")
    assert gate(show) == [1]
    result = show.result()
    assert findings(result, "review.needed")["en"] == [
        f"approval void: the text was edited since; we would write: {first.texts('en')[0]}"
    ]
    assert gate(show) == [1]
    approve(show, "ep1.en.srt", "1")
    assert gate(show) == []


def test_a_changed_source_voids_it(show: Show) -> None:
    approve(show, "ep1.en.srt")
    lines = list(LINES)
    lines[6] = (*lines[6][:2], "Завтра вечером мы поедем в город.")
    show.source.write_text(srt(lines), "utf-8")
    before = show.texts("en")
    (message,) = findings(show.result(), "review.needed")["en"]
    assert "approval void: its source or its terms changed since" in message
    assert show.texts("en") == before
    assert gate(show) == [7]


def test_withdrawn(show: Show) -> None:
    approve(show, "ep1.en.srt")
    assert approve(show, "ep1.en.srt", "3", "--withdraw") == "ep1.en.srt: 1 cue no longer approved\n"
    assert gate(show) == [3]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ep1.en.str",), "{out}: no output 'ep1.en.str' of a run; did you mean 'ep1.en.srt'?"),
        (("ep1.en.srt", "99"), "{out}/ep1.en.srt: no cue '99'; give its number (1 to 8) or its id"),
    ],
)
def test_what_there_is_not(show: Show, arguments: tuple[str, ...], message: str) -> None:
    outcome = call("approve", show.out, *arguments, "--by", "Olga")
    assert (outcome.code, outcome.err) == (2, message.format(out=show.out) + "\n")
    assert show.decisions("en") == []


def test_a_folder_without_a_season(tmp_path: Path) -> None:
    for command in (("status",), ("approve", "--by", "Olga"), ("history", "a", "1")):
        outcome = call(command[0], tmp_path, *command[1:])
        assert (outcome.code, outcome.err) == (
            2, f"{tmp_path}: no outputs of a run are known there; give the folder of `localize run -o`\n",
        )  # fmt: skip


def test_a_file_that_no_run_made(tmp_path: Path) -> None:
    path = tmp_path / "a.en.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello there.\n")
    outcome = call("qc", path, "--profile", "netflix-en", "--require-approved", "--format", "json")
    (file,) = json.loads(outcome.out)["files"]
    assert [one["message"] for one in file["findings"] if one["rule"] == "provenance.unapproved"] == [
        f"{path}: no run made it, so nobody approved it with `localize approve`"
    ]
