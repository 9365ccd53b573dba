"""Ctrl-C and sudden death of the coordinator: over within two seconds, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.workers.coordinators import coordinator, living, until
from tests.workers.dask_processes import DaskProcesses, joined


@pytest.fixture
def folder(tmp_path: Path, unpacked: Path) -> Path:
    path = tmp_path / "at work"
    path.mkdir()
    return path


def interrupt(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Ctrl-C, as a terminal sends it to all; what was printed. Within two seconds no process is left."""
    begun = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    printed = process.communicate(timeout=60)
    until(lambda: not living(process.pid))
    assert time.monotonic() - begun < 2
    return printed


@pytest.mark.parametrize("what", ["sleep", "spin", "translate"])
def test_processes(what: str, folder: Path) -> None:
    with coordinator(what, folder, begun=1 if what == "translate" else 2, jobs=2) as process:
        assert len(living(process.pid)) >= 3
        assert interrupt(process) == ("interrupted\n", "")


def test_one_process(folder: Path) -> None:
    with coordinator("translate", folder, begun=1) as process:
        assert len(living(process.pid)) == 1
        assert interrupt(process) == ("interrupted\n", "")


@pytest.mark.parametrize("frozen", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_cluster(own_cluster: DaskProcesses, folder: Path, frozen: bool) -> None:
    """Whether the scheduler answers or not; the cluster itself stays."""
    own_cluster.add()
    joined(own_cluster, 1).crew.leave()
    with coordinator("sleep", folder, begun=1, scheduler=own_cluster.address) as process:
        if frozen:
            own_cluster.scheduler.send_signal(signal.SIGSTOP)
        out, _ = interrupt(process)
    assert out == "interrupted\n"
    assert [worker.poll() for worker in own_cluster.workers] == [None]


def test_processes_end_with_a_coordinator_that_is_killed(folder: Path) -> None:
    with coordinator("sleep", folder, begun=2, jobs=2) as process:
        process.kill()
        process.wait()
        until(lambda: not living(process.pid))
