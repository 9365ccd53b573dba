"""One function carried out by the workers of a cluster."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any

from localize.workers import parcel, scheduler
from localize.workers.asking import ask
from localize.workers.call import Call, Sealed
from localize.workers.crew import Crew
from localize.workers.failure import Failure, UnfitWorkerError, WorkerError
from localize.workers.flow import Lost
from localize.workers.scheduler import Promise

_FETCH_S = 30


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task under way. only: the workers that may do it, None for all. unfit: how many were excluded by then."""

    promise: Promise
    only: list[str] | None
    unfit: int


class Round:
    """A `flow.Pool`. Arguments as for `Mapper.map`."""

    def __init__(self, crew: Crew, sealed: Sealed, name: Callable[[Any], str], *, threaded: bool) -> None:
        self._crew, self._sealed, self._name, self._threaded = crew, sealed, name, threaded
        self._sent: dict[Any, _Sent] = {}
        self._recalled: set[Any] = set()

    @property
    def slots(self) -> int:
        """Threads of all workers together."""
        return sum(self._crew.fit.values())

    def submit(self, item: Any) -> Promise:
        """Begin with `item`."""
        call = Call(data=pickle.dumps(item), name=self._name(item), threaded=self._threaded)
        only, unfit = self._crew.only, self._crew.unfit
        # The function goes with each: were it kept on the cluster, Dask would give all work to whoever keeps it.
        promise = scheduler.send(self._crew.connection, parcel.pack(call, self._sealed), only)
        self._sent[promise.key] = _Sent(promise, only, unfit)
        return promise

    def outcome(self, promise: Promise) -> Any:
        """What became of it. Raises WorkerError if the scheduler or all workers are gone."""
        try:
            return self._outcome(promise, self._sent[promise.key])
        finally:
            del self._sent[promise.key]

    def _outcome(self, promise: Promise, sent: _Sent) -> Any:
        try:
            answer = parcel.unpack(self._fetched(promise))
        except CancelledError as error:
            if promise.key in self._recalled:
                return Lost.UNFIT
            raise self._crew.lost() from error
        except WorkerError:
            raise
        except Exception as error:
            if scheduler.died(error):
                return Lost.DIED
            self._weed()
            if self._crew.unfit > sent.unfit and self._crew.fit:
                return Lost.UNFIT
            raise
        self._crew.met(answer.worker, answer.cpu)
        result = answer.result
        if isinstance(result, Failure) and isinstance(result.error, UnfitWorkerError) and self._crew.exclude(result):
            return Lost.UNFIT
        return result

    def check(self) -> None:
        """Raises WorkerError if there has been no worker for long. Calls back what waits for workers that are gone."""
        self._crew.check()
        fit = self._crew.fit.keys()
        stranded = [sent.promise for sent in self._sent.values() if fit and sent.only and fit.isdisjoint(sent.only)]
        self._recalled.update(promise.key for promise in stranded)
        scheduler.cancel(self._crew.connection, stranded)

    def abandon(self, promises: Collection[Promise]) -> None:
        """Give up what is under way; the scheduler drops what nobody waits for."""
        for promise in promises:
            promise.release()

    def _fetched(self, promise: Promise) -> Any:
        """The result; made once more if the worker that had it is gone, for which there must be another."""
        while True:
            try:
                return promise.result(timeout=_FETCH_S)
            except TimeoutError:
                self.check()

    def _weed(self) -> None:
        """Exclude the workers that cannot run our code: one of them was given a task."""
        for told in ask(self._crew, os.getpid).values():
            if isinstance(told, Failure) and isinstance(told.error, UnfitWorkerError):
                self._crew.exclude(told)
