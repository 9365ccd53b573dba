"""Batches through workers, with the packages that the project ships and few sentences."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from localize.errors import ModelError
from localize.translators import TRANSLATORS, argos, batches
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.workers import Failure, Mapper, UnfitWorkerError, WorkerError, shelf, translation
from localize.workers.failure import attempt
from localize.workers.serial import Serial
from localize.workers.translation import Order, answers, fill, translate
from tests.workers import tasks
from tests.workers.sentences import LINES, asked, shipped


@pytest.fixture(scope="module")
def routes(unpacked: Path) -> Routes:
    return shipped()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_CHARACTERS", 80)


@pytest.fixture
def alone(routes: Routes) -> dict[Request, Translation]:
    """What each batch gives by itself in the engine."""
    found: dict[Request, Translation] = {}
    for batch in batches.batches(asked()):
        found |= TRANSLATORS["argos"](batch.requests, routes, threads=1)
    return found


def test_every_mapper_gives_the_answers_of_the_batches(
    mapper: Mapper, routes: Routes, alone: dict[Request, Translation]
) -> None:
    told: list[int] = []
    found = translate([*asked(), *asked()[:3]], routes, mapper, advance=told.append)
    assert found == alone
    assert list(found) == [request for batch in batches.batches(asked()) for request in batch.requests]
    assert sum(told) == len(asked())
    assert len(told) == len(batches.batches(asked())) > 8


def test_a_process_loads_a_model_once(mapper: Mapper, routes: Routes) -> None:
    argos._load.cache_clear()
    translation._loaded.clear()
    for _ in range(2):
        translate(asked(), routes, mapper)
    loads = [told for told in mapper.map(tasks.loads, range(20)) if not isinstance(told, Failure)]
    assert len(loads) == 20
    assert 0 < max(loads) <= len(routes.packages) == 2


def test_nothing_asked(routes: Routes) -> None:
    assert translate([], routes, Serial()) == {}


def test_a_package_is_known_by_its_files_and_not_by_its_place(
    routes: Routes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (batch, *_) = batches.batches(asked())
    route = routes.find("ru", batch.requests[0].target)
    nowhere = tuple(replace(package, path="") for package in route)
    order = Order(batch=batch, route=nowhere, digests=tuple(map(shelf.digest, route)))
    monkeypatch.setenv("LOCALIZE_MODELS", str(Path(__file__).parents[2] / "models"))
    shelf._looked.cache_clear()
    assert fill(order) == fill(Order(batch=batch, route=route))
    with pytest.raises(UnfitWorkerError) as error:
        fill(replace(order, digests=("0",)))
    assert str(error.value) == f" has no {route[0].name} like the coordinator's"


def test_without_a_package_nothing_is_translated(routes: Routes) -> None:
    german = Request(text="Да.", source="ru", target="de")
    with pytest.raises(ModelError) as error:
        translate([german], routes, Serial())
    assert str(error.value) == "no package translates ru to de; install one with `localize models install ru de`"


def test_a_damaged_package_is_told(tmp_path: Path) -> None:
    package = PackageInfo(source="ru", target="en", version="1", path=str(tmp_path))
    with pytest.raises(ModelError) as error:
        translate(asked()[:1], Routes(packages=(package,)), Serial())
    assert str(error.value).startswith(f"{tmp_path}: the package is damaged (")


class Deadly(Serial):
    """A mapper whose workers die of some texts; it also counts the batches that it gets."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.sizes: list[int] = []

    def map(
        self,
        function: Callable[[Any], Any],
        items: Iterable[Any],
        *,
        name: Callable[[Any], str] = str,
        done: Callable[[Any], None] = lambda _: None,
        threaded: bool = False,
    ) -> Generator[Any, None, None]:
        for order in items:
            self.sizes.append(len(order.batch.requests))
            done(order)
            if any(request.text in self.texts for request in order.batch.requests):
                yield Failure(item=name(order), error=WorkerError(f"{name(order)}: the worker died"))
            else:
                yield attempt(function, order, name(order))


def test_a_sentence_that_workers_die_of_takes_no_other_with_it(
    routes: Routes, alone: dict[Request, Translation], caplog: pytest.LogCaptureFixture
) -> None:
    poison = next(request for request in asked() if request.text == LINES[0])
    told: list[int] = []
    mapper = Deadly(poison.text)
    found = translate(asked(), routes, mapper, advance=told.append)
    assert sum(told) == len(asked())
    dead = [request for request in asked() if request.text == poison.text]
    assert all(found[request] == Translation(texts=(), packages=alone[request].packages) for request in dead)
    assert found.keys() == alone.keys()
    # Each batch, then the sentences of the deadly ones one by one.
    assert mapper.sizes.count(1) >= len(dead)
    assert sorted(caplog.messages) == sorted(
        f"{poison.text!r} (ru→{request.target}): the worker died; it is not translated" for request in dead
    )


def test_a_bug_is_raised_with_its_batch(routes: Routes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setitem(TRANSLATORS, "argos", partial(dict, ()))
    with pytest.raises(Exception, match=r"^'.*' \(ru→en\): a bug of localize \(TypeError: "):
        next(answers(batches.batches(asked()[:1]), routes, Serial()))
