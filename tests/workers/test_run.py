"""`localize run` over processes and a cluster: the same bytes as in one process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import MODELS, SAMPLES, SEASON, Outcome, call
from tests.workers.dask_processes import DaskProcesses, joined

SHORT = SAMPLES["better-than-us.s01e02-cp1251.ru.srt"]


def run(out: Path, *options: str) -> Outcome:
    return call("run", SEASON, SHORT, "-o", out, "--models", MODELS, *options)


def made(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.srt")}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("alone")
    assert run(out).code in (0, 1)
    return made(out)


def test_two_processes(tmp_path: Path, alone: dict[str, bytes]) -> None:
    assert run(tmp_path, "--jobs", "2").code in (0, 1)
    assert made(tmp_path) == alone


def test_a_cluster(tmp_path: Path, alone: dict[str, bytes], two_workers: DaskProcesses) -> None:
    with joined(two_workers, 2):
        pass
    outcome = run(tmp_path, "--scheduler", two_workers.address)
    assert outcome.code in (0, 1), outcome.err
    assert made(tmp_path) == alone


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--jobs", "0"), "--jobs: 0 processes can do nothing; give 1 or more\n"),
        (("--scheduler", "here"), "--scheduler: 'here' is no address; write tcp://HOST:8786\n"),
        (
            ("--scheduler", "tcp://127.0.0.1:8786", "--jobs", "2"),
            "--jobs and --scheduler: the workers of a cluster are as many as there are; give one of the two\n",
        ),
    ],
)
def test_what_makes_no_sense(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    outcome = run(tmp_path / "out", *options)
    assert (outcome.code, outcome.err) == (2, message)
    assert not (tmp_path / "out").exists()
