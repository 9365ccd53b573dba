"""A real Dask scheduler with real workers, some of which are killed, come late, or cannot do what is asked."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from localize import __version__
from localize.errors import UsageError
from localize.translators import batches
from localize.workers import Failure, UnfitWorkerError, WorkerError, Workers, crew, mapper, rounds, scheduler, shelf
from localize.workers.facts import cpu, gather
from localize.workers.muster import muster
from localize.workers.serial import Serial
from localize.workers.translation import Order, fill, translate
from tests.workers import tasks
from tests.workers.dask_processes import DaskProcesses, joined, wait_for
from tests.workers.sentences import asked, shipped


def orders() -> list[Order]:
    """The sentences in small batches, as they go to a cluster."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "_CHARACTERS", 80)
        planned = batches.batches(asked())
    routes = shipped()
    found = []
    for batch in planned:
        route = routes.find("ru", batch.requests[0].target)
        found.append(Order(batch=batch, route=route, digests=tuple(map(shelf.digest, route))))
    return found


def without_localize(folder: Path) -> Path:
    """Where Python finds a localize that cannot be imported."""
    path = folder / "path" / "localize"
    path.mkdir(parents=True)
    (path / "__init__.py").write_text("raise ImportError('no localize here')\n")
    return path.parent


def test_one_worker_is_killed_and_another_comes_in_mid_run(two_workers: DaskProcesses) -> None:
    with joined(two_workers, 2) as cluster:
        assert muster(cluster, shipped().packages) == ()
        planned = orders()
        expected = [fill(Order(batch=order.batch, route=order.route)) for order in planned]
        first = set(cluster.crew.fit)
        victim = two_workers.workers.pop(0)
        seen: set[str] = set()

        def until_a_new_one_has_worked() -> Iterator[Order]:
            """All orders, again and again."""
            for given, order in enumerate(cycle(planned)):
                if given >= len(planned) and len(seen) == 3:
                    return
                yield order

        for number, result in enumerate(cluster.map(tasks.fill_and_tell, until_a_new_one_has_worked(), threaded=True)):
            assert not isinstance(result, Failure)
            worker, texts = result
            assert texts == expected[number % len(expected)]
            seen.add(worker)
            if len(seen) == 2 and victim.poll() is None:
                victim.kill()
                victim.wait()
                two_workers.add()
        assert number + 1 >= len(expected)
        assert victim.poll() is not None
        assert len(seen - first) == 1


