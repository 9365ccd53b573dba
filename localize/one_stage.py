"""One stage on one file, without a spec: `localize apply`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from localize import formats
from localize.errors import UsageError
from localize.formats.sniff import SUFFIXES
from localize.glossary import tsv
from localize.inputs import asked_frame_rate, refuse_unknown
from localize.languages import LANGUAGES, language
from localize.ledger import settle
from localize.model import Document
from localize.outputs import Outputs
from localize.pipeline import run, wanted
from localize.qc.pairing import pair
from localize.result import FileResult
from localize.sentences import group
from localize.spec.options import from_words
from localize.stages.base import Context, Shape
from localize.translators import translate
from localize.translators.base import Request, Translation
from localize.translators.packages import installed

# Stages that look and do not change text: they need no output file.
LOOKING = ("segment", "check")


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What `localize apply` was asked for; the fields are its options.

    options: `key=value` texts of the stage. newline: "\\n" or "\\r\\n"; None, for it and for bom: as in the input.
    """

    stage: str
    path: Path
    options: tuple[str, ...] = ()
    out: Path | None = None
    to: str | None = None
    source_locale: str | None = None
    source: Path | None = None
    glossary: Path | None = None
    models: Path | None = None
    frame_rate: str | None = None
    encoding: str | None = None
    line: str | None = None
    newline: str | None = None
    bom: bool | None = None


def perform(errand: Errand) -> FileResult:
    """Do it: read, run the stage, account for every cue, write `errand.out`, or beside it if a person wrote that file.

    Raises UsageError, SpecError or WiringError before anything is done, FileError if a file cannot be read or written.
    """
    stage = from_words(errand.stage, errand.options)
    refuse_unknown(encoding=errand.encoding, line=errand.line)
    _refuse_paths(errand)
    glossary = tsv.load(errand.glossary) if errand.glossary else None
    document = _read(errand)
    context = Context(
        target=language(errand.to or document.language).tag,
        glossary=glossary,
        frame_rate=asked_frame_rate(errand.frame_rate),
        routes=installed(errand.models),
    )
    shape = Shape(language=document.language, segmented=True, translated=document.source is not None)
    stage.wire(shape, context)
    table: dict[Request, Translation] = {}
    while requests := wanted(document, [stage], replace(context, translations=table)):
        table |= translate(requests, context.routes)
    made = run(document, [stage], replace(context, translations=table)).document
    ledger = settle(document, made)
    written, kept = _write(errand.out, made, errand) if errand.out else ("", None)
    return FileResult(
        path=str(errand.path),
        locale=made.language,
        output=str(kept or written),
        kept_aside=str(written) if kept else "",
        document=made,
        not_run=made.not_run,
        ledger=ledger,
        origins=tuple(dict.fromkeys(cue.provenance for cue in made.cues)),
        cues_in=len(document.cues),
        cues_out=len(made.cues),
    )


def _write(out: Path, document: Document, errand: Errand) -> tuple[Path, Path | None]:
    data = formats.compose(document, newline=errand.newline, bom=errand.bom)
    return Outputs(out.parent).write(out.name, data)


def _refuse_paths(errand: Errand) -> None:
    """Raise UsageError for files that do not exist, no output where one is needed, and an output that is an input."""
    for path in (errand.path, errand.source, errand.glossary):
        if path is not None and not path.is_file():
            raise UsageError(f"{path}: no such file")
    if errand.out is None:
        if errand.stage not in LOOKING:
            raise UsageError(f"`apply {errand.stage}` changes the text; say where to write it with -o FILE")
        return
    inputs = {path.resolve() for path in (errand.path, errand.source, errand.glossary) if path}
    if errand.out.resolve() in inputs:
        raise UsageError(f"{errand.out}: is an input and would be overwritten; give another file with -o")
    if errand.out.is_dir():
        raise UsageError(f"{errand.out}: a folder; name the file to write with -o")
    Outputs(errand.out.parent).prepare()


def _read(errand: Errand) -> Document:
    """The document with its sentences, and with its source if one was named.

    Raises UsageError if its language is none that is known, or if `errand.out` is named as another format.
    """
    tag = language(errand.source_locale).tag if errand.source_locale else None
    document = formats.read(errand.path, encoding=errand.encoding, line=errand.line, language=tag)
    if document.language not in LANGUAGES:
        found = "cannot be told" if document.language == "und" else f"seems to be {document.language}"
        raise UsageError(f"{errand.path}: the language of the text {found}; say which with --from LOCALE")
    form = document.facts.format
    named = SUFFIXES.get(errand.out.suffix.lower(), form) if errand.out else form
    if named != form and {named, form} != {"ass", "ssa"}:
        raise UsageError(f"{errand.out}: the text is {form} and stays {form}; give the name of a .{form} file with -o")
    document = replace(document, sentences=group(document))
    return _beside(document, formats.read(errand.source)) if errand.source else document


def _beside(document: Document, source: Document) -> Document:
    """`document` with `source` as what it was translated from: cues that belong together share their id."""
    ids: dict[str, str] = {}
    for together in pair(source, document).groups:
        ids.update(zip((cue.id for cue in together.source), (cue.id for cue in together.target), strict=False))
    renamed = source.with_cues(replace(cue, id=ids.get(cue.id, f"source.{cue.id}")) for cue in source.cues)
    return replace(document, source=replace(renamed, sentences=group(renamed)))
