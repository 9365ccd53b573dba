"""All that reports tell of one output, as one small value that travels, is kept, and is written out as it comes."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

from localize.errors import InternalError, LocalizeError
from localize.model import Maker, NotRun, Provenance, Severity
from localize.project.packing import as_bytes, as_text
from localize.report.page_data import Data, data
from localize.report.record import record
from localize.report.row import row
from localize.report.safe_json import in_line, in_script
from localize.result import FileResult, Row

# Raise it when the pieces or the row change: what was kept before is then made again.
_FORM = 1
_PIECES = ("source", "view", "brief", "record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One output: its row, and the pieces of text that reports are put together from.

    No piece holds what is known only later (path, output, kept_aside, reused, seconds): that comes from the row. All
    are JSON; those of the page may stand inside a `<script>` element. source: the source's texts; view: the output with
    all its cues; brief: the same with its cues that have findings and their own source texts; record: what
    `localize run --json` says beyond the row. All are empty where only the row is wanted.
    """

    row: Row
    source: str = ""
    view: str = ""
    brief: str = ""
    record: str = ""


class Sink(Protocol):
    """Something that takes entries as they come."""

    def take(self, entry: Entry) -> None:
        """The next entry."""


def entry(result: FileResult) -> Entry:
    """The entry of `result`. Raises SpecError if its profile cannot be found again."""
    made: Data = data(result)
    return Entry(
        row=row(result),
        source=in_script(made.source),
        view=in_script(made.view),
        brief=in_script(made.brief),
        record=in_line(record(result)),
    )


def failed(path: str, locale: str, error: LocalizeError, seconds: float = 0.0, cues_in: int = 0) -> Entry:
    """The entry of a file that failed."""
    bug = isinstance(error, InternalError)
    return entry(FileResult(path=path, locale=locale, error=str(error), bug=bug, seconds=seconds, cues_in=cues_in))


def packed(entry: Entry) -> bytes:
    """`entry` as bytes, for the index. Raises ValueError if a piece holds half a character: that is no text."""
    pieces = [getattr(entry, name).encode() for name in _PIECES]
    head = as_bytes(json.dumps([_FORM, asdict(entry.row), [len(piece) for piece in pieces]], ensure_ascii=False))
    return zlib.compress(b"\n".join([head, *pieces]), 1)


def unpacked(data: bytes) -> Entry | None:
    """What `packed` made bytes of; None for what cannot be read, such as that of another version of localize."""
    try:
        head, _, rest = zlib.decompress(data).partition(b"\n")
        form, plain, sizes = json.loads(as_text(head))
        if form != _FORM:
            return None
        pieces = {}
        for name, size in zip(_PIECES, sizes, strict=True):
            pieces[name] = rest[:size].decode()
            rest = rest[size + 1 :]
        return Entry(row=_row(plain), **pieces)
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error):
        return None


def _row(plain: dict[str, Any]) -> Row:
    if plain.keys() != {field.name for field in fields(Row)}:
        raise ValueError("the row of another version of localize")
    return Row(
        **plain
        | {
            "rules": tuple((rule, Severity(severity), count) for rule, severity, count in plain["rules"]),
            "not_run": tuple(NotRun(**one) for one in plain["not_run"]),
            "origins": tuple(Provenance(**one | {"maker": Maker(one["maker"])}) for one in plain["origins"]),
        }
    )
