"""The story of a cue: times that people changed, and a new cut, through which story and notes go with it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localize.project import decisions, notes
from localize.project.index import Index
from localize.project.notes import Note
from localize.season.overview import story
from tests.running import call
from tests.season.desks import NOW, Studio
from tests.season.show import LINES, Show, srt

SRT = "".join(
    f"{at + 1}\n00:0{at}:01,000 --> 00:0{at}:03,000\n{text}\n\n"
    for at, text in enumerate(("Дом стоит на горе.", "Ариса, иди сюда!", "Мы вчера были там.", "Никого не было дома."))
)


def later(text: str, ms: int) -> str:
    return re.sub(r"(?<=:0\d,)\d{3}", lambda match: f"{int(match[0]) + ms:03}", text)


@pytest.mark.parametrize("same_second", [False, True])
def test_each_retiming_of_a_whole_file_is_told_with_its_times(tmp_path: Path, same_second: bool) -> None:
    studio = Studio(tmp_path, "x.en.srt")
    studio.place.prepare()
    studio.run(SRT)
    for ms in (300, 400):
        studio.write(later(studio.text, ms))
        assert len(studio.run(SRT).heard) == 4
    if same_second:  # as after a merge of two people's copies
        path = studio.place.decisions(studio.name)
        there = decisions.load(path)
        last = max(one.when for one in there)
        path.unlink()
        decisions.save(path, [replace(one, when=last) for one in there])
    with Index(studio.place.index) as index:
        _, events = story(studio.place, index, studio.name, "1", NOW)
    assert {event.detail["on screen"] for event in events} == {
        "from 00:00:01,300 to 00:00:03,300",
        "from 00:00:01,700 to 00:00:03,700",
    }
    assert {event.text for event in events} == {"Translated: Дом стоит на горе."}


def events(show: Show, locale: str, cue: int) -> list[dict[str, Any]]:
    told = call("history", show.out, f"ep1.{locale}.srt", str(cue), "--json").out
    found: list[dict[str, Any]] = json.loads(told)["events"]
    return found


def test_story_and_note_go_along_with_a_new_cut(show: Show) -> None:
    before = events(show, "en", 5)
    cue_id = json.loads(call("history", show.out, "ep1.en.srt", "5", "--json").out)["cue"]
    path = show.state / "notes" / "ep1.en.srt.jsonl"
    notes.save(path, {cue_id: Note(when="2026-01-01T09:30:00Z", text="Too weak?", by="Olga")})
    show.replace("en", 5, "Arisa, here!")
    show.run()
    show.source.write_text(srt([later_line(line) for line in LINES[1:]]), "utf-8")
    show.run()
    after = events(show, "en", 4)
    told = [(event["what"], event["text"]) for event in after]
    assert [("note", "Too weak?"), *((event["what"], event["text"]) for event in before)] == told[: len(before) + 1]
    assert told[-1] == ("edit", "Arisa, here!")
    (note,) = [event for event in after if event["what"] == "note"]
    assert note["detail"] == {"by": "Olga"}
    assert show.status()["en"]["notes"] == 1


def later_line(line: tuple[str, str, str]) -> tuple[str, str, str]:
    start, end, text = line
    return f"00:00:{int(start[6:8]) + 2:02}{start[8:]}", f"00:00:{int(end[6:8]) + 2:02}{end[8:]}", text
