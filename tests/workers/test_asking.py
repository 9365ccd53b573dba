"""What becomes of a question; with a scheduler that obeys the test."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any

import pytest
from distributed import KilledWorker

from localize import __version__
from localize.workers import Failure, UnfitWorkerError, WorkerError, asking, crew, scheduler
from localize.workers.asking import ask
from localize.workers.call import Place
from localize.workers.crew import Crew

ONE, TWO = "tcp://10.0.0.1:1", "tcp://10.0.0.2:2"


class Told:
    """A promise that does what the test says."""

    def __init__(self, key: Any, outcome: Callable[[], Any]) -> None:
        self.key, self._outcome = key, outcome

    def add_done_callback(self, fn: Callable[[Any], object], /) -> None:
        fn(self)

    def result(self, timeout: float | None = None) -> Any:
        return self._outcome()

    def release(self) -> None:
        """Nobody waits."""


class Obedient:
    """A scheduler whose worker ONE answers as it should and TWO as the test says."""

    status = "running"

    def __init__(self, two: Callable[[], Any]) -> None:
        self.threads = {ONE: 1, TWO: 1}
        self._two = two

    def submit(self, function: Callable[..., Any], /, *arguments: Any, key: Any, workers: Any) -> Told:
        return Told(key, self._two if workers == [TWO] else lambda: function(*arguments))

    def nthreads(self) -> dict[str, int]:
        return self.threads

    def cancel(self, promises: list[Any], /) -> None:
        """Nothing is under way."""

    def close(self, *, timeout: Any) -> None:
        """Nothing is open."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_LOOK_S", 0)
    monkeypatch.setattr(scheduler, "here", lambda: Place(worker=ONE, threads=1))


def asked(two: Callable[[], Any]) -> dict[str, int | Failure]:
    return ask(Crew("tcp://10.0.0.0:8786", Obedient(two)), os.getpid)


def raising(error: Exception) -> Callable[[], Any]:
    def outcome() -> Any:
        raise error

    return outcome


def failure(two: Callable[[], Any]) -> Exception:
    told = asked(two)
    assert told[ONE] == os.getpid()
    answer = told[TWO]
    assert isinstance(answer, Failure)
    assert (answer.item, answer.worker) == (TWO, TWO)
    return answer.error


def test_who_does_not_answer_in_time_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_ANSWER_S", 0)
    error = failure(raising(TimeoutError()))
    assert type(error) is WorkerError
    assert str(error) == f"{TWO} has not answered for 0 seconds; it may be busy or gone"


def test_who_cannot_run_our_code_is_unfit() -> None:
    error = failure(raising(ModuleNotFoundError("No module named 'localize'\nand more")))
    assert type(error) is UnfitWorkerError
    assert str(error) == (
        f"{TWO} cannot run localize {__version__} (ModuleNotFoundError: No module named 'localize'); install it there"
    )


def test_who_goes_away_or_dies_is_left_out() -> None:
    there = Obedient(raising(TimeoutError()))

    def gone() -> Any:
        there.threads = {ONE: 1}
        raise TimeoutError

    there._two = gone
    assert ask(Crew("tcp://10.0.0.0:8786", there), os.getpid) == {ONE: os.getpid()}
    assert asked(raising(KilledWorker.__new__(KilledWorker))) == {ONE: os.getpid()}


def test_without_the_scheduler_it_ends() -> None:
    with pytest.raises(WorkerError) as error:
        asked(raising(CancelledError()))
    assert str(error.value) == (
        "tcp://10.0.0.0:8786: the scheduler is gone, or was told to drop the work; start it and run again"
    )


def test_what_the_function_raises_is_a_failure() -> None:
    failed = ask(Crew("tcp://10.0.0.0:8786", Obedient(raising(KeyError("two")))), _fail)[ONE]
    assert isinstance(failed, Failure)
    assert repr(failed.error) == "KeyError('broken')"
    assert 'raise KeyError("broken")\n' in failed.details


def _fail() -> int:
    raise KeyError("broken")
