"""Approved text is as sacred as edited text; any change voids the approval; `qc` can ask for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from localize.project.index import Index
from localize.project.notes import Note, save
from tests.running import call, flat
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


def test_a_range_of_cues(show: Show) -> None:
    assert approve(show, "ep1.en.srt", "2-4", "4-5", "7") == "ep1.en.srt: 5 cues approved\n"
    assert gate(show) == [1, 6, 8]
    assert approve(show, "ep1.en.srt", "1-8", "--withdraw") == "ep1.en.srt: 5 cues no longer approved\n"


@pytest.mark.parametrize(
    ("cues", "message"),
    [
        ("5-2", "'5-2' ends before it begins; write 2-5"),
        ("5-9", "no cue '9'; give its number (1 to 8) or its id"),
        ("5-", "no cue '5-'; give its number (1 to 8) or its id"),
        ("ab-c", "no cue 'ab-c'; give its number (1 to 8) or its id"),
    ],
)
def test_a_range_that_is_none(show: Show, cues: str, message: str) -> None:
    outcome = call("approve", show.out, "ep1.en.srt", "1", cues, "--by", "Olga")
    assert (outcome.code, outcome.err) == (2, f"{show.output('en')}: {message}\n")
    assert approved(show) == 0


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


def test_the_story_of_an_output_that_there_is_not(show: Show) -> None:
    outcome = call("history", show.out, "ep1.en.str", "1")
    message = f"{show.out}: no output 'ep1.en.str' of a run; did you mean 'ep1.en.srt'?\n"
    assert (outcome.code, outcome.err) == (2, message)


# -- what a lost index knew --------------------------------------------------------------------------------------------


def test_without_the_index_nothing_counts_as_checked(show: Show) -> None:
    (show.state / "index.sqlite").unlink()
    line = show.status()["en"]
    assert (line["cues"], line["review"], line["errors"], line["warnings"]) == ({"machine": 8}, None, None, None)
    outcome = call("status", show.out)
    assert outcome.code == 1
    assert "ep1.en.srt 8 0 – – –" in flat(outcome.out)
    assert "what is to review and what the rules found in 4 outputs is lost; run again to know it" in flat(outcome.out)


def test_one_output_of_which_the_index_knows_nothing(show: Show) -> None:
    with Index(show.state / "index.sqlite") as index:
        index.forget(["ep1.en.srt"])
    outcome = call("status", show.out)
    assert outcome.code == 1
    assert "what is to review and what the rules found in 1 output is lost; run again to know it" in flat(outcome.out)
    show.run("--force")
    assert call("status", show.out).code == 0


# -- what reviewers noted ----------------------------------------------------------------------------------------------


@pytest.fixture
def noted(show: Show) -> str:
    """The id of a cue that a reviewer noted something on."""
    cue_id = str(json.loads(call("history", show.out, "ep1.en.srt", "6", "--json").out)["cue"])
    note = Note(when="2099-01-31T09:30:00Z", text="Too weak?\nOr not.", by="Olga")
    save(show.state / "notes" / "ep1.en.srt.jsonl", {cue_id: note, "gone": note})
    return cue_id


def test_notes_are_counted(show: Show, noted: str) -> None:
    assert {locale: line["notes"] for locale, line in show.status().items()} == {
        "en": 1, "zh-Hans": 0, "zh-Hant-TW": 0, "zh-Hant-HK": 0,
    }  # fmt: skip
    outcome = call("status", show.out)
    header, *lines = (flat(line) for line in outcome.out.splitlines() if "machine" in line or "ep1" in line)
    assert header.endswith("warnings notes")
    assert [line.split()[-1] for line in lines[:4]] == ["1", "0", "0", "0"]


def test_a_note_on_a_cue_that_is_gone_is_told(show: Show, noted: str) -> None:
    assert show.status()["en"]["adrift"] == {"gone": "Too weak?\nOr not."}
    assert show.status()["zh-Hans"]["adrift"] == {}
    assert "ep1.en.srt: a note on a cue that is gone: Too weak? / Or not.\n" in call("status", show.out).out


def test_where_nobody_noted_anything_there_is_no_column(show: Show) -> None:
    assert "notes" not in call("status", show.out).out


def test_a_note_is_part_of_the_story(show: Show, noted: str) -> None:
    assert call("history", show.out, "ep1.en.srt", "6").out.splitlines()[-1] == (
        "2099-01-31 09:30:00  note       Too weak? / Or not.  (Olga)"
    )
    *_, event = json.loads(call("history", show.out, "ep1.en.srt", noted, "--json").out)["events"]
    assert (event["what"], event["text"], event["detail"]) == ("note", "Too weak?\nOr not.", {"by": "Olga"})
    assert "note" not in call("history", show.out, "ep1.en.srt", "5").out


def test_a_note_that_cannot_be_read_leaves_the_rest_of_the_season_told(show: Show) -> None:
    path = show.state / "notes" / "ep1.en.srt.jsonl"
    path.parent.mkdir()
    path.write_text("nonsense\n")
    outcome = call("status", show.out)
    assert outcome.code == 1
    assert f"{path}:1: a note that cannot be read; mend the line" in flat(outcome.out)
    assert "ep1.zh-Hans.srt 8" in flat(outcome.out)
