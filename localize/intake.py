"""An input file as the document that a pipeline starts from; or why it cannot be one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from localize import formats
from localize.errors import FileError
from localize.formats.reading import load
from localize.languages import LANGUAGES, engine_code, language
from localize.model import Document, Finding, Kind, Severity
from localize.script import language_of, script_of
from localize.spec.model import Spec

# Characters of a text from which its script tells its language: a name or a brand may be all that a short one holds.
_ENOUGH = 200
# Characters of one cue that nobody can mean: four minutes of reading, on one screen.
_BOOK = 4_000


def read(
    path: Path, spec: Spec, *, data: bytes | None = None, encoding: str | None = None, line: str | None = None
) -> Document:
    """The document in `path`, in the language that `spec` starts from, with a finding for all that the reader repaired.

    data: what is in the file, if that was read already. encoding, line: as for `formats.read`. Raises FileError if the
    file cannot be read, is in another language, or holds nothing that could be localised.
    """
    there = load(path) if data is None else data
    document = formats.decode_document(there, str(path), encoding=encoding, line=line, language=spec.source)
    _refuse_nonsense(document)
    found = _other_language("\n".join(cue.text for cue in document.cues), spec.source)
    if found:
        hint = f"give files in {spec.source}"
        if found in LANGUAGES:
            hint += f", or set `source: {found}` in {spec.path}"
        raise FileError(str(path), None, f"the text is {found}, the pipeline wants {spec.source}", hint)
    return document.with_findings(_noticed(document))


def _noticed(document: Document) -> Iterator[Finding]:
    """What the reader repaired or left out, for the reports. What it says of times is for the timing rules to judge."""
    cues = {cue.line: cue.id for cue in document.cues}
    for said in document.diagnostics:
        if not said.rule.startswith("time."):
            message = f"line {said.line} of the file: {said.message}"
            yield Finding(rule=said.rule, severity=Severity.INFO, message=message, cue_id=cues.get(said.line))


def _refuse_nonsense(document: Document) -> None:
    """Raise FileError for a file without cues, and for a cue that holds a book: times after it were lost."""
    if not document.cues:
        raise FileError(document.path, None, "the file has no cues")
    for cue in document.cues:
        if len(cue.text) > _BOOK and cue.kind is not Kind.DRAWING:
            hint = "the time lines below it may be damaged; repair the file"
            raise FileError(document.path, cue.line, f"a cue of {len(cue.text):,} characters", hint)


def _other_language(text: str, wanted: str) -> str:
    """What `text` is in, if that is surely not `wanted`; else empty."""
    found = language_of(text)
    if found != "und":
        return "" if engine_code(found) == engine_code(wanted) else found
    alien = script_of(text) not in ("Zyyy", language(wanted).script)
    return "in another language" if alien and len(text) > _ENOUGH else ""
