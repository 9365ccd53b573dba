"""The same question to every worker of a cluster."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from functools import partial
from typing import Any

from localize import __version__
from localize.workers import parcel, scheduler
from localize.workers.base import Result
from localize.workers.call import Call, seal
from localize.workers.crew import Crew
from localize.workers.failure import Failure, UnfitWorkerError, WorkerError

_ANSWER_S = 120
_LOOK_S = 1


def ask(crew: Crew, function: Callable[[], Result]) -> dict[str, Result | Failure]:
    """What `function` gives on each worker, by address; who goes away meanwhile is left out.

    A worker that cannot run our code is a Failure with an UnfitWorkerError. Raises WorkerError if the scheduler goes.
    """
    sealed = seal(partial(_answer, function))
    asked = {}
    for address in crew.fit:
        call = Call(data=pickle.dumps(address), name=address, threaded=True)
        asked[address] = scheduler.send(crew.connection, parcel.pack(call, sealed), [address])
    return {address: told for address, promise in asked.items() for told in _told(crew, address, promise)}


def _answer(function: Callable[[], Result], _: str) -> Result:
    return function()


def _told(crew: Crew, address: str, promise: scheduler.Promise) -> Iterator[Any]:
    """What the worker says; nothing if it has gone."""
    end = time.monotonic() + _ANSWER_S
    while address in crew.fit:
        try:
            answer = parcel.unpack(promise.result(timeout=_LOOK_S))
        except TimeoutError:
            if time.monotonic() > end:
                error = WorkerError(f"{address} has not answered for {_ANSWER_S} seconds; it may be busy or gone")
                yield Failure(item=address, error=error, worker=address)
                return
        except CancelledError as error:
            raise crew.lost() from error
        except Exception as error:
            if not scheduler.died(error):
                yield Failure(item=address, error=_unable(address, error), worker=address)
            return
        else:
            crew.met(address, answer.cpu, told=True)
            yield answer.result
            return


def _unable(address: str, error: Exception) -> UnfitWorkerError:
    why = f"{type(error).__name__}: {error}".split("\n")[0]
    return UnfitWorkerError(f"{address} cannot run localize {__version__} ({why}); install it there")
