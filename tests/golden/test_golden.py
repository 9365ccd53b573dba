"""What the season pipeline writes, to the byte, in every format and locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.result import RunResult
from tests.golden import recorded

NAMES = sorted(path.name for path in recorded.EXPECTED.iterdir())


@pytest.fixture(scope="session")
def memory() -> recorded.Memory:
    return recorded.load()


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("golden")


@pytest.fixture(scope="session")
def result(memory: recorded.Memory, out: Path) -> RunResult:
    return recorded.run(memory, out)


def test_every_format_and_locale_is_there(result: RunResult) -> None:
    assert sorted(Path(file.output).name for file in result.files) == NAMES
    assert len(NAMES) == 12
    assert {file.cues_out for file in result.files} == {30}


@pytest.mark.parametrize("name", NAMES)
def test_output(name: str, result: RunResult, out: Path) -> None:
    written = (out / name).read_text(encoding="utf-8").split("\n")
    assert written == (recorded.EXPECTED / name).read_text(encoding="utf-8").split("\n")


def test_nothing_was_recorded_in_vain(result: RunResult, memory: recorded.Memory) -> None:
    assert memory.asked == set(memory.known)
