"""What holds for every mapper: here, in processes, on a real cluster."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from localize.errors import FileError, UsageError
from localize.workers import MAPPERS, Failure, Mapper, Workers
from localize.workers import mapper as chosen
from localize.workers.flow import WINDOW
from tests.workers import tasks


def test_results_come_in_the_order_of_the_items(mapper: Mapper) -> None:
    assert list(mapper.map(tasks.double_late, range(30))) == [2 * number for number in range(30)]


def test_nothing_to_do(mapper: Mapper) -> None:
    assert list(mapper.map(tasks.double, [])) == []


def test_a_function_may_carry_what_all_items_share(mapper: Mapper, tmp_path: Path) -> None:
    assert list(mapper.map(partial(pow, 3), range(4))) == [1, 3, 9, 27]


def test_a_failure_is_a_value_that_names_its_item(mapper: Mapper) -> None:
    zero, one, two, three, four = mapper.map(tasks.picky, range(5), name=lambda number: f"item {number}")
    assert (zero, four) == (0, 4)
    assert isinstance(one, Failure)
    assert isinstance(one.error, FileError)
    assert str(one.error) == "one.srt:7: is the first; begin with 2"
    assert (one.item, one.details) == ("item 1", "")
    assert isinstance(two, Failure)
    assert repr(two.error) == "KeyError('two')"
    assert two.item == "item 2"
    assert two.details.startswith("Traceback (most recent call last):\n")
    assert 'raise KeyError("two")\n' in two.details
    assert isinstance(three, Failure)
    assert repr(three.error) == "RuntimeError('OddError: three')"
    assert [failure.worker != "" for failure in (one, two, three)] == [not mapper.here] * 3


def test_done_is_told_of_every_item_once(mapper: Mapper) -> None:
    told: list[int] = []
    list(mapper.map(tasks.picky, range(9), done=told.append))
    assert sorted(told) == list(range(9))


def test_no_more_items_are_taken_than_are_needed(mapper: Mapper) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield number

    most = 0
    for given, result in enumerate(mapper.map(tasks.double, items(), threaded=True)):
        assert result == 2 * given
        most = max(most, len(taken) - given)
    assert len(taken) == 200
    slots = (os.cpu_count() or 1) if mapper.name == "serial" else 2
    assert most <= WINDOW * slots + 1


def test_whoever_stops_early_leaves_nothing_behind(mapper: Mapper) -> None:
    before = threading.active_count()
    results = mapper.map(tasks.double_late, iter(range(10**9)), threaded=True)
    assert next(results) == 0
    results.close()
    assert list(mapper.map(tasks.double, range(3))) == [0, 2, 4]
    assert threading.active_count() <= before + 4


def test_python_code_runs_in_one_thread_of_a_process(mapper: Mapper, tmp_path: Path) -> None:
    if not mapper.here:
        return
    assert set(mapper.map(partial(tasks.count_threads, tmp_path), range(6))) <= {1, 2}


def test_only_a_cluster_has_workers_to_ask(mapper: Mapper) -> None:
    told = mapper.ask(partial(tasks.where, 0))
    assert len(told) == (0 if mapper.here else 2)
    assert all(result[0] == address for address, result in told.items() if not isinstance(result, Failure))


def test_names_in_the_table_are_those_of_the_mappers() -> None:
    assert all(one.name == name for name, one in MAPPERS.items())


@pytest.mark.parametrize(
    ("workers", "kind"), [(Workers(), "serial"), (Workers(jobs=1), "serial"), (Workers(jobs=3), "processes")]
)
def test_what_people_ask_for(workers: Workers, kind: str) -> None:
    with chosen(workers) as started:
        assert started.name == kind


@pytest.mark.parametrize(
    ("workers", "message"),
    [
        (Workers(jobs=0), "--jobs: 0 processes can do nothing; give 1 or more"),
        (
            Workers(jobs=2, scheduler="tcp://127.0.0.1:1"),
            "--jobs and --scheduler: the workers of a cluster are as many as there are; give one of the two",
        ),
        (Workers(scheduler="127.0.0.1:8786"), "--scheduler: '127.0.0.1:8786' is no address; write tcp://HOST:8786"),
        (Workers(scheduler=""), "--scheduler: '' is no address; write tcp://HOST:8786"),
        *(
            (Workers(scheduler=address), f"--scheduler: {address!r} is no address; write tcp://HOST:8786")
            for address in (
                "tcp://",
                "tcp://host",
                "tcp://host:99999",
                "tcp://host:port",
                "http://host:8787",
                "tcp://[",
            )
        ),
        (
            Workers(scheduler="tls://127.0.0.1:1"),
            "--scheduler: tls://127.0.0.1:1 needs certificates; name them in Dask's configuration, under "
            "distributed.comm.tls",
        ),
    ],
)
def test_wrong_use(workers: Workers, message: str) -> None:
    with pytest.raises(UsageError) as error:
        chosen(workers)
    assert str(error.value) == message
