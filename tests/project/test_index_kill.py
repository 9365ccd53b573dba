"""A season killed at random moments holds whole batches and whole outputs, and ends as if nothing had been."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from localize.project.index import Index
from tests.project.engine import Contents, contents, routes_in, season
from tests.running import ROOT

RUN = "from tests.project.engine import main; main()"


class Season:
    """A season of random texts: run once here to its end, and by others who are killed."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        folder.mkdir()
        self._rng = rng
        self._episodes = [[rng.choice("абвгдежзиклмнопрст") for _ in range(rng.randint(1, 12))] for _ in range(5)]
        self._path = folder / "index.sqlite"
        self._models = folder / "models"
        steps: list[None] = []
        season(folder / "whole.sqlite", routes_in(self._models), self._episodes, lambda: steps.append(None))
        self._steps = len(steps)
        self._expected = contents(folder / "whole.sqlite", self._episodes)

    def run_and_kill(self) -> bool:
        """Whether the run came to its end before it was killed."""
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(self._path), str(self._models), json.dumps(self._episodes)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        for _ in range(self._rng.randrange(self._steps // 2)):
            process.stdout.readline()
        time.sleep(self._rng.uniform(0, 0.005))
        process.kill()
        process.stdout.close()
        assert process.wait() in (0, -9)
        return process.returncode == 0

    def look(self) -> None:
        """Every answer is that of the run that nobody killed, every batch and every output is whole."""
        if not self._path.exists():
            return
        found = contents(self._path, self._episodes)
        connection = sqlite3.connect(self._path)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        assert found.answers.items() <= self._expected.answers.items()
        for batch in batches(self._expected):
            assert batch <= found.answers.keys() or batch.isdisjoint(found.answers)
        with Index(self._path) as index:
            answers = index.answers(routes_in(self._models))
            assert not any(answers.known(batch) for batch in found.batches)
        assert found.states.items() <= self._expected.states.items()
        for name, story in found.stories.items():
            assert story == (self._expected.stories[name] if name in found.states else [])

    def finish(self) -> None:
        """Run it to its end: nothing tells it from one that nobody killed."""
        season(self._path, routes_in(self._models), self._episodes, lambda: None)
        assert contents(self._path, self._episodes) == self._expected


def batches(found: Contents) -> list[set[str]]:
    """The keys of answers that were made together."""
    together: dict[bytes, set[str]] = {}
    for key, texts in found.answers.items():
        together.setdefault(texts[-10:], set()).add(key)
    return list(together.values())


def kill(folder: Path, rng: random.Random, times: int, caplog: pytest.LogCaptureFixture) -> None:
    done = 0
    one = Season(folder / "0", rng)
    for number in range(1, times + 1):
        if one.run_and_kill():
            one.finish()
            one = Season(folder / f"{number}", rng)
        else:
            done += 1
            one.look()
    one.finish()
    assert not caplog.messages  # nobody spoke of damage
    assert done > times // 2


def test_killed_twenty_times(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kill(tmp_path, random.Random(1), 20, caplog)


@pytest.mark.slow
def test_killed_two_hundred_times(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kill(tmp_path, random.Random(2), 200, caplog)
