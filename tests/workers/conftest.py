from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from localize.workers import MAPPERS, Mapper, Workers
from tests.workers.dask_processes import DaskProcesses, joined


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache for this session in which the packages of the project are unpacked once, for workers too."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def two_workers(tmp_path_factory: pytest.TempPathFactory, unpacked: Path) -> Iterator[DaskProcesses]:
    """A cluster of two workers that lasts the session: whoever kills one adds another."""
    cluster = DaskProcesses(tmp_path_factory.mktemp("dask"), DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH="1")
    try:
        cluster.add()
        cluster.add()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def own_cluster(tmp_path: Path, unpacked: Path) -> Iterator[DaskProcesses]:
    """A scheduler without workers, for one test; workers that die over a task are not tried again by Dask itself."""
    cluster = DaskProcesses(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def two_processes() -> Iterator[Mapper]:
    """They stay for the session; after a death there are new ones."""
    with MAPPERS["processes"].start(Workers(jobs=2)) as mapper:
        yield mapper


@pytest.fixture(params=list(MAPPERS))
def mapper(request: pytest.FixtureRequest) -> Iterator[Mapper]:
    """Each mapper, with two workers if it has any."""
    if request.param == "processes":
        yield request.getfixturevalue("two_processes")
    elif request.param == "cluster":
        with joined(request.getfixturevalue("two_workers"), 2) as cluster:
            yield cluster
    else:
        with MAPPERS[request.param].start(Workers()) as started:
            yield started
