from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from localize.errors import FileError, InternalError
from localize.workers.failure import Failure, attempt
from tests.workers.tasks import picky


def failure(number: int) -> Failure:
    result = attempt(picky, number, f"file {number}", "tcp://10.0.0.7:4001")
    assert isinstance(result, Failure)
    again: Failure = pickle.loads(pickle.dumps(result))
    assert repr(again) == repr(result)
    return again


def test_an_error_for_people_is_told_as_it_is() -> None:
    error = failure(1).as_error()
    assert isinstance(error, FileError)
    assert (str(error), error.exit_code) == ("one.srt:7: is the first; begin with 2", 1)


def test_of_a_bug_the_coordinator_writes_down_what_the_worker_saw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    error = failure(2).as_error()
    assert isinstance(error, InternalError)
    (log,) = tmp_path.rglob("crash-*.log")
    assert str(error) == f"file 2: a bug of localize (KeyError: 'two'); please report it with {log}"
    text = log.read_text(encoding="utf-8")
    assert "on tcp://10.0.0.7:4001\nTraceback (most recent call last):\n" in text
    assert 'raise KeyError("two")\n' in text


def test_what_cannot_travel_leaves_its_name_and_words() -> None:
    found = failure(3)
    assert repr(found.error) == "RuntimeError('OddError: three')"
    assert 'raise OddError("thr", "ee")\n' in found.details


def test_what_is_no_error_but_an_order_is_obeyed() -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(stop, 1, "1")
