"""A review table as XLIFF 1.2 (https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html), for translation tools.

A `<file>` a subtitle file, a `<trans-unit>` a cue: its id is the cue's, `resname` its mark; approved is approved="yes"
and the state "final". Time, status and findings are notes, a proposal is an `<alt-trans>`, tags are `<ph>`.
"""

from __future__ import annotations

from typing import Any

from localize.review.codes import Element, fill, name, numbered, text_of
from localize.review.exchange import SPACE, about, opened, original, remarks, returned_row, reviewers
from localize.review.sheet import Returned, ReturnedRow, Row, Sheet, fit

SUFFIX = ".xlf"

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" xmlns="{_NAMESPACE}">'
    '<file original="NoName" source-language="und" datatype="plaintext"><body/></file></xliff>'
)
_FINAL = ("final", "signed-off")
_UNFINISHED = ("new", "needs-")  # how the states begin that say the text is not ready


def write(sheet: Sheet) -> bytes:
    """The table, valid against the strict schema of XLIFF 1.2."""
    from lxml import etree
    from translate.storage.xliff import Xliff1File, Xliff1Unit

    store = Xliff1File.parsestring(_EMPTY.encode())
    store.setsourcelanguage(sheet.source_locale)
    store.settargetlanguage(sheet.target_locale)
    for file, rows in sheet.files.items():
        store.switchfile(file, createifmissing=True)
        header = etree.Element(store.namespaced("header"))
        etree.SubElement(header, store.namespaced("note")).text = about(sheet)
        store.body.addprevious(header)
        for row in rows:
            store.addunit(Xliff1Unit.createfromxmlElement(_unit(row)))
    return bytes(store)


def read(data: bytes, path: str) -> Returned:
    """The table in `data`, as a translation tool wrote it back. Raises FileError if it is none."""
    from translate.storage.xliff import Xliff1File

    store = opened(data, path, Xliff1File, "1.2")
    return Returned(
        path=path,
        source_locale=store.getsourcelanguage() or "",
        target_locale=store.gettargetlanguage() or "",
        rows=tuple(_row(unit, f"unit {number}") for number, unit in enumerate(store.units, 1)),
    )


def _unit(row: Row) -> Element:
    from lxml import etree

    def element(kind: str, text: str = "", **attributes: str) -> Element:
        made = etree.Element(f"{{{_NAMESPACE}}}{kind}", attributes)
        made.text = text or None
        return made

    def code(number: str, tag: str) -> Element:
        return element("ph", tag, id=number)

    unit = element("trans-unit", id=row.cue_id, resname=str(row.mark))
    unit.set(SPACE, "preserve")
    if row.approved:
        unit.set("approved", "yes")
    ids = numbered(row.source, row.target)
    unit.extend((element("source"), element("target", state=_state(row))))
    fill(unit[0], row.source, ids, code)
    fill(unit[1], row.target, ids, code)
    unit.extend(element("note", text, **{"from": kind}) for kind, text in remarks(row))
    if row.proposal:
        unit.append(element("alt-trans", origin="localize"))
        unit[-1].append(element("target", fit(row.proposal)))
    return unit


def _state(row: Row) -> str:
    if row.approved:
        return "final"
    if not row.target:
        return "needs-translation"
    return "needs-review-translation" if row.needs_review else "translated"


def _row(unit: Any, place: str) -> ReturnedRow:
    element = unit.xmlelement
    source, target = unit.source_dom, unit.target_dom
    tags = source.iter(unit.namespaced("ph")) if source is not None else ()
    return returned_row(
        place,
        (original(element), element.get("id", "")),
        element.get("resname"),
        [] if source is None else [source],
        [] if target is None else [target],
        {f"d{tag.get('id')}": text_of(tag, {}) for tag in tags},
        reviewers((child for child in element if name(child) == "note"), "from"),
        _approved(element, "" if target is None else target.get("state", "")),
    )


def _approved(unit: Element, state: str) -> bool:
    """Tools say it by the attribute, by the state, or by both; a state of unfinished work outweighs the attribute."""
    said = unit.get("approved")
    return not state.startswith(_UNFINISHED) and (said == "yes" or (said is None and state in _FINAL))
