"""The program as people run it: `call` in this process, `start` as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from localize.cli import main

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "models"
SEASON, ENGLISH, TRADITIONAL = (
    ROOT / "pipelines" / f"{name}.yaml" for name in ("season", "english-only", "traditional")
)
GLOSSARY = ROOT / "glossaries" / "better-than-us.tsv"
SAMPLES = {path.name: path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in (".srt", ".ass", ".vtt")}
MASTER = SAMPLES["better-than-us.s01e01.ru.srt"]
TALK = "1\n00:00:01,000 --> 00:00:03,000\nПривет, как дела?\n\n2\n00:00:03,100 --> 00:00:05,000\nВсё хорошо.\n"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def call(*arguments: str | Path) -> Outcome:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return Outcome(result.exit_code, result.stdout, result.stderr)


def run(spec: Path, *arguments: str | Path, out: Path) -> Outcome:
    """`localize run` with the packages of the project."""
    return call("run", spec, *arguments, "-o", out, "--models", MODELS)


def start(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "localize", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "300"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def flat(text: str) -> str:
    """Text of a table without its padding and folding."""
    return " ".join(text.split())
