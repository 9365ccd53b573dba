"""Requests to a translation engine, what comes back, and which routes exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One text to translate, and how. Equal requests are translated once a run.

    source, target: engine codes (`ru`, `en`, `zh`). via: pivot language, None for the direct package or the default
    pivot. beam: beam size. hypotheses: how many to return, best first. no_repeat: no n-gram of this many tokens may
    come twice in the output; 0 for no such rule. engine: a key of `TRANSLATORS`. steer: tokens of `vocabulary` that ask
    for a length or a way of address; packages that do not know them are not told. strict: no letter that the target
    language is not written in; packages whose pieces are not known do as they like. given: a translation that there is
    already; all that is asked is which of its words stand for which, and the answer is that, as `alignment.as_text`
    writes it, and a number: the higher, the more the one looks like a translation of the other.
    """

    text: str
    source: str
    target: str
    via: str | None = None
    beam: int = 1
    hypotheses: int = 1
    no_repeat: int = 0
    engine: str = "argos"
    steer: tuple[str, ...] = ()
    strict: bool = False
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What an engine returned: one text a hypothesis, best first; and by which packages, in order."""

    texts: tuple[str, ...]
    packages: tuple[PackageInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """An installed translation package. path: its unpacked folder. licence: as its metadata or README states it.

    evaluation_only: the licence forbids use in a delivery. placeholders: tokens that the package's vocabulary holds as
    single pieces and that are therefore copied (`⟦1⟧` …); steering: those that ask for a length or a way of address
    (`<short>` …); both empty for packages that know none. cue_break: the token that marks where a cue ends (`⟦/⟧`),
    empty for packages that do not know it. longest: words of a sentence above which the package loses the thread, 0 if
    it is not known to.
    """

    source: str
    target: str
    version: str
    path: str
    licence: str = ""
    evaluation_only: bool = False
    placeholders: tuple[str, ...] = ()
    steering: tuple[str, ...] = ()
    cue_break: str = ""
    longest: int = 0

    @property
    def name(self) -> str:
        """`translate-ru_en-1.0`: pair and version."""
        return f"translate-{self.source}_{self.target}-{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The installed packages, at most one a pair, and the way from one language to another."""

    packages: tuple[PackageInfo, ...] = field(default=())

    def direct(self, source: str, target: str) -> PackageInfo | None:
        """The package that translates one language to the other, if there is one."""
        return next(
            (package for package in self.packages if (package.source, package.target) == (source, target)), None
        )

    def find(self, source: str, target: str, via: str | None = None) -> tuple[PackageInfo, ...]:
        """The packages to go through in order: the direct one, else two over `via` (default `en`); () if there is none.

        Codes are engine codes. With `via` given, the direct package is not used.
        """
        pairs = {(package.source, package.target): package for package in self.packages}
        if via is None and (direct := self.direct(source, target)):
            return (direct,)
        pivot = via or "en"
        first, second = pairs.get((source, pivot)), pairs.get((pivot, target))
        return (first, second) if first and second else ()


class Translator(Protocol):
    """An engine. Add one: a module with such a function, and a line in `TRANSLATORS`."""

    def __call__(
        self, requests: Iterable[Request], routes: Routes, *, threads: int = 0, advance: Callable[[int], None] = ...
    ) -> dict[Request, Translation]:
        """Every request with its translation; `advance` is told how many more are done."""
