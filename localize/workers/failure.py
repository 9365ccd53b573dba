"""A task that gave no result, as a value that travels from a worker to the coordinator."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from localize.crash import caught
from localize.errors import LocalizeError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class WorkerError(LocalizeError):
    """Workers died over a task, or are gone altogether."""

    exit_code = 1


class UnfitWorkerError(WorkerError):
    """Raised by a task: this worker lacks what the task needs, another may have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no result. item: the name of the task's item. worker: the address of the worker, empty on this
    machine. details: the traceback of `error` on the worker; empty for a `LocalizeError`, which says all there is.
    """

    item: str
    error: Exception
    worker: str = ""
    details: str = ""

    def as_error(self) -> LocalizeError:
        """What to tell people. Of a bug the details are in a log file by then, on the coordinator's machine."""
        if isinstance(self.error, LocalizeError):
            return self.error
        self.error.__cause__ = _Elsewhere(f"on {self.worker or 'this machine'}\n{self.details}")
        return caught(self.error, self.item)


def attempt(function: Callable[[_Item], _Result], item: _Item, name: str, worker: str = "") -> _Result | Failure:
    """What `function` gives for `item`, or why it failed."""
    try:
        return function(item)
    except Exception as error:
        return failed(error, name, worker)


def failed(error: Exception, name: str, worker: str = "") -> Failure:
    """The failure of the item `name`."""
    if isinstance(error, LocalizeError):
        return Failure(item=name, error=error, worker=worker)
    details = "".join(traceback.format_exception(error))
    return Failure(item=name, error=_travelling(error), worker=worker, details=details)


def _travelling(error: Exception) -> Exception:
    """`error`, or a stand-in if it would not survive the way to another process."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


class _Elsewhere(Exception):  # noqa: N818 (never raised: it only prints the traceback of another process)
    """As the cause of an error it puts a worker's traceback before that of the coordinator."""
