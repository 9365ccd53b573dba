"""`enforce`: glossary terms in the target text, whoever wrote it; what cannot be repaired is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from localize.glossary.matcher import forbidden
from localize.glossary.term import Glossary
from localize.model import Cue, Document, Finding, Kind, Severity
from localize.qc.pairing import pair
from localize.qc.units import Unit, named, units, unrendered
from localize.sentences import group
from localize.stages.base import Context, Shape, WiringError
from localize.text.edits import Edit, replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforce:
    """See to it that every glossary term of the source is rendered as agreed.

    repair: replace known wrong renderings (the glossary's `forbidden` column) by the preferred one.
    """

    name: ClassVar[str] = "enforce"

    repair: bool = True

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs a glossary with a column for the text's locale."""
        if context.glossary is None:
            raise WiringError("there is no glossary to enforce; write `glossary: FILE` or remove `enforce`")
        if shape.language not in context.glossary.locales:
            raise WiringError(f"{context.glossary.path} has no column {shape.language!r}; add one or remove `enforce`")
        return shape

    def __call__(self, document: Document, context: Context) -> Document:
        """The document with wrong renderings replaced; a finding for each repair and each term still missing."""
        glossary = context.glossary
        if glossary is None:
            return document
        kept = tuple(finding for finding in document.findings if finding.rule != "term.missing")
        findings: list[Finding] = []
        cues = []
        known = _units(document, glossary)
        terms = None if known is None else named(known, glossary)
        for cue in document.cues:
            fixed, repairs = _repair(cue, glossary, document.language, terms) if self.repair else (cue, [])
            cues.append(fixed)
            findings += repairs
        made = replace(document, cues=tuple(cues), findings=kept)
        repaired = _units(made, glossary) if findings else known
        return made.with_findings((*findings, *_missing(repaired or (), glossary, made.language)))


def _repair(
    cue: Cue, glossary: Glossary, locale: str, terms: Mapping[str, set[int]] | None
) -> tuple[Cue, list[Finding]]:
    """The cue with wrong renderings replaced, where its source names the term: elsewhere the words may be innocent."""
    if cue.kind is Kind.DRAWING or cue.language not in (None, locale):
        return cue, []
    edits, findings = [], []
    for match in forbidden(cue.text, glossary, locale):
        wanted = match.term.preferred(locale)
        if wanted and (terms is None or id(match.term) in terms.get(cue.id, ())):
            edits.append(Edit(match.start, match.end, wanted))
            message = f"{match.surface!r} was replaced by {wanted!r}"
            findings.append(Finding(rule="term.repaired", severity=Severity.INFO, message=message, cue_id=cue.id))
    if not edits:
        return cue, []
    text, spans = replaced(cue.text, cue.spans, edits)
    return cue.with_text(text, spans), findings


def _units(document: Document, glossary: Glossary) -> tuple[Unit, ...] | None:
    """The source's sentences with the cues that say the same; None if there is no source in the glossary's language."""
    source = document.source
    if source is None or source.language != glossary.source:
        return None
    if source.sentences is None:
        source = replace(source, sentences=group(source))
        document = replace(document, source=source)
    return tuple(units(source, document, pair(source, document)))


def _missing(every: Iterable[Unit], glossary: Glossary, locale: str) -> Iterator[Finding]:
    """A finding for every term of a source sentence that none of its cues renders."""
    for unit in every:
        for match in unrendered(unit, glossary, locale):
            wanted = " or ".join(repr(form) for form in match.term.forms[locale])
            message = f"{match.surface!r} should be {wanted}; write the term"
            cue_id = unit.blame(match.start).id
            yield Finding(rule="term.missing", severity=Severity.ERROR, message=message, cue_id=cue_id)
