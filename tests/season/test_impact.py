"""What a new glossary touches is told beforehand, and is what a run then does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.running import SEASON, call
from tests.season.show import Show

GLOSSARY = SEASON.parent.parent / "glossaries" / "better-than-us.tsv"


def told(show: Show, new: Path) -> dict[str, dict[str, Any]]:
    outcome = call("glossary", "impact", GLOSSARY, new, "--project", show.out, "--json")
    found = {one["locale"]: one for one in json.loads(outcome.out)}
    assert outcome.code == int(any(one["touched"] for one in found.values()))
    return found


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    path = tmp_path / "new.tsv"
    path.write_text(GLOSSARY.read_text("utf-8").replace("\tArisa\t", "\tAryssa\t"), "utf-8")
    return path


def test_the_sentences_that_hold_the_term(show: Show, changed: Path) -> None:
    found = told(show, changed)
    (one,) = found["en"]["touched"]
    assert (one["cues"], one["source"], one["terms"]) == ([5], "Ариса, иди сюда!", ["Ариса"])
    assert one["text"] == "Arisa, come here!"
    assert not one["people"]
    assert [found[locale]["touched"] for locale in ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")] == [[], [], []]


def test_what_is_touched_is_what_a_run_makes_again(show: Show, changed: Path, tmp_path: Path) -> None:
    places = [cue - 1 for one in told(show, changed)["en"]["touched"] for cue in one["cues"]]
    before = show.texts("en")
    spec = tmp_path / "pipelines" / "season.yaml"
    spec.parent.mkdir()
    shutil.copy(SEASON, spec)
    (tmp_path / "glossaries").mkdir()
    shutil.copy(changed, tmp_path / "glossaries" / GLOSSARY.name)
    assert show.run(spec=spec).code == 0
    after = show.texts("en")
    assert [place for place, text in enumerate(after) if text != before[place]] == places


def test_lines_of_people_are_for_review(show: Show, changed: Path) -> None:
    show.replace("en", 5, "Come here, Arisa!")
    (one,) = told(show, changed)["en"]["touched"]
    assert (one["text"], one["people"]) == ("Come here, Arisa!", True)
    outcome = call("glossary", "impact", GLOSSARY, changed, "--project", show.out)
    assert outcome.out.splitlines()[:2] == [
        "ep1.en.srt: 1 cues touched; sentences to make again: 0, for review: 1",
        "  5: Ариса: Ариса, иди сюда! | Come here, Arisa! (a person's)",
    ]


def test_approved_lines_are_for_review(show: Show, changed: Path) -> None:
    assert call("approve", show.out, "ep1.en.srt", "5", "--by", "Olga").code == 0
    assert [one["people"] for one in told(show, changed)["en"]["touched"]] == [True]


def test_notes_and_order_touch_nothing(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "same.tsv"
    path.write_text(GLOSSARY.read_text("utf-8") + "# the end\n", "utf-8")
    assert not any(one["touched"] for one in told(show, path).values())


def test_a_folder_without_a_season(tmp_path: Path) -> None:
    outcome = call("glossary", "impact", GLOSSARY, GLOSSARY, "--project", tmp_path)
    assert outcome.code == 2
    assert "no outputs of a run are known there" in outcome.err
