"""Tasks to workers and results back: in order, a bounded number at a time, once more where a worker died.

When a worker dies, nobody knows which of the tasks under way it died of. So each of these is done again, alone, and one
over which workers go on dying is given up after `TRIES` deaths; the others are none the worse.
"""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from enum import Enum, auto
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from localize.workers.failure import Failure, WorkerError, failed

# Deaths of workers over one task, after which nobody tries again.
TRIES = 3
# For each task that can be worked on at a time: tasks under way, the next waiting beside the worker; and tasks taken
# but not handed back, since results wait for one that takes long.
AHEAD, WINDOW = 2, 8
_LOOK_S = 0.5


class Lost(Enum):
    """Why a task has to be done again."""

    DIED = auto()  # the worker died, maybe of this task
    UNFIT = auto()  # this worker could not, another may


class Promise(Protocol):
    """What the futures of `concurrent.futures` and of Dask have in common."""

    def add_done_callback(self, fn: Callable[[Any], object], /) -> object:
        """Call `fn` when it is done."""


class Pool(Protocol):
    """What carries out tasks."""

    @property
    def slots(self) -> int:
        """Tasks that can be worked on at a time; may change."""

    def submit(self, item: Any) -> Promise:
        """Begin with `item`."""

    def outcome(self, promise: Any) -> Any:
        """What became of a promise that is done: a result, a `Failure`, or `Lost`."""

    def check(self) -> None:
        """Called when nothing has happened for a while. Raises WorkerError if nothing will."""

    def abandon(self, promises: Collection[Any]) -> None:
        """Give up what is under way, if anything is."""


def flow(
    pool: Pool, items: Iterable[Any], name: Callable[[Any], str], done: Callable[[Any], None]
) -> Generator[Any | Failure, None, None]:
    """The outcome of each item, in order; arguments as for `Mapper.map`."""
    work = _Flow(pool, iter(items), name, done)
    try:
        yield from work.results()
    finally:
        pool.abandon(work.running.values())


class _Flow:
    def __init__(
        self, pool: Pool, items: Iterator[Any], name: Callable[[Any], str], done: Callable[[Any], None]
    ) -> None:
        self._pool, self._items, self._name, self._done = pool, items, name, done
        self._ready: SimpleQueue[int] = SimpleQueue()
        self._more = True
        self._taken = self._given = 0
        self._open: dict[int, Any] = {}  # items by place, until they are done
        self._again: deque[int] = deque()
        self._alone: deque[int] = deque()
        self._deaths: Counter[int] = Counter()
        self._results: dict[int, Any] = {}
        self.running: dict[int, Promise] = {}

    def results(self) -> Iterator[Any | Failure]:
        while True:
            self._feed()
            if self._given in self._results:
                yield self._results.pop(self._given)
                self._given += 1
            elif self._open or self._more:
                self._wait()
            else:
                return

    def _feed(self) -> None:
        """Keep the workers busy."""
        if self._alone:
            if not self.running:
                self._begin(self._alone.popleft())
            return
        slots = self._pool.slots
        while len(self.running) < AHEAD * slots and (self._again or self._take(WINDOW * slots)):
            self._begin(self._again.popleft())

    def _take(self, limit: int) -> bool:
        """Whether there is another item and room for it; it then waits in `_again`."""
        if not self._more or self._taken - self._given >= limit:
            return False
        for item in self._items:
            self._open[self._taken] = item
            self._again.append(self._taken)
            self._taken += 1
            return True
        self._more = False
        return False

    def _begin(self, place: int) -> None:
        try:
            promise = self._pool.submit(self._open[place])
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            self._finish(place, failed(error, self._name(self._open[place])))
            return
        self.running[place] = promise
        promise.add_done_callback(lambda _: self._ready.put(place))

    def _wait(self) -> None:
        try:
            place = self._ready.get(timeout=_LOOK_S)
        except Empty:
            self._pool.check()
            return
        outcome = self._outcome(place)
        if outcome is Lost.UNFIT:
            (self._alone if self._deaths[place] else self._again).append(place)
        elif outcome is Lost.DIED:
            self._died(place)
        else:
            self._finish(place, outcome)

    def _outcome(self, place: int) -> Any:
        try:
            return self._pool.outcome(self.running.pop(place))
        except WorkerError:
            raise
        except Exception as error:  # the item or the result could not be pickled
            return failed(error, self._name(self._open[place]))

    def _died(self, place: int) -> None:
        self._deaths[place] += 1
        if self._deaths[place] < TRIES:
            self._alone.append(place)
            return
        name = self._name(self._open[place])
        error = WorkerError(f"{name}: the worker died {TRIES} times over it, killed or out of memory")
        self._finish(place, Failure(item=name, error=error))

    def _finish(self, place: int, outcome: Any) -> None:
        self._results[place] = outcome
        self._done(self._open.pop(place))
