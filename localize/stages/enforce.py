"""`enforce`: glossary terms in the target text, whoever wrote it; what cannot be repaired is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from localize.glossary.matcher import find, forbidden, missing
from localize.glossary.term import Glossary
from localize.model import Cue, Document, Finding, Kind, Sentence, Severity
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
        named = _named(document, glossary)
        for cue in document.cues:
            fixed, repairs = _repair(cue, glossary, document.language, named) if self.repair else (cue, [])
            cues.append(fixed)
            findings += repairs
        made = replace(document, cues=tuple(cues), findings=kept)
        return made.with_findings((*findings, *_missing(made, glossary)))


def _repair(
    cue: Cue, glossary: Glossary, locale: str, named: Mapping[str, set[int]] | None
) -> tuple[Cue, list[Finding]]:
    """The cue with wrong renderings replaced, where its source names the term: elsewhere the words may be innocent."""
    if cue.kind is Kind.DRAWING or cue.language not in (None, locale):
        return cue, []
    edits, findings = [], []
    for match in forbidden(cue.text, glossary, locale):
        wanted = match.term.preferred(locale)
        if wanted and (named is None or id(match.term) in named.get(cue.id, ())):
            edits.append(Edit(match.start, match.end, wanted))
            message = f"{match.surface!r} was replaced by {wanted!r}"
            findings.append(Finding(rule="term.repaired", severity=Severity.INFO, message=message, cue_id=cue.id))
    if not edits:
        return cue, []
    text, spans = replaced(cue.text, cue.spans, edits)
    return cue.with_text(text, spans), findings


def _sentences(source: Document) -> tuple[Sentence, ...]:
    """The source's sentences in its own language."""
    found = source.sentences if source.sentences is not None else group(source, max_gap_ms=1500, max_cues=6)
    return tuple(sentence for sentence in found if sentence.language in (None, source.language))


def _named(document: Document, glossary: Glossary) -> dict[str, set[int]] | None:
    """The terms (by identity) that the source of each cue names; None if there is no source to ask."""
    if document.source is None or document.source.language != glossary.source:
        return None
    named: dict[str, set[int]] = defaultdict(set)
    for sentence in _sentences(document.source):
        terms = {id(match.term) for match in find(sentence.text, glossary, glossary.source)}
        for part in sentence.parts:
            named[part.cue_id] |= terms
    return named


def _missing(document: Document, glossary: Glossary) -> list[Finding]:
    """A finding for every term of a source sentence that none of its cues renders."""
    source = document.source
    if source is None or source.language != glossary.source:
        return []
    findings = []
    cues = document.by_id
    for sentence in _sentences(source):
        held = [cues[part.cue_id].text for part in sentence.parts if part.cue_id in cues]
        for match in missing(sentence.text, "\n".join(held), glossary, document.language):
            wanted = " or ".join(repr(form) for form in match.term.forms[document.language])
            message = f"{match.surface!r} should be {wanted}; write the term"
            findings.append(
                Finding(rule="term.missing", severity=Severity.ERROR, message=message, cue_id=sentence.parts[0].cue_id)
            )
    return findings
