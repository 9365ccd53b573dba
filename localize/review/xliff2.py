"""A review table as XLIFF 2.0 (https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html).

A `<file>` a subtitle file, a `<unit>` of one segment a cue: its id is the cue's, `name` its mark; approved is the state
"final". Time, status, findings and a proposal are notes; tags are `<ph>`, their text stands in `<originalData>`.
"""

from __future__ import annotations

from collections.abc import Sequence

from localize.review.codes import Element, fill, name, numbered
from localize.review.exchange import SPACE, about, opened, original, remarks, returned_row, reviewers
from localize.review.sheet import Returned, ReturnedRow, Row, Sheet, fit

SUFFIX = ".xlf"

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?><xliff version="2.0" srcLang="und" xmlns="{_NAMESPACE}"/>'
_FINAL = ("final", "reviewed")


def write(sheet: Sheet) -> bytes:
    """The table, valid against the schema of XLIFF 2.0."""
    from translate.storage.xliff2 import Xliff2File, Xliff2Unit

    store = Xliff2File(_EMPTY.encode())
    store.setsourcelanguage(sheet.source_locale)
    store.settargetlanguage(sheet.target_locale)
    root = store.body.getparent()
    root.remove(store.body)
    for number, (file, rows) in enumerate(sheet.files.items(), 1):
        store.body = _element("file", id=f"f{number}", original=file)
        store.body.append(_element("notes"))
        store.body[0].append(_element("note", about(sheet)))
        root.append(store.body)
        for row in rows:
            store.addunit(Xliff2Unit.createfromxmlElement(_segment(row)))
    return bytes(store)


def read(data: bytes, path: str) -> Returned:
    """The table in `data`, as a translation tool wrote it back. Raises FileError if it is none."""
    from translate.storage.xliff2 import Xliff2File

    store = opened(data, path, Xliff2File, "2.0")
    units = dict.fromkeys(segment.getunitelement() for segment in store.units)
    return Returned(
        path=path,
        source_locale=store.getsourcelanguage() or "",
        target_locale=store.gettargetlanguage() or "",
        rows=tuple(_row(unit, f"unit {number}") for number, unit in enumerate(units, 1)),
    )


def _element(kind: str, text: str = "", **attributes: str) -> Element:
    from lxml import etree

    made = etree.Element(f"{{{_NAMESPACE}}}{kind}", attributes)
    made.text = text or None
    return made


def _segment(row: Row) -> Element:
    """The one segment of a new unit."""
    unit = _element("unit", id=row.cue_id, name=str(row.mark), canResegment="no")
    unit.set(SPACE, "preserve")
    unit.append(_element("notes"))
    unit[0].extend(_element("note", text, category=kind) for kind, text in remarks(row))
    if row.proposal:
        unit[0].append(_element("note", fit(row.proposal), category="proposal"))
    ids = numbered(row.source, row.target)
    if ids:
        unit.append(_element("originalData"))
        unit[-1].extend(_element("data", tag, id=f"d{number}") for (tag, _), number in ids.items())
    state = "final" if row.approved else "initial" if row.needs_review or not row.target else "translated"
    segment = _element("segment", state=state)
    unit.append(segment)
    segment.extend((_element("source"), _element("target")))
    fill(segment[0], row.source, ids, _code)
    fill(segment[1], row.target, ids, _code)
    return segment


def _code(number: str, tag: str) -> Element:
    return _element("ph", id=number, dataRef=f"d{number}", disp=tag)


def _row(unit: Element, place: str) -> ReturnedRow:
    segments = [part for part in unit if name(part) == "segment"]
    parts = [part for part in unit if name(part) in ("segment", "ignorable")]
    return returned_row(
        place,
        (original(unit), unit.get("id", "")),
        unit.get("name"),
        [child for part in parts for child in part if name(child) == "source"],
        _targets(parts),
        {data.get("id"): "".join(data.itertext()) for data in unit.iter() if name(data) == "data"},
        reviewers((note for notes in unit if name(notes) == "notes" for note in notes), "category"),
        all(part.get("state") in _FINAL for part in segments),
    )


def _targets(parts: Sequence[Element]) -> list[Element]:
    """The targets of a unit that a tool may have cut into segments; none if one is missing.

    Blanks between segments stand in `<ignorable>`, whose target may be left out if it is its source.
    """
    targets = []
    for part in parts:
        held = {name(child): child for child in part}
        if name(part) == "ignorable":
            held.setdefault("target", held.get("source"))
        if "target" not in held:
            return []
        targets.append(held["target"])
    return targets
