"""Several processes on this machine."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, ClassVar, Self

from localize.errors import UsageError
from localize.workers.base import Item, Result, Workers
from localize.workers.call import Call, Place, Sealed, carry_out, seal
from localize.workers.failure import Failure
from localize.workers.flow import Lost, flow
from localize.workers.lifeline import hold, without_interrupts


class Processes:
    """`jobs` processes, each with one thread. They are started for the first item and stay for the next `map`."""

    name: ClassVar[str] = "processes"
    here: ClassVar[bool] = True

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._line: tuple[Connection, Connection] | None = None

    @classmethod
    def start(cls, workers: Workers) -> Self:
        """Raises UsageError for fewer than one process."""
        if workers.jobs < 1:
            raise UsageError(f"--jobs: {workers.jobs} processes can do nothing; give 1 or more")
        return cls(workers.jobs)

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        name: Callable[[Item], str] = str,
        done: Callable[[Item], None] = lambda _: None,
        threaded: bool = False,
    ) -> Generator[Result | Failure, None, None]:
        """As `Mapper.map`."""
        return flow(_Round(self, seal(function), name), items, name, done)

    def ask(self, function: Callable[[], Result]) -> Mapping[str, Result | Failure]:
        """Nobody to ask: they have the coordinator's folders."""
        return {}

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        """Begin with `work`; first with new processes if one of the old ones has died."""
        # Processes are started as they are needed, hence here.
        with without_interrupts():
            if self._pool is not None:
                try:
                    return self._pool.submit(work)
                except BrokenProcessPool:
                    self.stop()
            context = get_context("spawn")
            self._line = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self.jobs, context, initializer=hold, initargs=(self._line[0],))
            return self._pool.submit(work)

    def stop(self) -> None:
        """End all processes, whatever they are doing."""
        if self._line is not None:
            for end in self._line:
                end.close()
            self._line = None
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()


class _Round:
    """One `map`: a function to be carried out by processes."""

    def __init__(self, processes: Processes, sealed: Sealed, name: Callable[[Any], str]) -> None:
        self._processes, self._sealed, self._name = processes, sealed, name

    @property
    def slots(self) -> int:
        return self._processes.jobs

    def submit(self, item: Any) -> Future[Any]:
        # One thread a process, so whether the function is made for threads does not matter.
        call = Call(data=pickle.dumps(item), name=self._name(item), threaded=True)
        return self._processes.submit(partial(carry_out, call, self._sealed, Place(threads=1)))

    def outcome(self, promise: Future[Any]) -> Any:
        try:
            return promise.result()
        except BrokenProcessPool:
            return Lost.DIED

    def check(self) -> None:
        """The pool itself tells of processes that died."""

    def abandon(self, promises: Collection[Future[Any]]) -> None:
        if promises:
            self._processes.stop()
