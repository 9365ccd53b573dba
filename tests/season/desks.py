"""One output that is made again and again as a run does it, but without an engine: fast enough for properties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from localize import formats
from localize.ledger import settle
from localize.model import Document, Maker, Provenance
from localize.project import around, decisions, sources
from localize.project.ground import no_terms
from localize.project.place import Place
from localize.season.desk import open_desk, put, sha256
from localize.season.frame import with_around
from localize.season.ground import as_source
from localize.season.lay import Laid, Situation, lay
from localize.sentences import group

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
MACHINE = Provenance(maker=Maker.MACHINE, package="ru-en 1.0")


def read(text: str, name: str) -> Document:
    """A source."""
    document = formats.parse_document(text.encode(), name, language="ru")
    return replace(document, sentences=group(document))


def translated(source: Document) -> Document:
    """What the program makes of it: every cue is said to be the translation of itself."""
    cues = (cue.with_text(f"Translated: {cue.text}", provenance=MACHINE) for cue in source.cues)
    return replace(source, language="en", sentences=None, source=source, cues=tuple(cues))


@dataclass
class Studio:
    """out: the folder of the season. name: of the output. runs: how many there were."""

    out: Path
    name: str
    runs: int = 0

    @property
    def path(self) -> Path:
        return self.out / self.name

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    @property
    def place(self) -> Place:
        return Place(self.out)

    def write(self, text: str) -> None:
        """A person saves the output."""
        self.path.write_bytes(text.encode())

    def lay(self, source: str) -> tuple[Laid, bytes]:
        """What a run would make of it, and the bytes that it would write."""
        document = read(source, "source." + self.name.rpartition(".")[2])
        self.runs += 1
        situation = Situation(
            source=document,
            older=sources.load(self.place.sources(document.path)),
            terms=no_terms,
            terms_then=no_terms,
            now=NOW + timedelta(minutes=self.runs),
        )
        laid = lay(open_desk(self.place, self.name, tidy=True), translated(document), situation)
        settle(document, laid.overlaid.document)
        made = laid.overlaid.document
        return laid, formats.compose(with_around(made, laid.around) if laid.around else made)

    def run(self, source: str, *, killed: bool = False) -> Laid:
        """A run; nothing is written if it cannot be told what the person did, or if it is killed before that."""
        laid, data = self.lay(source)
        decisions.save(self.place.decisions(self.name), laid.heard)
        if laid.around:
            around.save(self.place.around(self.name), laid.around)
        if laid.unclear or killed:
            return laid
        document = read(source, "source." + self.name.rpartition(".")[2])
        desk = open_desk(self.place, self.name, tidy=True)
        put(desk, data, laid.overlaid.rows, document.path, laid.moved)
        sources.save(self.place.sources(document.path), as_source(document, sha256(source.encode()), document.path))
        return laid
