"""`localize run` over processes and a cluster: the same bytes as in one process."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from localize.qc import profile
from tests.running import GLOSSARY, MODELS, SAMPLES, SEASON, Outcome, call, start
from tests.workers.dask_processes import DaskProcesses, joined

NAMES = (
    "better-than-us.s01e02-cp1251.ru.srt",
    "better-than-us.s01e01-scene.ass",
    "better-than-us.s01e01-scene.ru.vtt",
)
Made = dict[str, bytes]


@dataclass(frozen=True)
class Studio:
    """Some episodes, and a pipeline with a delivery profile of its own that no worker has.

    In `before` people have worked since the last run: it is to be run again, with another glossary.
    """

    folder: Path
    before: Path

    def run(self, out: Path, *options: str) -> Outcome:
        spec, episodes = self.folder / "season.yaml", sorted(self.folder.glob("episodes/*"))
        return call("run", spec, *episodes, "-o", out, "--models", MODELS, *options)

    def again(self, out: Path, *options: str) -> Outcome:
        shutil.copytree(self.before, out)
        return self.run(out, *options)


def content(out: Path) -> Made:
    """All outputs, and what is known of people's work, but for the time, and of the sources."""
    files = (*out.glob("*"), *(out / ".localize").glob("[dsw]*/*"))
    return {
        str(path.relative_to(out)): re.sub(rb'"when": *"[^"]*"', b"", path.read_bytes())
        for path in files
        if path.is_file() and "report" not in path.name
    }


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    folder = tmp_path_factory.mktemp("studio")
    (folder / "episodes").mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES[name], folder / "episodes" / f"{Path(name).suffix[1:]}-{name}")
    shipped = Path(profile.__file__).parent / "profiles" / "netflix-en.yaml"
    shutil.copy(shipped, folder / "own.yaml")
    text = SEASON.read_text("utf-8").replace("netflix-en", str(folder / "own.yaml"))
    (folder / "season.yaml").write_text(text.replace("../glossaries/better-than-us.tsv", "terms.tsv"), "utf-8")
    (folder / "terms.tsv").write_bytes(GLOSSARY.read_bytes())
    studio = Studio(folder, folder / "before")
    assert studio.run(studio.before, "--jobs", "2").code in (0, 1)
    (output,) = studio.before.glob("srt-*.en.srt")
    blocks = output.read_text("utf-8").split("\n\n")
    blocks[1] = "\n".join((*blocks[1].split("\n")[:2], "A line by hand."))
    output.write_text("\n\n".join((*blocks[:4], *blocks[5:])), "utf-8")
    (folder / "terms.tsv").write_text(GLOSSARY.read_text("utf-8").replace("\tArisa\t", "\tAryssa\t"), "utf-8")
    return studio


@pytest.fixture(scope="module")
def alone(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What one process makes of it."""
    out = tmp_path_factory.mktemp("alone") / "out"
    assert studio.again(out).code in (0, 1)
    made = content(out)
    assert any(b"A line by hand." in data for data in made.values())
    assert any(b"Aryssa" in data for data in made.values())
    return made


def test_two_processes(studio: Studio, tmp_path: Path, alone: Made) -> None:
    assert studio.again(tmp_path / "out", "--jobs", "2").code in (0, 1)
    assert content(tmp_path / "out") == alone


def test_a_cluster(studio: Studio, tmp_path: Path, alone: Made, two_workers: DaskProcesses) -> None:
    with joined(two_workers, 2):
        pass
    own, gone = studio.folder / "own.yaml", studio.folder / "gone.yaml"
    own.rename(gone)  # this process has read it, the workers have not, and nobody shares a folder with them
    try:
        outcome = studio.again(tmp_path / "out", "--scheduler", two_workers.address)
    finally:
        gone.rename(own)
    assert outcome.code in (0, 1), outcome.err
    assert content(tmp_path / "out") == alone


def test_a_worker_is_killed_and_another_comes_in_mid_run(
    studio: Studio, tmp_path: Path, two_workers: DaskProcesses
) -> None:
    with joined(two_workers, 2):
        pass
    whole, out = tmp_path / "whole", tmp_path / "out"
    studio.run(whole)
    words = ("run", studio.folder / "season.yaml", studio.folder / "episodes", "-o", out, "--models", MODELS)
    process = start(*words, "--scheduler", two_workers.address)
    end = time.monotonic() + 60
    while not _begun(out / ".localize" / "index.sqlite"):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    two_workers.workers.pop(0).kill()
    two_workers.add()
    _, told = process.communicate(timeout=120)
    assert process.returncode in (0, 1), told
    assert content(out) == content(whole)


def _begun(index: Path) -> bool:
    """Whether sentences wait to be translated."""
    if not index.is_file():
        return False
    with closing(sqlite3.connect(f"file:{index}?mode=ro", uri=True)) as connection, suppress(sqlite3.OperationalError):
        return bool(connection.execute("SELECT count(*) FROM batch").fetchone()[0])
    return False


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
def test_what_makes_no_sense(studio: Studio, tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    outcome = studio.run(tmp_path / "out", *options)
    assert (outcome.code, outcome.err) == (2, message)
    assert not (tmp_path / "out").exists()
