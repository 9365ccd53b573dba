from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.running import ROOT

# Page faults of a hundred batches that take and free four megabytes: as started, and after `keep`.
FAULTS = """
import resource
from localize.workers.heap import keep

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        b"batch..." * (4 << 17)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

first = faults()
keep()
faults()
print(first, faults())
"""


@pytest.mark.parametrize(("threshold", "kept"), [("65536", True), ("131072", False)])
def test_what_a_batch_frees_is_kept_for_the_next_unless_somebody_else_decided(threshold: str, kept: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULTS],
        env=os.environ | {"PYTHONPATH": str(ROOT), "MALLOC_TRIM_THRESHOLD_": threshold},
        capture_output=True,
        text=True,
        check=True,
    )
    first, then = map(int, done.stdout.split())
    assert first > 50_000
    assert then < 5_000 if kept else then > 50_000
