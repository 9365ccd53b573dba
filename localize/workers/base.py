"""What a mapper is: one way of doing the same thing to many items, here or elsewhere.

Adding a mapper: (1) write `workers/<name>.py` with a class that has the members of `Mapper`; (2) add a line to
`MAPPERS` in `workers/__init__.py`; (3) add it to the fixture of `tests/workers/test_mappers.py`, whose tests must hold
for every mapper.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import ClassVar, Protocol, Self, TypeVar

from localize.workers.failure import Failure

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """What people ask for. jobs: processes. scheduler: address of a Dask scheduler, `tcp://…` or `tls://…`."""

    jobs: int = 1
    scheduler: str | None = None


class Mapper(Protocol):
    """Does things to items. A context manager: at its end no process or connection of it is left."""

    # Its key in `MAPPERS`.
    name: ClassVar[str]
    # Whether the work is done on this machine, which has the folders that the coordinator has.
    here: ClassVar[bool]

    @classmethod
    def start(cls, workers: Workers) -> Self:
        """Raises UsageError if there is nothing to work with."""

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        name: Callable[[Item], str] = str,
        done: Callable[[Item], None] = lambda _: None,
        threaded: bool = False,
    ) -> Generator[Result | Failure, None, None]:
        """What `function` gives for each item, in the order of the items, as soon as it is known.

        Items are taken as they are needed: however many there are, no more than some for each worker are in memory.
        function, items and results travel between processes, so all must be picklable. What all items share goes into
        function with `functools.partial`; each process unpickles it once. No folder is shared: function makes its
        result of the item alone, and may be called again for the same item, elsewhere. What it raises becomes a
        Failure, as does an item over which workers die again and again.

        name: what messages call an item. done: told of an item as soon as it is done, in any order. threaded: function
        gains from running in several threads of a process at once, and is made for it. Ends its work at once when it is
        closed, and at Ctrl-C. Raises WorkerError if all workers are gone.
        """

    def ask(self, function: Callable[[], Result]) -> Mapping[str, Result | Failure]:
        """What `function` gives on every worker that has folders of its own, by address; none if all work is here."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
