"""How fast packages translate, and in how much memory: each figure from a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from itertools import product
from typing import Any

from benchmarks.translation import sets
from benchmarks.translation.bench import Bench
from benchmarks.translation.tables import Section, table

_LINES = 1000
_THREADS = (1, 2)
_BEAMS = (1, 2, 4)


def measure(bench: Bench) -> Section:
    """The lines of the first Russian set, at several threads and beams."""
    first = next((one for one in bench.sets if one.source == "ru"), None)
    if first is None:
        return Section("Speed", ("No set begins with Russian.",))
    texts = list(dict.fromkeys(text for item in first.items for text in item.sentences))[: bench.at_most(_LINES)]
    rows = []
    for system, way in bench.from_russian():
        for threads, beam in product(_THREADS, _BEAMS):
            packages = [asdict(package) for package in system.route(way)]
            done = _worker({"packages": packages, "way": asdict(way), "threads": threads, "beam": beam, "texts": texts})
            rows.append(
                {
                    "to": way.target,
                    "package": system.label(way),
                    "weights": done["weights"],
                    "threads": threads,
                    "beam": beam,
                    "sentences/s": round(len(texts) / done["seconds"]),
                    "tokens/s": round(done["tokens"] / done["seconds"]),
                    "loading, s": f"{done['loading']:.2f}",
                    "peak MB": round(done["peak_mb"]),
                }
            )
    note = f"{len(texts):,} lines of {first.name}, all at once; loading apart; tokens are those that came out."
    return Section("Speed", (table(rows), note), tuple(rows))


def _worker(job: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.translation.worker"],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=sets.ROOT,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
