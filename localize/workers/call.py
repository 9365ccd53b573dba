"""What is sent to a worker, and how it is carried out there."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import pickle
import threading
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from localize.workers.failure import attempt

# Python code gains nothing from the threads of one process, and not all that we import is made for them.
_ONE_AT_A_TIME = threading.Lock()
_OPENING = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a task is carried out. worker: its address, empty on this machine. threads: CPU threads that the tasks of
    this process share; 0 for all there are."""

    worker: str = ""
    threads: int = 0


_HERE = Place()
_PLACE: ContextVar[Place] = ContextVar("place")


def place() -> Place:
    """Where the task that asks is carried out; if no mapper said, on this machine with all its threads."""
    return _PLACE.get(_HERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A function pickled once, with all that it carries (`functools.partial(finish, plan)`), to be unpickled once in
    each process. digest: SHA-256 of data."""

    digest: str
    data: bytes = field(repr=False, compare=False)


def seal(function: Callable[[Any], Any]) -> Sealed:
    """Raises what pickle raises if `function` cannot be pickled."""
    data = pickle.dumps(function)
    return Sealed(digest=hashlib.sha256(data).hexdigest(), data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One task. data: the pickled item: what stands between coordinator and worker has no need to know what it is.
    name: of the item, for messages. threaded: as in `Mapper.map`."""

    data: bytes = field(repr=False)
    name: str
    threaded: bool


def carry_out(call: Call, sealed: Sealed, where: Place) -> Any:
    """The function's result for the item, or a `Failure`."""

    def work(data: bytes) -> Any:
        return _opened(sealed)(pickle.loads(data))  # noqa: S301 (our coordinator's bytes)

    token = _PLACE.set(where)
    try:
        with contextlib.nullcontext() if call.threaded else _ONE_AT_A_TIME:
            return attempt(work, call.data, call.name, where.worker)
    finally:
        _PLACE.reset(token)


def _opened(sealed: Sealed) -> Callable[[Any], Any]:
    with _OPENING:
        return _open(sealed)


# A few functions, one a kind of work; each may carry a glossary of megabytes.
@functools.lru_cache(maxsize=8)
def _open(sealed: Sealed) -> Callable[[Any], Any]:
    function: Callable[[Any], Any] = pickle.loads(sealed.data)  # noqa: S301 (our coordinator's bytes)
    return function
