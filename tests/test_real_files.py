"""Real subtitles, and odd files of other projects, through `inspect` and a full run: no crash, no lost cue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from localize import formats
from localize.errors import FileError
from localize.formats.reading import parse_document
from localize.formats.sniff import SUFFIXES
from localize.script import language_of
from tests.running import ENGLISH, TRADITIONAL, Outcome, call, run

REFUSALS = (
    "format not supported; supported: srt, ass, ssa, vtt; convert the file to one of these first",
    "the file is empty",
    "the file has no cues",
    "; write its times below the number, as 00:00:01,000 --> 00:00:02,500",
    "; write it as 00:00:01,000 --> 00:00:02,500",
    "; write it as 00:00:01.000 --> 00:00:02.500",
    "; a cue needs one, as 00:00:01,000 --> 00:00:02,500",
    "; a cue needs one, as 00:00:01.000 --> 00:00:02.500",
    "; it should hold a Format line and Dialogue lines",
    "the Format line has no Start column; ",
    "the pipeline wants ru; give files in ru",
    "the pipeline wants zh-Hans; give files in zh-Hans",
    "; say --line zh-Hans or --line en",
)


@dataclass(frozen=True)
class Run:
    out: Path
    outcome: Outcome
    files: list[dict[str, Any]]

    def of(self, path: Path) -> dict[str, Any]:
        (file,) = (file for file in self.files if file["path"] == str(path))
        return file


def running(spec: Path, inputs: list[Path], out: Path, *options: str) -> Run:
    outcome = run(spec, *inputs, *options, "--json", out=out)
    assert outcome.code in (0, 1), outcome.err
    return Run(out, outcome, json.loads(outcome.out)["files"])


@pytest.fixture(scope="session")
def real(shared_data: Path) -> list[Path]:
    return sorted(path for path in (shared_data / "subtitles").rglob("*") if path.suffix in SUFFIXES)


@pytest.fixture(scope="session")
def odd(shared_data: Path) -> list[Path]:
    return sorted(path for path in (shared_data / "peer-files").rglob("*.*") if path.is_file())


@pytest.fixture(scope="session")
def everything(real: list[Path], odd: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All of them through the English pipeline."""
    return running(ENGLISH, [*real, *odd], tmp_path_factory.mktemp("real") / "out")


def test_there_are_files(real: list[Path], odd: list[Path]) -> None:
    assert len(real) >= 16
    assert len(odd) >= 170


def test_inspect_shows_each_or_says_why_not(real: list[Path], odd: list[Path]) -> None:
    outcome = call("inspect", "--json", *real, *odd)
    assert outcome.code == 1
    shown = {file["path"]: file for file in json.loads(outcome.out)}
    said = outcome.err.rstrip("\n").split("\n")
    assert len(shown) + len(said) == len(real) + len(odd)
    assert {str(path) for path in real} <= set(shown)
    for message in said:
        assert any(known in message for known in REFUSALS), message
    for path in (*real, *odd):
        assert (str(path) in shown) != any(message.startswith(f"{path}:") for message in said)


def test_inspect_and_the_pipeline_read_alike(real: list[Path]) -> None:
    for path in real:
        shown = json.loads(call("inspect", "--json", path).out)
        document = parse_document(path.read_bytes(), str(path))
        assert [cue["id"] for cue in shown["cues"]] == [cue.id for cue in document.cues]
        assert [cue["text"] for cue in shown["cues"]] == [cue.text for cue in document.cues]


def test_a_run_ends_every_file_with_an_output_or_a_reason(everything: Run) -> None:
    for file in everything.files:
        if file["error"]:
            assert "\n" not in file["error"]
            assert file["error"].startswith(file["path"])
            assert any(known in file["error"] for known in REFUSALS), file["error"]
        else:
            assert file["cues_in"] == file["cues_out"] == len(file["ledger"]) > 0
            assert (everything.out / Path(file["output"]).name).is_file()


def test_no_cue_is_lost_or_moved(everything: Run) -> None:
    done = [file for file in everything.files if not file["error"]]
    assert len(done) > 15
    for file in done:
        before = formats.read(Path(file["path"]), language="ru")
        after = formats.read(Path(file["output"]), language="en")
        step = formats.FORMATS[before.facts.format].STEP_MS
        assert step <= 10
        assert [(cue.start_ms, cue.end_ms) for cue in after.cues] == [
            (cue.start_ms, cue.end_ms) for cue in before.cues
        ], file["path"]


def test_russian_comes_out_in_english_and_other_languages_are_refused(real: list[Path], everything: Run) -> None:
    languages: dict[str, int] = {}
    for path in real:
        document = parse_document(path.read_bytes(), str(path))
        found = language_of("\n".join(cue.text for cue in document.cues))
        languages[found] = languages.get(found, 0) + 1
        file = everything.of(path)
        if found == "ru":
            assert file["error"] is None
            text = "\n".join(cue.text for cue in formats.read(Path(file["output"])).cues)
            assert language_of(text) == "en"
        else:
            assert "the pipeline wants ru" in file["error"] or "say --line" in file["error"]
    assert languages["ru"] >= 5


def test_a_bilingual_file_with_line(real: list[Path], tmp_path: Path) -> None:
    paths = [path for path in real if path.name.endswith(".zh-CN.srt")]
    assert paths
    for options in ([], ["--line", "zh-Hans"], ["--line", "1"]):
        done = running(TRADITIONAL, paths, tmp_path / "-".join(options), *options)
        for file in done.files:
            assert file["error"] is None
            target = formats.read(Path(file["output"]))
            assert len(target.cues) == file["cues_in"]
            assert language_of("\n".join(cue.text for cue in target.cues)) == "zh-Hant"
    # The lines that were not taken are accounted for.
    left_out = [finding for finding in done.files[0]["findings"] if finding["rule"] == "line.trimmed"]
    assert len(left_out) > 50
    assert all(finding["cue"] for finding in left_out)


def test_a_line_that_is_not_there(real: list[Path], tmp_path: Path) -> None:
    paths = [path for path in real if path.name.endswith(".zh-CN.srt")]
    outcome = run(ENGLISH, *paths, "--line", "ru", "--json", out=tmp_path)
    for file in json.loads(outcome.out)["files"]:
        assert file["error"].endswith("say --line zh-Hans or --line en")


def test_reading_again_gives_the_same_bytes(real: list[Path], odd: list[Path]) -> None:
    """What can be read is written back as it was."""
    read = 0
    for path in (*real, *odd):
        data = path.read_bytes()
        try:
            document = parse_document(data, str(path))
        except FileError:
            continue
        facts = document.facts
        assert formats.compose(document, encoding=facts.encoding, bom=facts.bom) == data, path
        read += 1
    assert read > 100
