"""What the tests let workers do. It stands in a module of its own, which workers can import."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from localize.errors import FileError
from localize.translators import argos
from localize.workers import UnfitWorkerError
from localize.workers.call import place
from localize.workers.translation import Order, Texts, fill


class OddError(Exception):
    """Cannot be unpickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)
        self.second = second

    def __setstate__(self, state: object) -> None:
        raise TypeError("not again")


def double(number: int) -> int:
    return 2 * number


def double_late(number: int) -> int:
    """The first of eight comes last."""
    time.sleep(0 if number % 8 else 0.1)
    return 2 * number


def picky(number: int) -> int:
    if number == 1:
        raise FileError("one.srt", 7, "is the first", "begin with 2")
    if number == 2:
        raise KeyError("two")
    if number == 3:
        raise OddError("thr", "ee")
    return number


def lock(_: int) -> object:
    """What cannot be pickled."""
    return threading.Lock()


def where(_: int) -> tuple[str, int, int]:
    time.sleep(0.01)
    return place().worker, place().threads, os.getpid()


def none_of_it(number: int) -> int:
    raise UnfitWorkerError(f"{place().worker} cannot do {number}")


def only_on(worker: str, number: int) -> int:
    if place().worker != worker:
        raise UnfitWorkerError(f"{place().worker} is not the one")
    return number


def die_once(folder: Path, number: int) -> int:
    """Item 3 kills the process that works on it, the first time."""
    if number == 3 and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(number: int) -> int:
    """Item 3 kills every process that works on it."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def count_threads(folder: Path, number: int) -> int:
    """How many threads of this process were in here at once."""
    mark = folder / f"{threading.get_ident()}"
    mark.touch()
    time.sleep(0.05)
    there = len(list(folder.iterdir()))
    mark.unlink()
    return there


def sleep(folder: Path, number: int) -> int:
    """A minute, with a file that says who sleeps."""
    (folder / f"{os.getpid()}").touch()
    time.sleep(60)
    return number


def spin(folder: Path, number: int) -> int:
    """As `sleep`, but in Python code that never rests."""
    (folder / f"{os.getpid()}").touch()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        number += 1
    return number


def loads(_: int) -> int:
    """How many models this process has loaded so far, one that was loaded twice counted twice."""
    time.sleep(0.01)
    return argos._load.cache_info().misses


def fill_and_tell(order: Order) -> tuple[str, Texts]:
    return place().worker, fill(order)
