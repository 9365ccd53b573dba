"""Processes that end with the one that started them, however that ends, and that leave Ctrl-C to it."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection


def hold(line: Connection) -> None:
    """In a worker process: end it, whatever it is doing, when the other end of `line` is closed.

    The system closes it when the coordinator dies. `ProcessPoolExecutor` has no such thing: its processes would wait
    for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(line,), name="lifeline", daemon=True).start()


def _end_with(line: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        line.recv_bytes()
    os._exit(1)


@contextlib.contextmanager
def without_interrupts() -> Iterator[None]:
    """Processes started in this block never see Ctrl-C, which a terminal sends to all; the coordinator gets it after.

    Where signals cannot be held back (Windows), they see it until `hold` is called.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
