"""One output as it lay there when somebody came to it, with what is known of it; and putting the next one there.

The order in which `put` writes makes a kill at any moment harmless: what is going to be written is noted first, then
comes the output, then the note becomes what is known. `open_desk` sees from the output which of both holds. People's
decisions that moved to a new version of the source go the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from localize import formats
from localize.atomic import write_atomically
from localize.errors import FileError
from localize.model import Document
from localize.project import around, decisions, notes, written
from localize.project.lines import content, explained
from localize.project.place import Place
from localize.project.remark import Remark
from localize.project.values import Decision, Row
from localize.project.written import Written
from localize.season import frame

Moved = Sequence[tuple[Decision, Decision]]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """data: the output's bytes, None if there is none. written: what was last written there, None if that is not known.
    decisions: all of people's on it. around: what they wrote around its cues, from the first on.
    """

    place: Place
    name: str
    data: bytes | None
    written: Written | None
    decisions: tuple[Decision, ...]
    around: tuple[Remark, ...] = ()

    @property
    def path(self) -> Path:
        """The output."""
        return self.place.out / self.name

    @property
    def rows(self) -> tuple[Row, ...]:
        """What was last written, none if that is not known."""
        return self.written.rows if self.written else ()

    @property
    def mixed(self) -> bool:
        """Whether it is open which of several versions was last written, since two people's copies were merged."""
        return self.written is not None and len(self.written.sha256) > 1

    @property
    def untouched(self) -> bool:
        """Whether the output is as it was last written, byte for byte."""
        return self.data is not None and self.written is not None and self.written.sha256 == (sha256(self.data),)

    def read(self, locale: str | None) -> Document:
        """The output as a document, all lines of it. Raises FileError if it cannot be read."""
        return formats.parse_document(self.data or b"", str(self.path), language=locale)


def open_desk(place: Place, name: str, *, tidy: bool) -> Desk:
    """The output `name`. tidy: put in order what a killed run left; for the run that holds the lock.

    Raises FileError, naming file and line, if a decision cannot be read: then nobody must write here.
    """
    data = content(place.out / name)
    digest = sha256(data) if data is not None else None
    if tidy:
        _settle(place, name, digest)
    known = (written.recover if tidy else written.load)(place.written(name), digest)
    found = decisions.load(place.decisions(name))
    remarks = around.load(place.around(name))
    return Desk(place=place, name=name, data=data, written=known, decisions=found, around=remarks)


def put(
    desk: Desk,
    data: bytes,
    rows: Sequence[Row],
    source: str,
    moved: Moved = (),
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write `data`, which holds `rows` in their order, as the output.

    source: name of the input. moved: decisions that became others. renamed: cues that have another id now.

    Raises FileError if it cannot be written, or if the output is not as it was when the desk was opened.
    """
    decided, noted = _people(desk.place, desk.name)
    if moved:
        write_atomically(_next(decided), content(decided) or b"")
        decisions.save(_next(decided), (), moved=moved)
    if renamed and content(noted):
        write_atomically(_next(noted), notes.renamed(noted, renamed))
    table = desk.place.written(desk.name)
    stood = frame.stood(data, str(desk.path), rows)
    written.begin(table, Written(sha256=(sha256(data),), source=source, rows=tuple(rows), stood=stood))
    if content(desk.path) != desk.data:
        message = "somebody changed it while it was being made; nothing was written"
        raise FileError(str(desk.path), None, message, "run again")
    if data != desk.data:
        write_atomically(desk.path, data)
    for path in (decided, noted):
        _adopt(path)
    written.finish(table)


def sha256(data: bytes) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _people(place: Place, name: str) -> tuple[Path, Path]:
    """What people said of the cues of an output, by their ids: decisions and notes."""
    return place.decisions(name), place.notes(name)


def _settle(place: Place, name: str, digest: str | None) -> None:
    """What a run that was killed before it was done made of people's files: it holds if its output was written."""
    left = [path for path in _people(place, name) if _next(path).exists()]
    if not left:
        return
    begun = written.load(_next(place.written(name)))
    for path in left:
        if begun and digest in begun.sha256:
            _adopt(path)
        else:
            with explained(_next(path), "removed"):
                _next(path).unlink(missing_ok=True)


def _adopt(path: Path) -> None:
    with explained(path, "written"), suppress(FileNotFoundError):
        _next(path).replace(path)


def _next(path: Path) -> Path:
    return path.with_name(f"{path.name}.next")
