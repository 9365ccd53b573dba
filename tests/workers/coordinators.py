"""A coordinator as a process of its own, in a session of its own, as a shell would start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from localize.translators.base import Request
from localize.workers import Mapper, Workers, mapper
from localize.workers.translation import translate
from tests.running import MODELS, ROOT
from tests.workers import tasks
from tests.workers.sentences import LINES, shipped

PATIENCE_S = 120
SCRIPT = """
import sys
from tests.workers.coordinators import main

if __name__ == "__main__":
    main(*sys.argv[1:])
"""


def work(what: str, folder: Path, spread: Mapper) -> None:
    """More than anybody waits for. Each worker leaves a file in `folder` when it begins, or somebody does."""
    if what != "translate":
        list(spread.map(partial(getattr(tasks, what), folder), range(9)))
        return
    texts = [f"{text} {number}" for text in LINES for number in range(999)]
    asked = [Request(text=text, source="ru", target="en", beam=5) for text in texts]
    translate(asked, shipped(), spread, advance=lambda _: (folder / "begun").touch())


def main(what: str, folder: str, workers: str) -> None:
    """In the coordinator's process."""
    try:
        with mapper(Workers(**json.loads(workers))) as spread:
            work(what, Path(folder), spread)
    except KeyboardInterrupt:
        sys.stdout.write("interrupted\n")


@contextmanager
def coordinator(what: str, folder: Path, *, begun: int, **workers: Any) -> Iterator[subprocess.Popen[str]]:
    """One that works until it is stopped, when there are `begun` files in `folder`."""
    script = folder.parent / "coordinator.py"
    script.write_text(SCRIPT)
    process = subprocess.Popen(
        [sys.executable, str(script), what, str(folder), json.dumps(workers)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "LOCALIZE_MODELS": str(MODELS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        until(lambda: len(list(folder.iterdir())) >= begun or process.poll() is not None)
        yield process
    finally:
        for pid in living(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.communicate()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def living(session: int) -> list[int]:
    """The processes of a session, without those that are dead and wait to be fetched by their parents."""
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [pid for pid in pids if _lives_in(session, pid)]


def _lives_in(session: int, pid: int) -> bool:
    try:
        state, _, _, its = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return False
    return state != "Z" and int(its) == session
