"""One output as compact columns: what the script of the report page draws from.

Columns instead of a list of objects: 3,000 cues in four locales stay small enough to open at once. Text is a string,
or a list whose odd entries are in italics. Places are 0-based.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from localize.model import Cue, Document, Fate, Finding, Kind, Provenance
from localize.report import speed
from localize.report.plain import shown
from localize.result import FileResult

_ITALIC = re.compile(r"<i\b|\{[^}]*\\i1(?!\d)", re.IGNORECASE)
_BY_CUE = ("speeds", "starts", "ends", "texts", "made")  # columns with one entry a cue


@dataclass(frozen=True, kw_only=True)
class Data:
    """source: the texts of the source's cues. view: the output with all its cues; `from` names the place of each in
    `source`. brief: the same with those cues only that have findings: `numbers` are their numbers in the file, `own`
    their source texts, `cues` how many the file has, `end` when its last one ends in ms. A failed file has none of it.
    """

    source: Sequence[str | list[str]] = ()
    view: dict[str, Any] = field(default_factory=dict)
    brief: dict[str, Any] = field(default_factory=dict)


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


def data(file: FileResult) -> Data:
    """The columns of `file`. Raises SpecError if its profile cannot be found again."""
    document = file.document
    if document is None:
        return Data()
    source = [runs(cue) for cue in document.source.cues] if document.source else []
    view = _view(file, document)
    return Data(source=source, view=view, brief=_brief(view, source))


def _view(file: FileResult, document: Document) -> dict[str, Any]:
    cues, source = document.cues, document.source
    places = {cue.id: place for place, cue in enumerate(cues)}
    makers: dict[Provenance, int] = {}  # most cues share few of them
    reading = speed.measure(document, file.profile)
    limit = reading.limit
    return {
        "profile": shown(file.profile),
        "language": document.language,
        "sourceLanguage": source.language if source else "",
        "from": _origins(file, document),
        "limit": limit.value if limit else None,
        "evidence": shown(f"{limit.source}, {limit.date}") if limit else "",
        "speeds": [None if value is None else round(value, 2) for value in reading.values],
        "over": list(reading.over),
        "starts": [cue.start_ms for cue in cues],
        "ends": [cue.end_ms for cue in cues],
        "texts": [runs(cue) for cue in cues],
        "made": [makers.setdefault(cue.provenance, len(makers)) for cue in cues],
        "makers": [_maker(provenance) for provenance in makers],
        "tags": {place: tag for place, cue in enumerate(cues) if (tag := _tag(cue))},
        "ledger": _ledger(file),
        "findings": [_finding(finding, places) for finding in document.findings],
    }


def _brief(view: dict[str, Any], source: Sequence[str | list[str]]) -> dict[str, Any]:
    """`view` with those cues only that have findings."""
    kept = sorted({finding["cue"] for finding in view["findings"]} - {-1})
    places = {old: new for new, old in enumerate(kept)} | {-1: -1}
    columns = {name: [view[name][place] for place in kept] for name in _BY_CUE}
    origins = [view["from"][place] for place in kept]
    return {name: value for name, value in view.items() if name != "from"} | {
        **columns,
        "numbers": [place + 1 for place in kept],
        "own": ["" if place < 0 else source[place] for place in origins],
        "cues": len(view["texts"]),
        "end": max((*view["ends"], *view["starts"]), default=0),
        "over": [places[place] for place in view["over"]],
        "tags": {places[place]: tag for place, tag in view["tags"].items() if place in places},
        "findings": [{**finding, "cue": places[finding["cue"]]} for finding in view["findings"]],
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
