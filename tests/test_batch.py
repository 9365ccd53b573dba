"""Many files through a pipeline: what is asked of the engine, what a failure costs, what is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from localize import batch, formats
from localize.batch import Job, run_batch
from localize.errors import StageError
from localize.model import Document, Severity
from localize.plan import Plan
from localize.report.entry import Entry, Sink
from localize.result import RunResult
from localize.spec.wiring import prepare
from localize.stages.base import Context
from localize.stages.translate import Translate
from localize.translators import TRANSLATORS
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.workers import Serial
from tests.running import MODELS, SEASON

FREE = tuple(
    PackageInfo(source="ru", target=target, version="9", path=str(MODELS), licence="MIT") for target in ("en", "zh")
)
BOUND = replace(FREE[0], licence="CC BY-NC 4.0", evaluation_only=True)


@dataclass
class Told:
    """A `Progress` that remembers."""

    phases: list[tuple[str, int, int]] = field(default_factory=list)
    run: list[object] = field(default_factory=list)

    def begin(self, files: int) -> None:
        self.run.append(files)

    def phase(self, name: str, total: int, unit: str) -> None:
        self.phases.append((name, total, 0))

    def through(self, cues: int, *, made: int, reused: int) -> None:
        self.run.append((cues, made, reused))

    def advance(self, steps: int, note: str = "") -> None:
        name, total, done = self.phases[-1]
        self.phases[-1] = (name, total, done + steps)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[Request]]:
    """The rounds in which an engine was asked. It answers everything in a fixed way."""
    rounds: list[list[Request]] = []

    def engine(
        requests: Iterable[Request],
        routes: Routes,
        *,
        threads: int = 0,
        advance: Callable[[int], None] = lambda _: None,
    ) -> dict[Request, Translation]:
        rounds.append(list(requests))
        advance(len(rounds[-1]))
        answers = {"en": "Good morning to all of you.", "zh": "你们早上好啊。"}
        return {
            request: Translation(
                texts=(answers[request.target],) * request.hypotheses,
                packages=routes.find(request.source, request.target),
            )
            for request in rounds[-1]
        }

    monkeypatch.setitem(TRANSLATORS, "argos", engine)
    return rounds


def subtitles(folder: Path, name: str, *texts: str) -> Path:
    path = folder / name
    path.write_text(
        "\n".join(
            f"{number}\n00:00:{number * 5:02},000 --> 00:00:{number * 5 + 3:02},000\n{text}\n"
            for number, text in enumerate(texts, 1)
        ),
        encoding="utf-8",
    )
    return path


def plan(*only: str, packages: tuple[PackageInfo, ...] = FREE) -> Plan:
    routes = Routes(packages=packages)
    spec, glossary = prepare(SEASON, routes)
    return Plan(spec=spec, glossary=glossary, routes=routes, only=only)


class Listening:
    """A sink that remembers what is told of outputs, as JSON tells it."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []

    def take(self, entry: Entry) -> None:
        self.records.append(json.loads(entry.record))


def run(plan: Plan, files: list[Path], out: Path, told: Told, *sinks: Sink) -> RunResult:
    return run_batch(Job(plan=plan, mapper=Serial()), files, out, told, sinks)


def records(plan: Plan, files: list[Path], out: Path) -> list[dict[str, Any]]:
    listening = Listening()
    run(plan, files, out, Told(), listening)
    return listening.records


def test_a_sentence_is_asked_once_for_all_files(tmp_path: Path, asked: list[list[Request]]) -> None:
    files = [subtitles(tmp_path, f"{name}.srt", "Доброе утро.", "Доброе утро.", f"Как {name}?") for name in "абв"]
    result = run(plan("en"), files, tmp_path / "out", Told())
    texts = [request.text for request in asked[0]]
    assert sorted(texts) == ["Доброе утро.", "Как а?", "Как б?", "Как в?"]
    assert [file.cues_out for file in result.files] == [3, 3, 3]


@pytest.mark.parametrize("name", ["a.srt", "a.ru.srt", "a.RU.srt"])
def test_the_source_locale_in_a_name_gives_way(tmp_path: Path, asked: list[list[Request]], name: str) -> None:
    path = subtitles(tmp_path, name, "Доброе утро.")
    result = run(plan("en"), [path], tmp_path / "out", Told())
    assert [Path(file.output).name for file in result.files] == ["a.en.srt"]


def test_only_what_failed_is_asked_again(tmp_path: Path, asked: list[list[Request]]) -> None:
    """The engine loses the number, whatever it is asked; what it says of the other sentence is right."""
    path = subtitles(tmp_path, "a.srt", "Доброе утро.", "Осталось 48 часов.")
    (record,) = records(plan("en"), [path], tmp_path / "out")
    assert len(asked) > 1
    assert all("утро" not in request.text for again in asked[1:] for request in again)
    assert {finding["severity"] for finding in record["findings"] if finding["rule"] == "text.number"}


