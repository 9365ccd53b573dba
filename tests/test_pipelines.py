"""Every pipeline in pipelines/ is sound: it loads, and its stages fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.spec.wiring import prepare
from localize.translators.packages import installed

ROOT = Path(__file__).parents[1]
PIPELINES = sorted((ROOT / "pipelines").glob("*.yaml"))


def test_there_are_pipelines() -> None:
    assert {path.stem for path in PIPELINES} >= {"season", "english-only", "traditional"}


@pytest.mark.parametrize("path", PIPELINES, ids=lambda path: path.name)
def test_it_is_sound(path: Path) -> None:
    spec, glossary = prepare(path, installed(ROOT / "models"))
    assert spec.outputs
    assert (glossary is None) == (spec.glossary is None)
    assert all(stage.name for output in spec.outputs.values() for stage in output.stages)
