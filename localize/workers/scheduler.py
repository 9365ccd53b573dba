"""What we use of Dask, with types. It is an extra, `localize[cluster]`, and imported here alone, when it is needed."""

from __future__ import annotations

import pickle
import uuid
from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from localize.errors import UsageError
from localize.workers.call import Place

_CONNECT_S = 10


class Promise(Protocol):
    """A task of ours at the scheduler."""

    key: Any

    def add_done_callback(self, fn: Callable[[Any], object], /) -> object:
        """Call `fn` when it is done."""

    def result(self, timeout: float | None = None) -> Any:
        """Raises what the task raised, TimeoutError after so many seconds, CancelledError if the task was dropped."""

    def release(self) -> object:
        """Nobody waits for it: the scheduler may drop it. Does not wait for the scheduler's word."""


class Connection(Protocol):
    """A client of a scheduler."""

    # "running" as long as the scheduler is there.
    status: str

    def submit(self, function: Callable[..., Any], /, *arguments: Any, key: Any, workers: Any) -> Promise:
        """A task, under a key that no other has, for some workers (their addresses) or all (None)."""

    def nthreads(self) -> Mapping[str, int]:
        """The workers' addresses, and the threads of each."""

    def cancel(self, promises: list[Any], /) -> object:
        """Drop tasks: whoever waits for one gets a CancelledError."""

    def close(self, *, timeout: Any) -> object:
        """Disconnect. Raises TimeoutError after so many seconds."""


def connect(address: str) -> Connection:
    """Raises UsageError if there is no scheduler at `address`, or no Dask to speak to it with."""
    if not _is_address(address):
        raise UsageError(f"--scheduler: {address!r} is no address; write tcp://HOST:8786")
    try:
        from dask import config
        from distributed import Client
    except ImportError:
        raise UsageError(
            "--scheduler needs Dask, which is not installed; run `pip install 'localize[cluster]'`"
        ) from None
    start: Callable[..., Connection] = Client
    try:
        # Else it keeps the last thousand messages, with the files in them, for developers of Dask.
        with config.set({"distributed.admin.low-level-log-length": 1}):
            return start(address, timeout=_CONNECT_S, set_as_default=False)
    except TypeError as error:
        raise UsageError(
            f"--scheduler: {address} needs certificates; name them in Dask's configuration, under distributed.comm.tls"
        ) from error
    except OSError as error:
        raise UsageError(
            f"--scheduler: no Dask scheduler answers at {address}; start one with `dask scheduler` and give the "
            "address that it prints"
        ) from error


# Given another one, Dask may wait for ever.
def _is_address(text: str) -> bool:
    """`tcp://HOST:PORT`, or the same with `tls`."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("tcp", "tls") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        return False


def died(error: Exception) -> bool:
    """Whether `error` is what Dask says of a task over which workers died: several, since it tries again by itself."""
    from distributed import KilledWorker

    return isinstance(error, KilledWorker)


def here() -> Place:
    """On a worker: where the task that asks is carried out."""
    from distributed import get_worker

    worker = get_worker()
    return Place(worker=worker.address, threads=worker.state.nthreads)


def send(connection: Connection, data: bytes, only: list[str] | None) -> Promise:
    """A task that unpickles `data`, on one of the workers `only`, or on any."""
    # What has the same key, Dask does once.
    return connection.submit(pickle.loads, data, key=f"localize-{uuid.uuid4().hex}", workers=only)


def cancel(connection: Connection, promises: Collection[Promise]) -> None:
    """As `Connection.cancel`, if the scheduler is there."""
    if promises and connection.status == "running":
        connection.cancel(list(promises))