def memory() -> int:
    """Bytes of this process that are in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_what_was_sent_is_not_kept(two_workers: DaskProcesses) -> None:
    """Of 75 megabytes, those under way are in memory."""
    with joined(two_workers, 2) as cluster:
        list(cluster.map(len, [b"warm"]))
        before = memory()
        for size in cluster.map(len, (bytes(500_000) for _ in range(150)), name=lambda _: "zeros"):
            assert size == 500_000
        assert memory() - before < 10_000_000


def test_without_dask_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as error:
        mapper(Workers(scheduler="tcp://127.0.0.1:8786"))
    assert str(error.value) == ("--scheduler needs Dask, which is not installed; run `pip install 'localize[cluster]'`")


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "_CONNECT_S", 0.2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UsageError) as error:
            mapper(Workers(scheduler=address))
    assert str(error.value) == (
        f"--scheduler: no Dask scheduler answers at {address}; start one with `dask scheduler` and give the "
        "address that it prints"
    )


@pytest.mark.slow
def test_a_scheduler_without_workers(own_cluster: DaskProcesses) -> None:
    with pytest.raises(UsageError) as error:
        mapper(Workers(scheduler=own_cluster.address))
    assert str(error.value) == (
        f"--scheduler: {own_cluster.address} has no workers; start some with "
        f"`dask worker {own_cluster.address} --nthreads 1`"
    )


def test_workers_are_asked_for_packages_before_the_run(own_cluster: DaskProcesses, tmp_path: Path) -> None:
    package = shipped().find("ru", "en")[0]
    none, other = tmp_path / "none", tmp_path / "other"
    none.mkdir()
    shutil.copytree(package.path, other / "package")
    with (other / "package" / "model" / "model.bin").open("ab") as file:
        file.write(b" ")
    own_cluster.add()
    own_cluster.add(models=none)
    own_cluster.add(models=other)
    own_cluster.add(PYTHONPATH=str(without_localize(tmp_path)))
    with joined(own_cluster, 4) as cluster:
        told = cluster.ask(gather)
        assert sum(isinstance(facts, Failure) for facts in told.values()) == 1
        with pytest.raises(UsageError) as error:
            muster(cluster, [package])
    problems = sorted(problem.partition(" ")[2] for problem in str(error.value).partition(": ")[2].split("; tcp"))
    advice = "copy the one here into a folder that its LOCALIZE_MODELS names"
    assert problems == [
        f"cannot run localize {__version__} (ImportError: no localize here); install it there",
        f"has another {package.name}; {advice}",
        f"has no {package.name}; {advice}",
    ]


@pytest.mark.slow
def test_a_worker_that_comes_late_without_packages_is_left_out(
    own_cluster: DaskProcesses, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_CHARACTERS", 80)
    none = tmp_path / "none"
    none.mkdir()
    own_cluster.add()
    with joined(own_cluster, 1) as cluster:
        muster(cluster, shipped().packages)
        first = set(cluster.crew.fit)
        own_cluster.add(models=none)
        (late,) = wait_for(cluster, 2).keys() - first
        expected = translate(asked(), shipped(), Serial())
        while late in cluster.crew.fit:  # until something was given to it
            assert translate(asked(), shipped(), cluster) == expected
    package = shipped().find("ru", "en")[0]
    assert caplog.messages == [f"{late} has no {package.name} like the coordinator's; the other workers do its part"]


@pytest.mark.slow
def test_a_worker_that_comes_late_without_localize_is_left_out(
    own_cluster: DaskProcesses, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own_cluster.add()
    with joined(own_cluster, 1) as cluster:
        first = set(cluster.crew.fit)
        own_cluster.add(PYTHONPATH=str(without_localize(tmp_path)))
        (late,) = wait_for(cluster, 2).keys() - first
        while late in cluster.crew.fit:
            assert list(cluster.map(tasks.double, range(20))) == list(range(0, 40, 2))
    assert caplog.messages == [
        f"{late} cannot run localize {__version__} (ImportError: no localize here); install it there; "
        "the other workers do its part"
    ]


@pytest.mark.slow
def test_what_waits_for_workers_that_are_gone_goes_to_another(own_cluster: DaskProcesses) -> None:
    """Once a worker turned out unfit, tasks are for those that were there then."""
    fit = own_cluster.add()
    with joined(own_cluster, 1) as cluster:
        (first,) = cluster.crew.fit
        own_cluster.add()
        (unfit,) = wait_for(cluster, 2).keys() - {first}
        while unfit in cluster.crew.fit:
            assert list(cluster.map(partial(tasks.only_on, first), range(8))) == list(range(8))
        seen = set()
        for result in cluster.map(tasks.where, range(50)):
            assert not isinstance(result, Failure)
            seen.add(result[0])
            if fit.poll() is None:
                fit.kill()
                fit.wait()
                own_cluster.add()
        assert len(seen - {first, unfit}) == 1


@pytest.mark.slow
def test_another_type_of_cpu_is_told_even_if_it_comes_late(
    own_cluster: DaskProcesses, caplog: pytest.LogCaptureFixture
) -> None:
    own_cluster.add()
    with joined(own_cluster, 1) as cluster:
        assert muster(cluster, []) == ()
        (first,) = cluster.crew.fit
        own_cluster.add(CT2_FORCE_CPU_ISA="GENERIC")
        (late,) = wait_for(cluster, 2).keys() - {first}
        seen: set[str] = set()
        while late not in seen:
            seen |= {result[0] for result in cluster.map(tasks.where, range(9)) if not isinstance(result, Failure)}
        (notice,) = muster(cluster, [])
    here = cpu()
    assert caplog.messages == [
        f"{late} has another type of CPU than the workers before it ({here} CT2_FORCE_CPU_ISA=GENERIC); a sentence may "
        "come out differently there"
    ]
    assert notice.startswith("the workers have 2 types of CPU; a sentence may come out differently on each: ")


@pytest.mark.slow
def test_if_no_worker_can_the_item_fails(own_cluster: DaskProcesses) -> None:
    own_cluster.add()
    own_cluster.add()
    with joined(own_cluster, 2) as cluster:
        (failure,) = cluster.map(tasks.none_of_it, [7])
        assert isinstance(failure, Failure)
        assert isinstance(failure.error, UnfitWorkerError)


@pytest.mark.slow
def test_what_kills_every_worker_is_a_failure_and_the_rest_is_done(own_cluster: DaskProcesses) -> None:
    """The workers are watched by nannies, which start new ones."""
    own_cluster.add("--nanny")
    own_cluster.add("--nanny")
    with joined(own_cluster, 2) as cluster:
        results: list[Any] = list(cluster.map(tasks.die, range(8), name=lambda number: f"episode {number}"))
    failure = results.pop(3)
    assert results == [0, 1, 2, 4, 5, 6, 7]
    assert str(failure.error) == "episode 3: the worker died 3 times over it, killed or out of memory"


@pytest.mark.slow
def test_when_all_workers_have_been_gone_for_long_it_ends(
    own_cluster: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "PATIENCE_S", 1)
    monkeypatch.setattr(rounds, "_FETCH_S", 0.5)
    worker = own_cluster.add()
    with joined(own_cluster, 1) as cluster:
        results = cluster.map(tasks.where, range(10**6))
        next(results)
        worker.kill()
        with pytest.raises(WorkerError) as error:
            list(results)
    address = own_cluster.address
    assert str(error.value) == (
        f"{address}: all workers are gone; start some with `dask worker {address} --nthreads 1` and run again"
    )


@pytest.mark.slow
def test_when_the_scheduler_is_gone_it_ends(own_cluster: DaskProcesses) -> None:
    own_cluster.add()
    with joined(own_cluster, 1) as cluster:
        results = cluster.map(tasks.where, range(10**6))
        next(results)
        own_cluster.scheduler.kill()
        with pytest.raises(WorkerError) as error:
            list(results)
    assert str(error.value) == (
        f"{own_cluster.address}: the scheduler is gone, or was told to drop the work; start it and run again"
    )
