from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.running import SAMPLES, SEASON, Outcome, run


@dataclass(frozen=True)
class Season:
    """The season pipeline over all samples: what it wrote, printed and reported."""

    out: Path
    outcome: Outcome
    report: dict[str, Any]


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    out = tmp_path_factory.mktemp("season") / "out"
    outcome = run(SEASON, *SAMPLES.values(), "--json", out=out)
    assert outcome.code in (0, 1), outcome.err
    return Season(out=out, outcome=outcome, report=json.loads(outcome.out))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Two cues of Russian."""
    from tests.running import TALK

    path = tmp_path / "talk.ru.srt"
    path.write_text(TALK, encoding="utf-8")
    return path
