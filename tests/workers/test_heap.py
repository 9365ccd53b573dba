from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


# Arenas after twelve threads that have memory at the same time, as malloc_info of glibc counts them.
ARENAS = """
import ctypes, sys, threading
from localize.workers.heap import share

if "share" in sys.argv:
    share()
barrier = threading.Barrier(12)

def hold():
    held = [bytes(1000) for _ in range(100)]
    barrier.wait()

threads = [threading.Thread(target=hold) for _ in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.fopen.restype = ctypes.c_void_p
library.fclose.argtypes = [ctypes.c_void_p]
library.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
file = library.fopen(sys.argv[1].encode(), b"w")
library.malloc_info(0, file)
library.fclose(file)
print(open(sys.argv[1]).read().count("<heap nr="))
"""


@pytest.mark.parametrize(
    ("words", "variables", "few"),
    [(("share",), {}, True), ((), {}, False), (("share",), {"MALLOC_ARENA_MAX": "12"}, False)],
)
def test_threads_share_arenas_unless_somebody_else_decided(
    words: tuple[str, ...], variables: dict[str, str], few: bool, tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"}
    done = subprocess.run(
        [sys.executable, "-c", ARENAS, str(tmp_path / "info"), *words],
        env=environment | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (int(done.stdout) <= 2) is few
