"""What the spreadsheet and the CSV table have in common: columns, cells, and how cells are made rows again.

The last column holds the row's mark and a seal over all locked cells, so that a row tells by itself whether they are
still those it went out with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localize.errors import FileError
from localize.review.sheet import AGAIN, Mark, ReturnedRow, Row, Sheet, digest, fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """editable: whether what a reviewer writes here is taken back."""

    heading: str
    editable: bool = False


COLUMNS = {
    "number": Column(heading="No."),
    "time": Column(heading="Time"),
    "source": Column(heading="Source"),
    "target": Column(heading="Target", editable=True),
    "approved": Column(heading="Approved", editable=True),
    "note": Column(heading="Note", editable=True),
    "findings": Column(heading="Findings"),
    "proposal": Column(heading="Proposal"),
    "status": Column(heading="Status"),
    "file": Column(heading="File"),
    "id": Column(heading="ID"),
    "mark": Column(heading="Fingerprint"),
}
_SEALED = tuple(key for key, column in COLUMNS.items() if not column.editable and key != "mark")
_KEYS = {column.heading: key for key, column in COLUMNS.items()}
_WITH_LOCALE = re.compile(r"(Source|Target) \((\S+)\)")
_APPROVED = {"yes": True, "": False}


def headings(sheet: Sheet) -> list[str]:
    """The first row: source and target with their locales."""
    locales = {"source": f" ({sheet.source_locale})", "target": f" ({sheet.target_locale})"}
    return [column.heading + locales.get(key, "") for key, column in COLUMNS.items()]


def cells(row: Row) -> dict[str, str]:
    """The text of each cell, by the keys of `COLUMNS` and in their order."""
    texts = {
        "number": row.number,
        "time": row.time,
        "source": row.source,
        "target": row.target,
        "approved": "yes" if row.approved else "",
        "note": row.note,
        "findings": "\n".join(f"{finding.severity}: {fit(finding.message)}" for finding in row.findings),
        "proposal": fit(row.proposal),
        "status": row.status,
        "file": row.file,
        "id": row.cue_id,
    }
    return texts | {"mark": f"{row.mark} {_seal(texts)}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first row of a table that came back. keys: of each of its columns; empty for one without a heading."""

    keys: tuple[str, ...]
    source_locale: str
    target_locale: str

    @classmethod
    def parse(cls, texts: Sequence[str], path: str, place: str = "row 1") -> Header:
        """The header that `texts` are. Raises FileError if it is none, or has not the columns that it went out with."""
        found = [_WITH_LOCALE.fullmatch(text.strip()) for text in texts]
        names = [named[1] if named else text.strip() for named, text in zip(found, texts, strict=True)]
        if not _KEYS.keys() & set(names):
            raise FileError(
                path, None, f"not a review table: {place} has no headings of one", "give one that was exported"
            )
        for column in COLUMNS.values():
            if names.count(column.heading) != 1:
                what = "stands twice" if column.heading in names else "is missing"
                raise FileError(path, None, f"{place}: the column {column.heading!r} {what}", AGAIN)
        for name in names:
            if name and name not in _KEYS:
                hint = "write remarks under Note and take the column out"
                raise FileError(path, None, f"{place}: the column {name!r} was not there", hint)
        locales = {named[1]: named[2] for named in found if named}
        if len(locales) < 2:
            raise FileError(path, None, f"{place}: the locales are gone from the headings", AGAIN)
        return cls(
            keys=tuple(_KEYS.get(name, "") for name in names),
            source_locale=locales["Source"],
            target_locale=locales["Target"],
        )

    def row(self, texts: Sequence[str], place: str, problem: str = "", comments: str = "") -> ReturnedRow:
        """The row in the cells `texts`. problem: what the reader found wrong with them; comments: more of its note."""
        held = dict(zip(self.keys, texts, strict=False))
        mark, _, seal = held.get("mark", "").strip().partition(" ")
        said = held.get("approved", "").strip()
        parsed = Mark.parse(mark)
        if held.get("", "") or any(texts[len(self.keys) :]):
            problem = problem or "text beside the table; write it under Note"
        if said.lower() not in _APPROVED:
            problem = problem or f"{said!r} under Approved; choose yes or leave it empty"
        if parsed is None or seal != _seal(held):
            problem = problem or f"locked cells were changed, or are those of another row; {AGAIN}"
        return ReturnedRow(
            place=place,
            file=held.get("file", ""),
            cue_id=held.get("id", ""),
            mark=parsed or Mark(),
            source=held.get("source", ""),
            target=held.get("target", ""),
            note="\n".join(filter(None, (held.get("note"), comments))),
            approved=_APPROVED.get(said.lower(), False),
            problem=problem,
        )


def _seal(texts: Mapping[str, str]) -> str:
    return digest(texts.get(key, "") for key in _SEALED)
