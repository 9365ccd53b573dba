"""A Dask scheduler and workers as processes of their own, on the loopback interface."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from localize.errors import UsageError
from localize.workers import Workers
from localize.workers.cluster import Cluster
from tests.running import MODELS, ROOT

# Dask's command line on a leash: whoever started it holds its standard input, and it ends when that is closed.
_LEASHED = """
import os, sys, threading

def leash():
    os.read(0, 1)
    os._exit(1)

threading.Thread(target=leash, daemon=True).start()
from dask.__main__ import main
main()
"""
_PATIENCE_S = 120


class DaskProcesses:
    """One scheduler and the workers added to it. `stop` kills all; so does the end of this process."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self._all: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(file), variables=environment)
        self.address = str(json.loads(self._written(file))["address"])

    def add(self, *options: str, models: Path = MODELS, **environment: str) -> subprocess.Popen[bytes]:
        """A worker with one thread and folders of its own, with a copy of `models`; it registers within seconds."""
        home = self.folder / f"worker-{len(self._all)}"
        shutil.copytree(models, home / "models")
        options = (*(options or ("--no-nanny",)), "--nthreads", "1", "--local-directory", str(home))
        folders = {
            "LOCALIZE_MODELS": "models",
            "ARGOS_PACKAGES_DIR": ".",
            "XDG_DATA_HOME": ".",
            "XDG_CACHE_HOME": "cache",
        }
        elsewhere = {name: str(home / folder) for name, folder in folders.items()}
        self.workers.append(self._start("worker", self.address, *options, cwd=home, variables=elsewhere | environment))
        return self.workers[-1]

    def stop(self) -> None:
        for process in self._all:
            process.kill()
            if process.stdin:
                process.stdin.close()
            process.wait()

    def _start(self, *words: str, variables: dict[str, str], cwd: Path | None = None) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self._all)}-{words[0]}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-c", _LEASHED, *words, "--host", "127.0.0.1", "--no-dashboard"],
                cwd=cwd or self.folder,
                env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._all.append(process)
        return process

    def _written(self, file: Path) -> str:
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end and self.scheduler.poll() is None:
            if file.is_file() and (text := file.read_text()):
                return text
            time.sleep(0.02)
        raise AssertionError((self.folder / "0-scheduler.log").read_text())


def joined(dask: DaskProcesses, count: int) -> Cluster:
    """A mapper connected to `dask` when that has `count` workers."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            cluster = Cluster.start(Workers(scheduler=dask.address))
        except UsageError:  # no worker has registered yet
            if time.monotonic() > end:
                raise
        else:
            wait_for(cluster, count)
            return cluster


def wait_for(cluster: Cluster, count: int) -> dict[str, int]:
    """The workers and their threads, as soon as there are `count`."""
    end = time.monotonic() + _PATIENCE_S
    while len(cluster.crew.fit) != count:
        assert time.monotonic() < end
        time.sleep(0.05)
    return cluster.crew.fit
