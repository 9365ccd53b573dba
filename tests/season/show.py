"""A small show: one episode, four locales, run again and again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.running import MODELS, SEASON, Outcome, call

LINES = (
    ("00:00:01,000", "00:00:03,000", "Привет, как дела?"),
    ("00:00:03,200", "00:00:05,000", "Всё хорошо. А у тебя?"),
    ("00:00:06,000", "00:00:09,000", "Мы вчера были в старом доме,"),
    ("00:00:09,200", "00:00:12,000", "и там никого не было."),
    ("00:00:14,000", "00:00:16,000", "Ариса, иди сюда!"),
    ("00:00:17,000", "00:00:19,000", "Я не хочу этого делать."),
    ("00:00:21,000", "00:00:24,000", "Завтра утром мы поедем в город."),
    ("00:00:26,000", "00:00:28,000", "Спасибо, доктор."),
)
Line = tuple[str, str, str]
LOCALES = ("en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")


def srt(lines: tuple[Line, ...] | list[Line]) -> str:
    return "\n".join(f"{number}\n{start} --> {end}\n{text}\n" for number, (start, end, text) in enumerate(lines, 1))


@dataclass(frozen=True)
class Show:
    """folder: with the episode and, in `out`, what runs make of it."""

    folder: Path

    @property
    def source(self) -> Path:
        return self.folder / "ep1.ru.srt"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def state(self) -> Path:
        return self.out / ".localize"

    def output(self, locale: str) -> Path:
        return self.out / f"ep1.{locale}.srt"

    def texts(self, locale: str) -> list[str]:
        """The text of each cue, lines separated by ` / `."""
        blocks = self.output(locale).read_text("utf-8-sig").strip().split("\n\n")
        return [" / ".join(block.split("\n")[2:]) for block in blocks]

    def times(self, locale: str) -> list[str]:
        blocks = self.output(locale).read_text("utf-8-sig").strip().split("\n\n")
        return [block.split("\n")[1] for block in blocks]

    def run(self, *options: str, spec: Path = SEASON) -> Outcome:
        return call("run", spec, self.source, "-o", self.out, "--models", MODELS, *options)

    def result(self, *options: str, spec: Path = SEASON) -> dict[str, Any]:
        """What `run --json` prints."""
        found: dict[str, Any] = json.loads(self.run("--json", *options, spec=spec).out)
        return found

    def status(self) -> dict[str, dict[str, Any]]:
        """What `status --json` says, by locale."""
        outputs = json.loads(call("status", self.out, "--json").out)["outputs"]
        return {line["locale"]: line for line in outputs}

    def edit(self, locale: str, change: Callable[[str], str]) -> None:
        path = self.output(locale)
        before = path.read_text("utf-8")
        after = change(before)
        assert after != before
        path.write_text(after, "utf-8", newline="")

    def replace(self, locale: str, number: int, text: str) -> None:
        """Another text for the cue with this number."""
        blocks = self.output(locale).read_text("utf-8").strip().split("\n\n")
        head = blocks[number - 1].split("\n")[:2]
        blocks[number - 1] = "\n".join((*head, text))
        self.output(locale).write_text("\n\n".join(blocks) + "\n", "utf-8", newline="")

    def decisions(self, locale: str) -> list[dict[str, Any]]:
        path = self.state / "decisions" / f"ep1.{locale}.srt.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def findings(result: dict[str, Any], rule: str) -> dict[str, list[str]]:
    """Messages of a rule, by locale."""
    return {
        file["locale"]: [one["message"] for one in file["findings"] if one["rule"] == rule] for file in result["files"]
    }


def new(folder: Path, lines: tuple[Line, ...] = LINES) -> Show:
    folder.mkdir(parents=True, exist_ok=True)
    show = Show(folder)
    show.source.write_text(srt(lines), "utf-8")
    return show


def copy(show: Show, folder: Path) -> Show:
    """As it is, in another folder; times of files included."""
    shutil.copytree(show.folder, folder, dirs_exist_ok=True)
    return Show(folder)
