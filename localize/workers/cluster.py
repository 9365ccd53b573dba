"""The workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from types import TracebackType
from typing import ClassVar, Self

from localize.workers.asking import ask
from localize.workers.base import Item, Result, Workers
from localize.workers.call import seal
from localize.workers.crew import Crew
from localize.workers.failure import Failure
from localize.workers.flow import flow
from localize.workers.rounds import Round


class Cluster:
    """The workers of one scheduler, those that come later too. Other programs may use them at the same time."""

    name: ClassVar[str] = "cluster"
    here: ClassVar[bool] = False

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    @classmethod
    def start(cls, workers: Workers) -> Self:
        """Raises UsageError if Dask is not installed, no scheduler answers or it has no workers."""
        return cls(Crew.join(workers.scheduler or ""))

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
        return flow(Round(self.crew, seal(function), name, threaded=threaded), items, name, done)

    def ask(self, function: Callable[[], Result]) -> Mapping[str, Result | Failure]:
        """As `Mapper.ask`."""
        return ask(self.crew, function)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.crew.leave()
