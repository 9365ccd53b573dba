"""Processes that are killed, and what cannot be sent to them or back."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial
from pathlib import Path

from localize.workers import Failure, Mapper, Workers, mapper
from tests.workers import tasks
from tests.workers.coordinators import living


def test_afterwards_no_process_is_left() -> None:
    before = set(living(os.getsid(0)))
    with mapper(Workers(jobs=3)) as processes:
        pids = {place[2] for place in processes.map(tasks.where, range(60)) if not isinstance(place, Failure)}
        assert 1 <= len(pids) <= 3
        assert len(multiprocessing.active_children()) >= 3
        results = processes.map(tasks.where, iter(range(10**9)))
        next(results)
    assert not pids & set(living(os.getsid(0)))
    # What the standard library starts once, to tidy up after processes that die, stays.
    assert len(set(living(os.getsid(0))) - before) <= 1


def test_what_a_killed_process_had_under_way_is_done_again(two_processes: Mapper, tmp_path: Path) -> None:
    assert list(two_processes.map(partial(tasks.die_once, tmp_path), range(8))) == list(range(8))
    assert (tmp_path / "died").exists()


def test_what_kills_every_process_is_a_failure_and_the_rest_is_done(two_processes: Mapper) -> None:
    results = list(two_processes.map(tasks.die, range(8), name=lambda number: f"episode {number}"))
    failure = results.pop(3)
    assert results == [0, 1, 2, 4, 5, 6, 7]
    assert isinstance(failure, Failure)
    assert failure.item == "episode 3"
    assert str(failure.error) == "episode 3: the worker died 3 times over it, killed or out of memory"


def test_a_result_that_cannot_be_sent_fails_its_item(two_processes: Mapper) -> None:
    (failure,) = two_processes.map(tasks.lock, [1])
    assert isinstance(failure, Failure)
    assert "cannot pickle '_thread.lock' object" in str(failure.error)


def test_an_item_that_cannot_be_sent_fails(two_processes: Mapper) -> None:
    (failure,) = two_processes.map(repr, [tasks.lock(0)], name=lambda _: "a lock")
    assert isinstance(failure, Failure)
    assert failure.item == "a lock"
    assert "cannot pickle '_thread.lock' object" in str(failure.error)


def test_processes_stay_for_the_next_round_and_have_a_thread_each(two_processes: Mapper) -> None:
    places = [place for _ in range(2) for place in two_processes.map(tasks.where, range(12))]
    told = [place for place in places if not isinstance(place, Failure)]
    assert len(told) == len(places) == 24
    assert len({pid for _, _, pid in told}) <= 2
    assert {(worker, threads) for worker, threads, _ in told} == {("", 1)}