def test_a_window_bounds_what_is_held_and_changes_nothing(
    tmp_path: Path, asked: list[list[Request]], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [subtitles(tmp_path, f"{name}.srt", "Доброе утро.", f"Как {name}?") for name in "абв"]
    whole = run(plan(), files, tmp_path / "whole", Told())
    monkeypatch.setattr(batch, "WINDOW", files[0].stat().st_size + 1)
    told = Told()
    parts = run(plan(), files, tmp_path / "parts", told)
    assert [(file.path, file.locale) for file in parts.files] == [(file.path, file.locale) for file in whole.files]
    for file in whole.files:
        name = Path(file.output).name
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert [total for name, total, _ in told.phases if name == "reading"] == [2, 1]


def test_progress_is_told_to_the_end(tmp_path: Path, asked: list[list[Request]]) -> None:
    files = [subtitles(tmp_path, f"{name}.srt", "Доброе утро.", f"Как {name}?") for name in "аб"]
    told = Told()
    run(plan("en"), files, tmp_path / "out", told)
    assert told.phases[:2] == [("reading", 2, 2), ("translating", 3, 3)]
    assert {name for name, _, _ in told.phases[2:-1]} == {"translating again"}
    assert told.phases[-1] == ("making", 2, 2)
    assert told.run == [2, (2, 1, 0), (2, 1, 0)]
    assert all(done == total for _, total, done in told.phases)
    again = Told()
    run(plan("en"), files, tmp_path / "out", again)
    assert again.run == [2, (2, 0, 1), (2, 0, 1)]
    assert [name for name, _, _ in again.phases] == ["reading", "making"]


def test_an_error_of_a_stage_costs_one_file_only(
    tmp_path: Path, asked: list[list[Request]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if it comes while the requests are collected, before anything is translated."""
    good, bad = subtitles(tmp_path, "good.srt", "Доброе утро."), subtitles(tmp_path, "bad.srt", "Добрый вечер.")
    fine = Translate._jobs

    def broken(self: Translate, document: Document, context: Context) -> object:
        if document.path == str(bad):
            raise StageError(str(bad), "translate", "does not work")
        return fine(self, document, context)

    monkeypatch.setattr(Translate, "_jobs", broken)
    result = run(plan("en", "zh-Hant-TW"), [bad, good], tmp_path / "out", Told())
    assert [(Path(file.path).name, file.locale, file.error) for file in result.files] == [
        ("bad.srt", "en", f"{bad}: translate: does not work"),
        ("bad.srt", "zh-Hant-TW", f"{bad}: translate: does not work"),
        ("good.srt", "en", ""),
        ("good.srt", "zh-Hant-TW", ""),
    ]
    assert result.exit_code(Severity.ERROR) == 1


def test_what_stands_in_the_way_of_an_output_fails_it_and_what_starts_from_it(
    tmp_path: Path, asked: list[list[Request]]
) -> None:
    path = subtitles(tmp_path, "a.srt", "Доброе утро.")
    (tmp_path / "out" / "a.zh-Hans.srt").mkdir(parents=True)
    result = run(plan("zh-Hans", "zh-Hant-TW"), [path], tmp_path / "out", Told())
    errors = {file.locale: file.error for file in result.files}
    assert errors == {
        "zh-Hans": f"{tmp_path}/out/a.zh-Hans.srt: cannot be read: Is a directory; check the folder and the disk",
        "zh-Hant-TW": f"{tmp_path}/out/a.zh-Hans.srt: cannot be read: Is a directory; check the folder and the disk",
    }


def test_what_the_reader_repaired_is_in_the_findings(tmp_path: Path, asked: list[list[Request]]) -> None:
    path = subtitles(tmp_path, "a.srt", "Доброе утро.")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\r\n"))
    (record,) = records(plan("en"), [path], tmp_path / "out")
    message = "line 1 of the file: lines end in CR CR LF; each was taken as one line end"
    found = [finding["message"] for finding in record["findings"] if finding["rule"] == "newline.doubled"]
    assert found == [message]


def test_line_ends_and_byte_order_mark_are_kept_unless_asked_for(tmp_path: Path, asked: list[list[Request]]) -> None:
    path = subtitles(tmp_path, "a.srt", "Доброе утро.")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    for name, options, mark, newline in (
        ("kept", plan("en"), b"\xef\xbb\xbf", b"\r\n"),
        ("asked", replace(plan("en"), newline="\n", bom=False), b"", b"\n"),
    ):
        run(options, [path], tmp_path / name, Told())
        data = (tmp_path / name / "a.en.srt").read_bytes()
        assert data.startswith(mark + b"1" + newline)


def test_every_cue_is_in_the_ledger(tmp_path: Path, asked: list[list[Request]]) -> None:
    path = subtitles(tmp_path, "a.srt", "Доброе утро.", "[шум]", "…")
    cues = [cue.id for cue in formats.read(path).cues]
    for record in records(plan(), [path], tmp_path / "out"):
        assert [entry["cue_id"] for entry in record["ledger"]] == cues


def test_packages_and_notices_are_those_of_the_text(tmp_path: Path, asked: list[list[Request]]) -> None:
    path = subtitles(tmp_path, "a.srt", "Доброе утро.")
    result = run(plan("en", packages=(BOUND, FREE[1])), [path], tmp_path / "out", Told())
    assert result.packages == ("translate-ru_en-9",)
    assert result.notices == (
        "Text by translate-ru_en-9 is for evaluation only (CC BY-NC 4.0); it must not be delivered.",
    )
