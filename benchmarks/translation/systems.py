"""The packages of a folder as something that translates: the bare engine, and the product's stages around it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.translation.sets import Item, locale
from localize.glossary.term import Glossary
from localize.model import Cue, Document
from localize.pipeline import run, wanted
from localize.stages.base import Context, Stage
from localize.stages.segment import Segment
from localize.stages.translate import Translate
from localize.translators import argos
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.translators.packages import look


@dataclass(frozen=True, slots=True)
class Way:
    """From one language to another: over the pivot `via`, or directly."""

    source: str
    target: str
    via: str | None = None


@dataclass(frozen=True, kw_only=True)
class System:
    """The packages of a folder. table: what they have translated so far; nothing is translated twice."""

    folder: Path
    routes: Routes
    table: dict[Request, Translation] = field(default_factory=dict)

    def ways(self, source: str, target: str) -> list[Way]:
        """The direct way if there is a package, and the one over English if there are two."""
        pairs = {(package.source, package.target) for package in self.routes.packages}
        found = [Way(source, target)] if (source, target) in pairs else []
        if {(source, "en"), ("en", target)} <= pairs and "en" not in (source, target):
            found.append(Way(source, target, "en"))
        return found

    def way(self, source: str, target: str) -> Way | None:
        """The way that the product takes."""
        return next(iter(self.ways(source, target)), None)

    def route(self, way: Way) -> tuple[PackageInfo, ...]:
        """The packages on a way."""
        return self.routes.find(way.source, way.target, way.via)

    def label(self, way: Way) -> str:
        """The packages on a way, by name, behind that of their folder."""
        return f"{self.folder}: {' + '.join(package.name for package in self.route(way))}"

    def bare(self, texts: Iterable[str], way: Way, beam: int) -> list[str]:
        """What the engine makes of each text, as it comes."""
        requests = [Request(text=text, source=way.source, target=way.target, via=way.via, beam=beam) for text in texts]
        self._ask(requests)
        return [next(iter(self.table[request].texts), "") for request in requests]

    def items(self, items: Sequence[Item], way: Way, beam: int) -> list[str]:
        """What the engine makes of each item, its sentences joined."""
        made = iter(self.bare((text for item in items for text in item.sentences), way, beam))
        blank = "" if way.target == "zh" else " "
        return [blank.join(next(made) for _ in item.sentences) for item in items]

    def verified(self, texts: Sequence[str], way: Way, beam: int) -> list[str]:
        """What the product makes of each text: segmented, translated, checked, tried again."""
        made = self.through(as_document(texts, way.source), (Segment(), Translate(beam=beam, via=way.via)), way.target)
        blank = "" if way.target == "zh" else " "
        return [blank.join(cue.text.split("\n")) for cue in made.cues]

    def through(
        self, document: Document, stages: Sequence[Stage], target: str, glossary: Glossary | None = None
    ) -> Document:
        """`document` through the product's stages into the language `target`, an engine code."""
        context = Context(target=locale(target), glossary=glossary, routes=self.routes, translations=self.table)
        while requests := wanted(document, stages, context):
            self._ask(requests)
        return run(document, stages, context).document

    def _ask(self, requests: Iterable[Request]) -> None:
        new = [request for request in dict.fromkeys(requests) if request not in self.table]
        self.table.update(argos.translate(new, self.routes))


def system(folder: Path) -> System:
    """The packages of a folder, the newest of each pair; says on the standard error which are damaged."""
    survey = look(folder)
    for error in survey.damaged:
        print(error, file=sys.stderr)
    return System(folder=folder, routes=Routes(packages=tuple(entry.package for entry in survey.used)))


def as_document(texts: Sequence[str], source: str) -> Document:
    """A cue a text, far enough apart that nothing runs on."""
    cues = (
        Cue(id=f"c{number}", start_ms=number * 10_000, end_ms=number * 10_000 + 2000, text=text)
        for number, text in enumerate(texts)
    )
    return Document(path="benchmark.srt", language=locale(source), cues=tuple(cues))
