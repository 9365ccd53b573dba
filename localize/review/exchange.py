"""What both versions of XLIFF share: notes, opening a file that a tool wrote back, and making its units rows again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from localize.errors import FileError
from localize.review.codes import Element, UnknownCodeError, name, text_of
from localize.review.sheet import AGAIN, Mark, ReturnedRow, Row, Sheet, digest, fit

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OURS = ("time", "status", "finding", "proposal")  # kinds of note that are not the reviewer's


def about(sheet: Sheet) -> str:
    """What a file of the table says of itself."""
    return f"{fit(sheet.name)}, {sheet.source_locale} to {sheet.target_locale}, {sheet.when}, {sheet.fingerprint}"


def remarks(row: Row) -> Iterator[tuple[str, str]]:
    """The notes of a row: kind and text."""
    yield "time", f"No. {row.number}, {row.time}"
    yield "status", row.status
    for finding in row.findings:
        yield "finding", fit(f"{finding.severity}: {finding.message}")
    if row.note:
        yield "reviewer", row.note


def reviewers(notes: Iterable[Element], kind: str) -> str:
    """The text of those `notes` that a reviewer wrote, whatever the tool calls them. kind: the attribute that tells."""
    return "\n".join("".join(note.itertext()) for note in notes if note.get(kind) not in _OURS)


def opened(data: bytes, path: str, store: Any, version: str) -> Any:
    """`store`, a class of translate-toolkit, with `data` parsed. Raises FileError if that is not XLIFF of `version`."""
    from lxml import etree

    if not data.strip():
        raise FileError(path, None, "the file is empty", "give a table that was exported")
    try:
        found = store(data)
    except etree.XMLSyntaxError as error:
        raise FileError(path, error.lineno, f"damaged XML: {error.msg}", "give it as the tool saved it") from None
    except (AssertionError, StopIteration, ValueError):
        raise FileError(path, None, f"not an XLIFF {version} table", "give one that was exported") from None
    if found.document.docinfo.doctype:
        raise FileError(path, None, "it declares a document type, as no XLIFF does", "give it as the tool saved it")
    return found


def original(unit: Element) -> str:
    """The name of the subtitle file that `unit` stands in; empty if the tool dropped it."""
    return next((parent.get("original", "") for parent in unit.iterancestors() if name(parent) == "file"), "")


def returned_row(
    place: str,
    key: tuple[str, str],
    mark: str | None,
    source: Sequence[Element],
    target: Sequence[Element],
    data: Mapping[str, str],
    note: str,
    approved: bool,
) -> ReturnedRow:
    """A unit as a row. source, target: the elements that hold the text, in order; no target if the tool left it out.

    data: as for `text_of`.
    """
    parsed = Mark.parse(mark or "")
    problem, texts = "", ("", "")
    try:
        texts = "".join(text_of(one, data) for one in source), "".join(text_of(one, data) for one in target)
    except UnknownCodeError as error:
        problem = f"{error} stands for no tag of the subtitle; take the formatting out"
    if parsed is None:
        problem = f"its fingerprint is gone; {AGAIN}"
    elif not target and parsed.fingerprint != digest((*key, texts[0], "")):
        problem = problem or "the tool left its target out; have it write all targets, translated or not"
    return ReturnedRow(
        place=place,
        file=key[0],
        cue_id=key[1],
        mark=parsed or Mark(),
        source=texts[0],
        target=texts[1],
        note=note,
        approved=approved,
        problem=problem,
    )
