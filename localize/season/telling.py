"""What a run tells of its outputs: to those who listen, as they come, and at its end on the report page.

Only rows are held meanwhile: what else the page needs is in the index, but for the few entries that it must not keep.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from localize.errors import StoreError
from localize.outputs import Outputs
from localize.project.index import Index
from localize.project.values import digest
from localize.report.entry import Entry, Sink
from localize.report.page import Page
from localize.report.rows import Rows
from localize.result import Row, RunResult
from localize.season import cached

_REPORT = "report.html"
_SHOWN = "\0report"  # the name under which the index knows what the report shows
_CHUNK = 1 << 20


class Telling:
    """sinks: told of each output, with all its pieces."""

    def __init__(self, index: Index, sinks: Sequence[Sink]) -> None:
        self._index, self._sinks = index, sinks
        self._rows, self._taken = Rows(), 0
        self._held: dict[int, Entry] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        """All outputs told of so far."""
        return self._rows.rows

    def take(self, entry: Entry) -> None:
        """The next output. Raises StoreError if the index has lost what the sinks are to be told."""
        if entry.row.error or entry.row.kept_aside:
            self._held[self._taken] = entry
        self._taken += 1
        self._rows.take(entry)
        if self._sinks:
            whole = self._whole(entry.row) if entry.row.reused else entry
            if not whole.record:
                raise StoreError(f"{self._index.path}: damaged while it was read; run again")
            for sink in self._sinks:
                sink.take(whole)

    def report(self, run: RunResult, outputs: Outputs) -> Path:
        """The report page, written unless it shows just this already; beside it, if a person changed it."""
        path = outputs.folder / _REPORT
        if all(row.reused for row in run.files) and self._index.kept(_SHOWN) == _shown(run.files, _sha256(path)):
            return path
        with closing(Page()) as page, tempfile.TemporaryFile() as file:
            for place, row in enumerate(run.files):
                page.take(self._held.get(place) or self._whole(row))
            sha256 = page.write(run, file)
            file.seek(0)
            report, _ = outputs.store(_REPORT, sha256, _chunks(file))
        self._index.keep(_SHOWN, _shown(run.files, sha256))
        return report

    def _whole(self, row: Row) -> Entry:
        """An entry with its pieces; without, if they are lost: an index may be damaged at any time."""
        found = cached.kept(self._index, Path(row.output).name, pieces=True)
        return replace(found, row=row) if found else Entry(row=row)


def _shown(rows: Sequence[Row], sha256: str) -> bytes:
    return digest(sha256, *(f"{row.path} {row.locale} {row.output}" for row in rows)).encode()


def _sha256(path: Path) -> str:
    """Of a file, empty if there is none that can be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
