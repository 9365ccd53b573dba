"""Translation by workers: the coordinator fixes the batches, whoever is free translates one.

A batch travels with what its packages are, not where they are: a worker on another machine finds them in folders of its
own. Models stay loaded in the process that loaded them.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from localize.translators import TRANSLATORS
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.translators.batches import Batch, batches
from localize.workers import shelf
from localize.workers.base import Mapper
from localize.workers.call import place
from localize.workers.failure import Failure, UnfitWorkerError, WorkerError

Texts = tuple[tuple[str, ...], ...]

_LOADING = threading.Lock()
_loaded: set[tuple[PackageInfo, ...]] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A batch and the packages to go through.

    digests: what to look for in the worker's own folders, one a package; none if the packages are where `route` says.
    """

    batch: Batch
    route: tuple[PackageInfo, ...]
    digests: tuple[str, ...] = ()


def translate(
    requests: Iterable[Request], routes: Routes, mapper: Mapper, *, advance: Callable[[int], None] = lambda _: None
) -> dict[Request, Translation]:
    """Every request with its translation; `advance` is told how many more are done. Raises as `answers`."""
    return {
        request: translation
        for batch, found in answers(batches(requests), routes, mapper, advance=advance)
        for request, translation in zip(batch.requests, found, strict=True)
    }


def answers(
    planned: Sequence[Batch], routes: Routes, mapper: Mapper, *, advance: Callable[[int], None] = lambda _: None
) -> Generator[tuple[Batch, tuple[Translation, ...]], None, None]:
    """The batches with their translations, as they come.

    The requests of a batch over which workers die are done one by one at the end, each as a batch of its own; what a
    worker still dies of has a translation without texts, and a warning is logged. Raises the error of a batch that
    fails in another way: a package that is missing or damaged, a bug.
    """
    deadly: list[Batch] = []
    for batch, result in _results(planned, routes, mapper, advance):
        if isinstance(result, Failure):
            deadly.append(batch)
        else:
            yield batch, result
    alone = [Batch(requests=(request,)) for batch in deadly for request in batch.requests]
    for batch, result in _results(alone, routes, mapper, lambda _: None):
        if isinstance(result, Failure):
            logging.getLogger(__name__).warning("%s; it is not translated", result.error)
            (request,) = batch.requests
            yield batch, (Translation(texts=(), packages=_route(request, routes)),)
        else:
            yield batch, result


def _results(
    planned: Sequence[Batch], routes: Routes, mapper: Mapper, advance: Callable[[int], None]
) -> Iterator[tuple[Batch, tuple[Translation, ...] | Failure]]:
    """Each batch with its translations, or with the failure of one over which workers died."""
    orders = (_order(batch, routes, here=mapper.here) for batch in planned)
    filled = mapper.map(
        fill, orders, name=lambda order: str(order.batch), done=lambda order: advance(len(order.batch.requests)),
        threaded=True,
    )  # fmt: skip
    with contextlib.closing(filled) as results:
        for batch, result in zip(planned, results, strict=True):
            if not isinstance(result, Failure):
                route = _route(batch.requests[0], routes)
                yield batch, tuple(Translation(texts=texts, packages=route) for texts in result)
            elif isinstance(result.error, WorkerError) and not isinstance(result.error, UnfitWorkerError):
                yield batch, result
            else:
                raise result.as_error()


def fill(order: Order) -> Texts:
    """On a worker: the hypotheses for each request of the batch, in order.

    Raises UnfitWorkerError if a package is not in this worker's folders, ModelError if one is damaged.
    """
    route = (
        tuple(_own(*pair) for pair in zip(order.route, order.digests, strict=True)) if order.digests else order.route
    )
    engine = TRANSLATORS[order.batch.requests[0].engine]
    # Threads that come at the same time would each load the model.
    with contextlib.nullcontext() if route in _loaded else _LOADING:
        found = engine(order.batch.requests, Routes(packages=route), threads=place().threads)
        _loaded.add(route)
    return tuple(found[request].texts for request in order.batch.requests)


def _own(package: PackageInfo, digest: str) -> PackageInfo:
    found = shelf.find(digest)
    if found is None:
        raise UnfitWorkerError(f"{place().worker} has no {package.name} like the coordinator's")
    return found


def _order(batch: Batch, routes: Routes, *, here: bool) -> Order:
    route = _route(batch.requests[0], routes)
    if here:
        return Order(batch=batch, route=route)
    return Order(
        batch=batch,
        route=tuple(replace(package, path="") for package in route),
        digests=tuple(map(shelf.digest, route)),
    )


def _route(request: Request, routes: Routes) -> tuple[PackageInfo, ...]:
    return routes.find(request.source, request.target, request.via)
