"""Of two people, or of one person twice, who retime a whole file, each is told with the times."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from localize.project import decisions
from localize.project.index import Index
from localize.season.overview import story
from tests.season.desks import NOW, Studio

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
