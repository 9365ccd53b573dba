from __future__ import annotations

import pickle
from typing import Any

import pytest

from localize import __version__
from localize.workers import parcel, scheduler
from localize.workers.call import Call, Place, seal
from localize.workers.facts import cpu
from localize.workers.failure import Failure, UnfitWorkerError
from tests.workers import tasks

WORKER = "tcp://10.0.0.7:4001"


@pytest.fixture(autouse=True)
def _on_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "here", lambda: Place(worker=WORKER, threads=3))


def packed(function: Any, item: Any) -> bytes:
    return parcel.pack(Call(data=pickle.dumps(item), name=f"item {item}", threaded=False), seal(function))


def test_it_is_carried_out_where_it_is_unpickled() -> None:
    answer = parcel.unpack(pickle.loads(packed(tasks.where, 1)))
    assert (answer.worker, answer.cpu) == (WORKER, cpu())
    assert answer.result[:2] == (WORKER, 3)


def test_a_result_that_cannot_be_sent_is_a_failure() -> None:
    result = parcel.unpack(pickle.loads(packed(tasks.lock, 1))).result
    assert isinstance(result, Failure)
    assert (result.item, result.worker) == ("item 1", WORKER)
    assert "cannot pickle '_thread.lock' object" in str(result.error)


def test_another_localize_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = packed(tasks.double, 1)
    monkeypatch.setattr(parcel, "__version__", "0.0.1")
    result = parcel.unpack(pickle.loads(sent)).result
    assert isinstance(result, Failure)
    assert isinstance(result.error, UnfitWorkerError)
    assert str(result.error) == f"{WORKER} has localize 0.0.1; install {__version__} there"


def test_without_localize_it_fails_as_a_task_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever handles the bytes on the way has no need of localize."""
    sent = pickle.dumps(packed(tasks.double, 1))
    monkeypatch.delattr(parcel, "_carried_out")
    data = pickle.loads(sent)
    assert isinstance(data, bytes)
    with pytest.raises(AttributeError, match="_carried_out"):
        pickle.loads(data)
