"""The cues and findings of a run as compact columns: what the script of the report page draws from.

Columns instead of a list of objects: 3,000 cues in four locales stay small enough to open at once. Text is a string,
or a list whose odd entries are in italics.
"""

from __future__ import annotations

import json
import re

from localize.model import Cue, Document, Fate, Finding, Kind, Provenance
from localize.report import speed
from localize.report.plain import shown
from localize.result import FileResult, RunResult

_ITALIC = re.compile(r"<i\b|\{[^}]*\\i1(?!\d)", re.IGNORECASE)


def as_json(result: RunResult) -> str:
    """The data as JSON that may stand inside a `<script>` element: `&`, `<` and `>` are escaped."""
    text = json.dumps(_data(result), ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def runs(cue: Cue) -> str | list[str]:
    """The cue's text, cut where italics begin and end; a plain string if there are none."""
    italics = [(span.start, span.end) for span in cue.spans if span.start < span.end and _ITALIC.match(span.open)]
    if not italics:
        return shown(cue.text)
    cut = [""]
    for place, character in enumerate(cue.text):
        inside = any(start <= place < end for start, end in italics)
        if inside != (len(cut) % 2 == 0):
            cut.append("")
        cut[-1] += character
    return [shown(run) for run in cut]


def _data(result: RunResult) -> dict[str, object]:
    # Locales of one input share its source text and most provenances: each is written once and named by its place.
    sources: dict[str, int] = {}
    makers: dict[Provenance, int] = {}
    views = [_view(file, sources, makers) for file in result.files]
    return {
        "views": views,
        "sources": [json.loads(texts) for texts in sources],
        "makers": [_maker(provenance) for provenance in makers],
    }


def _view(file: FileResult, sources: dict[str, int], makers: dict[Provenance, int]) -> dict[str, object]:
    view: dict[str, object] = {"path": shown(file.path), "locale": file.locale, "error": shown(file.error)}
    document = file.document
    if document is None:
        return view
    cues, source = document.cues, document.source
    texts = json.dumps([runs(cue) for cue in source.cues] if source else [], ensure_ascii=False)
    places = {cue.id: place for place, cue in enumerate(cues)}
    reading = speed.measure(document, file.profile)
    limit = reading.limit
    return view | {
        "output": shown(file.output),
        "profile": shown(file.profile),
        "language": document.language,
        "sourceLanguage": source.language if source else "",
        "source": sources.setdefault(texts, len(sources)),
        "from": _origins(file, document),
        "limit": limit.value if limit else None,
        "evidence": shown(f"{limit.source}, {limit.date}") if limit else "",
        "speeds": [None if value is None else round(value, 2) for value in reading.values],
        "over": reading.over,
        "starts": [cue.start_ms for cue in cues],
        "ends": [cue.end_ms for cue in cues],
        "texts": [runs(cue) for cue in cues],
        "made": [makers.setdefault(cue.provenance, len(makers)) for cue in cues],
        "tags": {place: tag for place, cue in enumerate(cues) if (tag := _tag(cue))},
        "ledger": _ledger(file),
        "findings": [_finding(finding, places) for finding in document.findings],
    }


def _origins(file: FileResult, document: Document) -> list[int]:
    """For each cue, the place of its source cue; -1 if it has none. A split cue has that of the cue it was cut from."""
    numbers = document.source.numbers if document.source else {}
    parents = {new: entry.cue_id for entry in file.ledger for new in entry.into}
    return [numbers.get(cue.id, numbers.get(parents.get(cue.id, ""), 0)) - 1 for cue in document.cues]


def _tag(cue: Cue) -> str:
    """What sets a cue apart from plain dialogue in the document's language."""
    kind = "" if cue.kind is Kind.DIALOGUE else str(cue.kind)
    return " · ".join(shown(part) for part in (kind, cue.speaker, cue.language) if part)


def _maker(provenance: Provenance) -> dict[str, object]:
    package = provenance.package
    if provenance.version not in package:
        package = f"{package} {provenance.version}".strip()
    detail = " · ".join(shown(part) for part in (provenance.rung, package) if part)
    return {"maker": str(provenance.maker), "detail": detail, "evaluation": provenance.evaluation_only}


def _ledger(file: FileResult) -> list[str]:
    """Sentences about the cues that did not stay as they were, one a fate and reason."""
    counts: dict[str, int] = {}
    for entry in file.ledger:
        if entry.fate is not Fate.KEPT:
            fate = f"{entry.fate} by {shown(entry.by)}" if entry.by else str(entry.fate)
            counts[fate] = counts.get(fate, 0) + 1
    return [f"{count} {fate}" for fate, count in counts.items()]


def _finding(finding: Finding, places: dict[str, int]) -> dict[str, object]:
    return {
        "rule": shown(finding.rule),
        "severity": str(finding.severity),
        "cue": places.get(finding.cue_id, -1) if finding.cue_id else -1,
        "message": shown(finding.message),
        "why": shown(finding.source),
    }
