"""Everything in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, ClassVar, Self

from localize.workers import heap
from localize.workers.base import Item, Result, Workers
from localize.workers.failure import Failure, attempt
from localize.workers.flow import flow


class Serial:
    """One item after the other; several at a time only where the engine runs in threads."""

    name: ClassVar[str] = "serial"
    here: ClassVar[bool] = True

    @classmethod
    def start(cls, workers: Workers) -> Self:
        """Nothing is needed."""
        return cls()

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
        if threaded:
            yield from flow(_Threads(function, name), items, name, done)
            return
        for item in items:
            result = attempt(function, item, name(item))
            done(item)
            yield result

    def ask(self, function: Callable[[], Result]) -> Mapping[str, Result | Failure]:
        """Nobody to ask."""
        return {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Nothing is left."""


class _Threads:
    def __init__(self, function: Callable[[Any], Any], name: Callable[[Any], str]) -> None:
        self._function, self._name = function, name
        heap.share()
        self.slots = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self.slots)

    def submit(self, item: Any) -> Future[Any]:
        return self._pool.submit(attempt, self._function, item, self._name(item))

    def outcome(self, promise: Future[Any]) -> Any:
        return promise.result()

    def check(self) -> None:
        """Threads do not get lost."""

    def abandon(self, promises: Collection[Future[Any]]) -> None:
        # What is under way in a thread cannot be stopped; nobody waits for it.
        self._pool.shutdown(wait=False, cancel_futures=True)
