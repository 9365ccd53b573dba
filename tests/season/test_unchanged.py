"""What did not change is not made again, and what is to be done is said beforehand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from localize import translators
from localize.qc import profile
from localize.translators import argos
from localize.translators.base import Request, Routes, Translation
from tests.running import GLOSSARY, SEASON
from tests.season.show import LINES, LOCALES, Show, findings, srt


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that went to the engine."""
    texts: list[str] = []

    def translate(
        requests: Iterable[Request],
        routes: Routes,
        *,
        threads: int = 0,
        advance: Callable[[int], None] = lambda _: None,
    ) -> dict[Request, Translation]:
        few = list(requests)
        texts.extend(request.text for request in few)
        return argos.translate(few, routes, threads=threads, advance=advance)

    monkeypatch.setitem(translators.TRANSLATORS, "argos", translate)
    return texts


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """The season's pipeline with a glossary of its own."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(GLOSSARY, folder / "terms.tsv")
    text = SEASON.read_text("utf-8").replace("../glossaries/better-than-us.tsv", "terms.tsv")
    assert "glossary: terms.tsv" in text
    (folder / "season.yaml").write_text(text, "utf-8")
    return folder / "season.yaml"


def stamps(show: Show) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in show.out.iterdir() if path.is_file()}


def test_nothing_changed_nothing_is_done(show: Show, asked: list[str]) -> None:
    show.run()  # the report names the folder, which is another one here
    before = stamps(show)
    result = show.result()
    assert [file["reused"] for file in result["files"]] == [True] * 4
    show.run()
    assert stamps(show) == before
    assert asked == []


def test_a_result_that_was_reused_says_the_same(show: Show) -> None:
    first, again = show.result("--force"), show.result()
    for one, other in zip(first["files"], again["files"], strict=True):
        assert one | {"seconds": 0, "reused": True} == other
    assert first["notices"] == again["notices"] != []


def test_one_changed_line_redoes_its_sentence_only(show: Show, asked: list[str]) -> None:
    lines = list(LINES)
    lines[5] = (*lines[5][:2], "Я очень хочу этого.")
    show.source.write_text(srt(lines), "utf-8")
    show.run()
    assert set(asked) == {"Я очень хочу этого."}


def test_one_changed_term_redoes_the_sentences_that_hold_it(show: Show, spec: Path, asked: list[str]) -> None:
    show.run(spec=spec)
    del asked[:]
    before = {locale: show.texts(locale) for locale in LOCALES}
    glossary = spec.parent / "terms.tsv"
    text = glossary.read_text("utf-8")
    assert "\tArisa\t" in text
    glossary.write_text(text.replace("\tArisa\t", "\tAryssa\t"), "utf-8")
    show.run(spec=spec)
    after = {locale: show.texts(locale) for locale in LOCALES}
    changed = {
        (locale, place) for locale in LOCALES for place in range(8) if before[locale][place] != after[locale][place]
    }
    assert changed == {("en", 4)}
    assert "Aryssa" in after["en"][4]
    assert not {text for text in asked if "Ариса" not in text and "⟦" not in text}


def test_a_changed_term_under_a_persons_line_is_listed(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    show.replace("en", 5, "Arisa! Over here!")
    show.run(spec=spec)
    glossary = spec.parent / "terms.tsv"
    glossary.write_text(glossary.read_text("utf-8").replace("\tArisa\t", "\tAryssa\t"), "utf-8")
    result = show.result(spec=spec)
    (message,) = findings(result, "review.needed")["en"]
    assert message.startswith("term Ариса: Arisa → Aryssa; we would write: Aryssa, ")
    assert show.texts("en")[4] == "Arisa! Over here!"


def test_a_sentence_that_holds_a_persons_cue_is_only_listed(show: Show, first: Show) -> None:
    show.replace("en", 3, "Yesterday we went to the old house,")
    show.run()
    lines = list(LINES)
    lines[3] = (*lines[3][:2], "и там было темно.")
    show.source.write_text(srt(lines), "utf-8")
    result = show.result()
    assert show.texts("en")[2:4] == ["Yesterday we went to the old house,", first.texts("en")[3]]
    messages = findings(result, "review.needed")["en"]
    assert len(messages) == 2
    assert messages[0].startswith("source reworded: ")
    assert messages[1].startswith("left as last written, beside what a person wrote of its sentence; we would write: ")


def test_dry_run_says_what_and_why_and_does_nothing(show: Show, asked: list[str]) -> None:
    show.replace("en", 1, "Hello there!")
    lines = list(LINES)
    lines[5] = (*lines[5][:2], "Я очень хочу этого.")
    show.source.write_text(srt(lines), "utf-8")
    before = {path: path.read_bytes() for path in show.folder.rglob("*") if path.is_file()}
    outcome = show.run("--dry-run")
    assert outcome.code == 0
    assert outcome.out.split("\n") == [
        f"{show.output('en')}: the input changed, the file was edited, or is not there; 1 to translate; "
        "1 edit of people found",
        f"{show.output('zh-Hans')}: the input changed; 1 to translate",
        f"{show.output('zh-Hant-TW')}: the input changed, the output it starts from changed",
        f"{show.output('zh-Hant-HK')}: the input changed, the output it starts from changed",
        "4 of 4 outputs to make, 2 sentences to translate at least",
        "",
    ]
    assert {path: path.read_bytes() for path in show.folder.rglob("*") if path.is_file()} == before
    assert asked == []
    found = json.loads(show.run("--dry-run", "--json").out)
    assert [one["heard"] for one in found] == [1, 0, 0, 0]


def test_dry_run_of_what_was_never_run_and_of_what_is_done(show: Show) -> None:
    assert show.run("--dry-run").out.split("\n")[-2] == "0 of 4 outputs to make, 0 sentences to translate at least"
    shutil.rmtree(show.out)
    outcome = show.run("--dry-run")
    assert outcome.out.split("\n")[0].startswith(f"{show.output('en')}: new; ")
    assert not show.out.exists()


def test_it_does_not_matter_where_the_program_lies(show: Show) -> None:
    names = ("netflix-en", "netflix-zh-hans", "netflix-zh-hant")
    elsewhere = {name: replace(profile.load(name), path=f"/elsewhere/{name}.yaml") for name in names}
    with profile.given(elsewhere):
        again = show.result()
    assert all(file["reused"] for file in again["files"])
