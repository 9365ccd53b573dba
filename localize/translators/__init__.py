"""Translation engines and the packages they use."""

from collections.abc import Callable, Iterable

from localize.translators import argos
from localize.translators.base import Request, Routes, Translation, Translator

TRANSLATORS: dict[str, Translator] = {"argos": argos.translate}


def translate(
    requests: Iterable[Request], routes: Routes, *, advance: Callable[[int], None] = lambda _: None
) -> dict[Request, Translation]:
    """Every request with its translation, each by the engine it names; `advance` is told how many more are done."""
    asked = tuple(requests)
    table: dict[Request, Translation] = {}
    for name, engine in TRANSLATORS.items():
        own = [request for request in asked if request.engine == name]
        if own:
            table |= engine(own, routes, advance=advance)
    return table
