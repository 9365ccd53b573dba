"""The hand-made references of the sample episode pass the gate: what people wrote well has no finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localize.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("locale", "profile"),
    [("en", "netflix-en"), ("zh-Hans", "netflix-zh-hans"), ("zh-Hant-TW", "netflix-zh-hant")],
)
def test_a_reference_has_no_finding(locale: str, profile: str) -> None:
    result = CliRunner().invoke(
        main,
        [
            "qc", str(ROOT / "samples" / "reference" / f"better-than-us.s01e01.{locale}.srt"),
            "--profile", profile,
            "--source", str(ROOT / "samples" / "better-than-us.s01e01.ru.srt"),
            "--glossary", str(ROOT / "glossaries" / "better-than-us.tsv"),
            "--frame-rate", "25", "--format", "json",
        ],
    )  # fmt: skip
    report = json.loads(result.stdout)
    assert report["files"][0]["findings"] == []
    assert report["files"][0]["cues"] == 217
    assert {row["rule"] for row in report["files"][0]["not_run"]} <= {"tag.italics"}
    assert result.exit_code == 0
