from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from localize.workers.call import Call, Place, carry_out, place, seal
from localize.workers.failure import Failure
from tests.workers import tasks


class Counted:
    """A function that knows how often it was unpickled."""

    opened = 0

    def __call__(self, item: int) -> int:
        return item

    def __setstate__(self, state: object) -> None:
        type(self).opened += 1

    def __getstate__(self) -> str:
        return "something"


def call(item: Any, *, threaded: bool = False) -> Call:
    return Call(data=pickle.dumps(item), name=f"item {item}", threaded=threaded)


def test_a_function_is_unpickled_once_a_process() -> None:
    Counted.opened = 0
    for item in range(5):
        assert carry_out(call(item), seal(Counted()), Place()) == item
    assert Counted.opened == 1


def test_a_task_can_tell_where_it_is_carried_out() -> None:
    there = Place(worker="tcp://10.0.0.7:4001", threads=3)
    assert carry_out(call(0), seal(tasks.where), there)[:2] == ("tcp://10.0.0.7:4001", 3)
    assert place() == Place(worker="", threads=0)


def test_a_function_that_is_not_there_fails_its_items() -> None:
    sealed = seal(tasks.double)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(tasks, "double")
        result = carry_out(call(1), sealed, Place(worker="w"))
    assert isinstance(result, Failure)
    assert (result.item, result.worker) == ("item 1", "w")
    assert "has no attribute 'double'" in repr(result.error) or "Can't get attribute 'double'" in repr(result.error)


@pytest.mark.parametrize(("threaded", "most"), [(False, 1), (True, 2)])
def test_python_code_has_a_process_to_itself(threaded: bool, most: int) -> None:
    """Two threads meet inside the function if they may; if not, the second comes when the first is gone."""
    meeting = threading.Barrier(2)

    def met(_: Any) -> int:
        try:
            meeting.wait(5 if threaded else 0.2)
        except threading.BrokenBarrierError:
            return 1
        return 2

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.setattr(tasks, "double", met)
        work: Callable[[int], Any] = partial(
            lambda sealed, item: carry_out(call(item, threaded=threaded), sealed, Place()), seal(_Double())
        )
        assert max(pool.map(work, range(2))) == most


class _Double:
    def __call__(self, item: int) -> Any:
        return tasks.double(item)
