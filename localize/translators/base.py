"""Requests to a translation engine, what comes back, and which routes exist."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One text to translate, and how. Equal requests are translated once a run.

    source, target: engine codes (`ru`, `en`, `zh`). beam: beam size. hypotheses: how many to return, best first.
    """

    text: str
    source: str
    target: str
    beam: int = 1
    hypotheses: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What an engine returned: one text a hypothesis, best first; and by which packages, in order."""

    texts: tuple[str, ...]
    packages: tuple[PackageInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """An installed translation package. path: its unpacked folder. licence: as its metadata or README states it.

    evaluation_only: the licence forbids use in a delivery. placeholders: tokens that the package's vocabulary holds as
    single pieces and that are therefore copied (`⟦1⟧` …); empty for packages that know none.
    """

    source: str
    target: str
    version: str
    path: str
    licence: str = ""
    evaluation_only: bool = False
    placeholders: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`translate-ru_en-1.0`: pair and version."""
        return f"translate-{self.source}_{self.target}-{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The installed packages, at most one a pair, and the way from one language to another."""

    packages: tuple[PackageInfo, ...] = field(default=())

    def find(self, source: str, target: str, via: str | None = None) -> tuple[PackageInfo, ...]:
        """The packages to go through in order: the direct one, else two over `via` (default `en`); () if there is none.

        Codes are engine codes. With `via` given, the direct package is not used.
        """
        pairs = {(package.source, package.target): package for package in self.packages}
        if via is None and (source, target) in pairs:
            return (pairs[source, target],)
        pivot = via or "en"
        first, second = pairs.get((source, pivot)), pairs.get((pivot, target))
        return (first, second) if first and second else ()
