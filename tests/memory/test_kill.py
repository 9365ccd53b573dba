"""A memory whose writer is killed at a random moment holds whole transactions, all that were reported among them."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from localize.memory import Memory
from tests.running import ROOT

# Adds 40 units a transaction, for ever; now and then forgets all of the transaction before.
WRITER = """
import sys
from itertools import count
from pathlib import Path
from localize.memory import Memory, Unit

def unit(number, place):
    text = f"Серия {number}, реплика номер {place}"
    return Unit(source=text, target="x", source_locale="ru", target_locale="en", origin=f"{number}", after=text + "!")

print("ready", flush=True)
with Memory(Path(sys.argv[1]), create=True) as memory:
    first = max((int(one.origin) for one in memory.units()), default=0) + 1
    for number in count(first):
        memory.add(unit(number, place) for place in range(40))
        print(number, flush=True)
        if number % 5 == 0:
            memory.forget(origin=f"{number - 1}")
"""


def kill_and_look(path: Path, rng: random.Random) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(rng.uniform(0, 0.15))
    process.kill()
    reported = [int(line) for line in process.stdout.read().split("\n") if line]
    process.stdout.close()
    process.wait()
    if not path.exists():
        assert not reported
        return
    with Memory(path) as memory:
        counts: dict[int, int] = {}
        for one in memory.units():
            counts[int(one.origin)] = counts.get(int(one.origin), 0) + 1
        # The index leads to what is there. All sentences are alike, the dearest case of a search: so, some of them.
        for number in rng.sample(sorted(counts), min(3, len(counts))):
            (match,) = memory.fuzzy(f"Серия {number}, реплика номер 7", "ru", "en", limit=1)
            assert match.score == 100
    assert set(counts.values()) <= {40}
    last = max(counts, default=0)
    assert not reported or last in (reported[-1], reported[-1] + 1)
    missing = set(range(1, last + 1)) - counts.keys()
    assert missing <= {number for number in range(1, last) if number % 5 == 4}  # these were to be forgotten
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM sentence").fetchone() == (80 * len(counts),)
    connection.close()


def test_killed_a_few_times(tmp_path: Path) -> None:
    rng = random.Random(1)
    for _ in range(6):
        kill_and_look(tmp_path / "m", rng)


@pytest.mark.slow
def test_killed_two_hundred_times(tmp_path: Path) -> None:
    rng = random.Random(2)
    for number in range(200):
        kill_and_look(tmp_path / f"{number // 10}", rng)
