"""Who works at a Dask scheduler: the workers as they come and go, and those among them that will not do."""

from __future__ import annotations

import contextlib
import logging
import time
from typing import Self

from localize.errors import UsageError
from localize.workers.failure import Failure, WorkerError
from localize.workers.scheduler import Connection, connect

_LOOK_S = 1
# How long there may be no worker at all: time enough to start one again.
PATIENCE_S = 120


class Crew:
    """The workers of one scheduler, without those that turned out unfit for what was asked of them."""

    def __init__(self, address: str, connection: Connection) -> None:
        self.address = address
        self.connection = connection
        self._threads: dict[str, int] = {}
        self._excluded: set[str] = set()
        self._cpus: set[str] = set()
        self._looked = -float(_LOOK_S)
        self._seen = time.monotonic()

    @classmethod
    def join(cls, address: str) -> Self:
        """Connect to the scheduler at `address`. Raises UsageError as `connect`, and if it has no workers."""
        crew = cls(address, connect(address))
        if not crew.fit:
            crew.leave()
            raise UsageError(
                f"--scheduler: {address} has no workers; start some with `dask worker {address} --nthreads 1`"
            )
        return crew

    @property
    def fit(self) -> dict[str, int]:
        """The workers, up to a second ago, by address, with their threads."""
        now = time.monotonic()
        if now - self._looked >= _LOOK_S and self.connection.status == "running":
            self._looked = now
            with contextlib.suppress(OSError):  # the scheduler is gone; whoever waits for work will be told
                self._threads = dict(self.connection.nthreads())
        fit = {address: threads for address, threads in self._threads.items() if address not in self._excluded}
        if fit:
            self._seen = now
        return fit

    @property
    def only(self) -> list[str] | None:
        """The workers that may be given work; None for all, also those yet to come."""
        return list(self.fit) if self._excluded else None

    @property
    def unfit(self) -> int:
        """How many workers have been excluded so far."""
        return len(self._excluded)

    def exclude(self, failure: Failure) -> bool:
        """Give the worker of `failure` nothing more; whether there are others."""
        if failure.worker not in self._excluded:
            self._excluded.add(failure.worker)
            logging.getLogger(__name__).warning("%s; the other workers do its part", failure.error)
        return bool(self.fit)

    def met(self, worker: str, cpu: str, *, told: bool = False) -> None:
        """A worker has answered. A type of CPU that none before had is a warning, unless people are told elsewhere."""
        if self._cpus and cpu not in self._cpus and not told:
            logging.getLogger(__name__).warning(
                "%s has another type of CPU than the workers before it (%s); a sentence may come out differently there",
                worker, cpu,
            )  # fmt: skip
        self._cpus.add(cpu)

    def check(self) -> None:
        """Raises WorkerError if there has been no worker for long."""
        if not self.fit and time.monotonic() - self._seen > PATIENCE_S:
            raise WorkerError(
                f"{self.address}: all workers are gone; start some with `dask worker {self.address} --nthreads 1` and "
                "run again"
            )

    def lost(self) -> WorkerError:
        """What to say when the scheduler dropped a task that nobody told it to drop."""
        return WorkerError(
            f"{self.address}: the scheduler is gone, or was told to drop the work; start it and run again"
        )

    def leave(self) -> None:
        """Disconnect; the cluster goes on without us."""
        with contextlib.suppress(TimeoutError):  # what does not answer need not be told
            self.connection.close(timeout=1)
