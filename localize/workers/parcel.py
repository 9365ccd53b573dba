"""Calls as bytes that Dask need not understand.

Dask unpickles a task before it is the task's turn, and a worker where that fails closes its connection: one that has no
localize, or another one, would die of the first question that it is asked. So Dask gets bytes and `pickle.loads`, which
every Python has. The call is carried out by being unpickled; where that fails, the task has failed and nothing else.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from localize import __version__
from localize.workers import facts, heap, scheduler
from localize.workers.call import Call, Sealed, carry_out
from localize.workers.failure import Failure, UnfitWorkerError, failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes back. worker: its address. cpu: as `facts.cpu`. result: what the function gave, or a `Failure`."""

    worker: str
    cpu: str
    result: Any


class _Parcel:
    def __init__(self, call: Call, sealed: Sealed) -> None:
        self._content = (__version__, call, sealed)

    def __reduce__(self) -> tuple[Callable[..., bytes], tuple[str, Call, Sealed]]:
        return _carried_out, self._content


def pack(call: Call, sealed: Sealed) -> bytes:
    """What a worker carries out when it unpickles it; that gives the bytes of an `Answer`."""
    return pickle.dumps(_Parcel(call, sealed))


def unpack(data: bytes) -> Answer:
    """What came back."""
    answer: Answer = pickle.loads(data)  # noqa: S301 (our worker's bytes)
    return answer


def _carried_out(version: str, call: Call, sealed: Sealed) -> bytes:
    heap.keep()
    place = scheduler.here()
    if version != __version__:
        error = UnfitWorkerError(f"{place.worker} has localize {__version__}; install {version} there")
        return _packed(place.worker, Failure(item=call.name, error=error, worker=place.worker))
    result = carry_out(call, sealed, place)
    try:
        return _packed(place.worker, result)
    except Exception as unsendable:
        return _packed(place.worker, failed(unsendable, call.name, place.worker))


def _packed(worker: str, result: Any) -> bytes:
    return pickle.dumps(Answer(worker=worker, cpu=_cpu(), result=result))


# The system needs milliseconds to tell, on a machine of many cores.
@functools.cache
def _cpu() -> str:
    return facts.cpu()
