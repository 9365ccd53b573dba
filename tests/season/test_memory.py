"""A run learns from people and uses what the memory knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import MODELS, SEASON, call
from tests.season.show import LINES, LOCALES, Show, findings, srt

LINE = "I really won't do that."


@pytest.fixture
def memory(show: Show) -> Path:
    """A memory that has learned one line of a person."""
    path = show.folder / "show.memory"
    show.replace("en", 6, LINE)
    assert show.run("--memory", str(path)).code in (0, 1)
    return path


def other(show: Show, memory: Path, *lines: str) -> dict[str, Any]:
    """Another episode in English, of these lines."""
    source = show.folder / "ep2.ru.srt"
    source.write_text(srt([(*LINES[place][:2], text) for place, text in enumerate(lines)]), "utf-8")
    outcome = call(
        "run", SEASON, source, "-o", show.out, "--models", MODELS, "--only", "en", "--memory", memory, "--json"
    )
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def makers(result: dict[str, Any]) -> dict[str, int]:
    return {one["maker"]: one["cues"] for one in result["files"][0]["provenance"]}


def test_what_people_write_is_learned_with_who_and_where(show: Show, memory: Path) -> None:
    found = json.loads(call("memory", "search", "Я не хочу этого делать.", "-m", memory, "--json").out)
    assert [(one["target"], one["maker"], one["origin"]) for one in found] == [(LINE, "human", "ep1.en.srt/6")] or [
        (one["target"], one["maker"]) for one in found
    ] == [(LINE, "human")]


def test_another_episode_gets_it(show: Show, memory: Path) -> None:
    result = other(show, memory, "Кто здесь?", "Я не хочу этого делать.")
    assert makers(result) == {"machine": 1, "memory": 1}
    assert LINE in (show.out / "ep2.en.srt").read_text("utf-8")


def test_a_line_for_taiwan_comes_again_there_and_nowhere_else(show: Show, tmp_path: Path) -> None:
    memory = show.folder / "show.memory"
    show.replace("zh-Hant-TW", 6, "我才不幹呢")
    assert show.run("--memory", str(memory)).code in (0, 1)
    source = show.folder / "ep2.ru.srt"
    source.write_text(srt([(*LINES[0][:2], "Кто здесь?"), (*LINES[1][:2], "Я не хочу этого делать.")]), "utf-8")
    command: list[str | Path] = ["run", SEASON, source, "-o", show.out, "--models", MODELS, "--memory", memory]
    result = json.loads(call(*command, "--json").out)
    lines = {locale: (show.out / f"ep2.{locale}.srt").read_text("utf-8") for locale in LOCALES}
    assert [locale for locale, text in lines.items() if "不幹" in text or "不干" in text] == ["zh-Hant-TW"]
    made = {file["locale"]: {one["maker"]: one["cues"] for one in file["provenance"]} for file in result["files"]}
    assert made["zh-Hant-TW"] == {"converted": 1, "memory": 1}
    assert made["zh-Hans"] == {"machine": 2}
    assert made["zh-Hant-HK"].get("memory") is None
    assert "nothing to do" in call(*command, "--dry-run").out

    show.replace("zh-Hant-TW", 6, "我就是不做")
    assert show.run("--memory", str(memory)).code in (0, 1)
    assert "the translation memory changed" in call(*command, "--dry-run").out
    call(*command)
    assert "我就是不做" in (show.out / "ep2.zh-Hant-TW.srt").read_text("utf-8")


def test_one_that_is_alike_is_only_offered(show: Show, memory: Path) -> None:
    result = other(show, memory, "Кто здесь?", "Я не хочу это делать.")
    assert makers(result) == {"machine": 2}
    (message,) = findings(result, "memory.fuzzy")["en"]
    assert LINE in message


def test_a_later_edit_takes_the_place_of_the_earlier_one(show: Show, memory: Path) -> None:
    show.replace("en", 6, "No. Never.")
    show.run("--memory", str(memory))
    other(show, memory, "Кто здесь?", "Я не хочу этого делать.")
    text = (show.out / "ep2.en.srt").read_text("utf-8")
    assert LINE not in text
    assert "No. Never." in text


def test_without_a_memory_nothing_is_learned(show: Show) -> None:
    show.replace("en", 6, LINE)
    show.run()
    assert not list(show.folder.rglob("*.memory"))


def test_a_spec_names_its_memory(show: Show, tmp_path: Path) -> None:
    text = SEASON.read_text("utf-8").replace("../glossaries", str(SEASON.parents[1] / "glossaries"))
    spec = tmp_path / "season.yaml"
    spec.write_text(text.replace("glossary:", "memory: show.memory\nglossary:", 1), "utf-8")
    show.replace("en", 6, LINE)
    assert show.run(spec=spec).code in (0, 1)
    assert (tmp_path / "show.memory").is_file()


def test_a_file_that_is_no_memory(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "no.memory"
    path.write_text("not a memory at all, but a text of some length")
    outcome = show.run("--memory", str(path))
    assert outcome.code == 2
    assert outcome.err.startswith(f"{path}: ")
