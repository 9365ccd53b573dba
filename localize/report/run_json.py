"""A run as plain values for `json.dumps`: what `localize run --json` prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from localize.model import Document, Finding
from localize.report.tally import tally
from localize.result import FileResult, RunResult


def as_dict(result: RunResult) -> dict[str, object]:
    """The whole run: its name, spec, time, notices and packages, the totals, and one entry a file and locale.

    Times of cues are milliseconds, `seconds` are wall time, `cue` is the 1-based place of a cue in its file.
    """
    return {
        "name": result.name,
        "spec": result.spec,
        "started": result.started,
        "seconds": result.seconds,
        "notices": list(result.notices),
        "packages": list(result.packages),
        "total": asdict(tally(result.files)),
        "files": [_file(file) for file in result.files],
    }


def finding_as_dict(finding: Finding, document: Document) -> dict[str, object]:
    """One finding, with the place and the times of its cue; these are null if it is about the whole file."""
    cue = document.by_id.get(finding.cue_id) if finding.cue_id else None
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "cue": document.numbers[cue.id] if cue else None,
        "cue_id": finding.cue_id,
        "start_ms": cue.start_ms if cue else None,
        "end_ms": cue.end_ms if cue else None,
        "message": finding.message,
        "value": finding.value,
        "limit": finding.limit,
        "source": finding.source,
    }


def _file(result: FileResult) -> dict[str, object]:
    document = result.document
    return {
        "path": result.path,
        "locale": result.locale,
        "output": result.output or None,
        "kept_aside": result.kept_aside or None,
        "reused": result.reused,
        "error": result.error or None,
        "profile": result.profile or None,
        "cues_in": result.cues_in,
        "cues_out": result.cues_out,
        "seconds": result.seconds,
        "provenance": _provenance(document) if document else [],
        "ledger": [asdict(entry) for entry in result.ledger],
        "not_run": [asdict(rule) for rule in result.not_run],
        "findings": [finding_as_dict(finding, document) for finding in result.findings] if document else [],
    }


def _provenance(document: Document) -> list[dict[str, object]]:
    """Who made the text: one entry a maker, package and rung, with the number of its cues, most first."""
    made = Counter(cue.provenance for cue in document.cues)
    return [{**asdict(provenance), "cues": cues} for provenance, cues in made.most_common()]
