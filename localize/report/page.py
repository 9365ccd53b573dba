"""The report page as a sink: entries wait on the disk, the finished page is streamed.

A page is opened by a browser, whole. So it has every cue only as long as that is not too much; a longer run has the
cues with findings, and a run that is longer still the figures of its last outputs. It says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Protocol

from localize.report.entry import Entry
from localize.report.html import Shown, page
from localize.report.plain import shown
from localize.report.safe_json import in_script, joined
from localize.report.spool import Spool
from localize.result import Row, RunResult

FULL = 32 << 20  # bytes of UTF-8: pieces with every cue
BRIEF = 64 << 20  # bytes of UTF-8: pieces with the cues that have findings


class Binary(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """The next bytes."""


class Page:
    """Gathers the entries of one run. full, brief: how many bytes of pieces the page may hold, see above.

    An entry without its pieces is shown with its figures. Methods raise FileError if there is no room for temporary
    files.
    """

    def __init__(self, *, full: int = FULL, brief: int = BRIEF) -> None:
        self._limits = full, brief
        self._full: Spool | None = Spool()
        self._sources = Spool()
        self._places: dict[bytes, int] = {}  # digest of a source's texts: its place in the page
        self._brief = Spool()
        self._used = 0  # bytes of briefs
        self._taken = 0
        self._bare = 0, 0  # outputs without their cues in the full page, in the brief one

    def take(self, entry: Entry) -> None:
        """The next output, with its row as it is to be shown."""
        self._taken += 1
        head = in_script(_head(entry.row))
        bare = head if entry.row.error else joined(head, in_script(_figures(entry.row)))
        if self._full:
            self._full.add(joined(head, self._source(entry), entry.view) if _has(entry.view) else bare)
            if self._full.size + self._sources.size > self._limits[0]:
                self._drop_full()
        size = len(entry.brief.encode())
        fits = _has(entry.brief) and self._used + size <= self._limits[1]
        self._used += size if fits else 0
        self._brief.add(joined(head, entry.brief) if fits else bare)
        if not entry.row.error:
            in_full, in_brief = self._bare
            self._bare = in_full + (not entry.view), in_brief + (not fits)

    def write(self, run: RunResult, file: Binary) -> str:
        """Write the page of `run`, whose files are the rows of what was taken, in that order. The page's SHA-256.

        Raises ValueError if they are others.
        """
        if len(run.files) != self._taken:
            raise ValueError(f"{self._taken} outputs were taken, the run has {len(run.files)}")
        whole = self._full is not None
        what = Shown(brief=not whole, bare=self._bare[0 if whole else 1])
        digest = hashlib.sha256()
        for text in page(run, what, self._data()):
            data = text.encode()
            digest.update(data)
            file.write(data)
        return digest.hexdigest()

    def close(self) -> None:
        """Give back the room on the disk."""
        self._drop_full()
        self._brief.close()

    def _source(self, entry: Entry) -> str:
        """The place of an entry's source texts, which the locales of one input share."""
        digest = hashlib.sha256(entry.source.encode()).digest()
        if digest not in self._places:
            self._sources.add(entry.source)
        return in_script({"source": self._places.setdefault(digest, len(self._places))})

    def _drop_full(self) -> None:
        if self._full:
            self._full.close()
        self._full = None
        self._sources.close()
        self._places.clear()

    def _data(self) -> Iterator[str]:
        """What the script draws from, as JSON in pieces."""
        yield '{"views":['
        yield from (self._full or self._brief).text()
        yield '],"sources":['
        if self._full:
            yield from self._sources.text()
        yield "]}"


def _head(row: Row) -> dict[str, object]:
    output = {} if row.error else {"output": shown(row.output)}
    return {"path": shown(row.path), "locale": row.locale, "error": shown(row.error), **output}


def _figures(row: Row) -> dict[str, object]:
    """Of an output whose cues are not shown: the findings by rule."""
    rules = [(shown(rule), severity, count) for rule, severity, count in row.rules]
    return {"bare": True, "profile": shown(row.profile), "rules": rules}


def _has(piece: str) -> bool:
    """Whether there are cues in a piece: not in that of a failed file, nor where it is missing."""
    return piece not in ("", "{}")
