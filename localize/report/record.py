"""One output as plain values for JSON: what `localize run --json` says of it beyond its row, and findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from localize.model import Document, Finding
from localize.result import FileResult, Row


def head(row: Row) -> dict[str, object]:
    """What the row of an output says. `seconds` are wall time."""
    return {
        "path": row.path,
        "locale": row.locale,
        "output": row.output or None,
        "kept_aside": row.kept_aside or None,
        "reused": row.reused,
        "error": row.error or None,
        "profile": row.profile or None,
        "cues_in": row.cues_in,
        "cues_out": row.cues_out,
        "seconds": row.seconds,
    }


def record(result: FileResult) -> dict[str, object]:
    """Who made the text, what became of every cue, what did not run, and what was found."""
    document = result.document
    return {
        "provenance": _provenance(document) if document else [],
        "ledger": [
            {"cue_id": one.cue_id, "fate": str(one.fate), "by": one.by, "into": list(one.into)} for one in result.ledger
        ],
        "not_run": [asdict(rule) for rule in result.not_run],
        "findings": [finding_as_dict(finding, document) for finding in result.findings] if document else [],
    }


def finding_as_dict(finding: Finding, document: Document) -> dict[str, object]:
    """One finding, with the place and the times of its cue; these are null if it is about the whole file.

    Times are milliseconds, `cue` is the 1-based place of the cue in its file.
    """
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


def _provenance(document: Document) -> list[dict[str, object]]:
    """Who made the text: one entry a maker, package and rung, with the number of its cues, most first."""
    made = Counter(cue.provenance for cue in document.cues)
    return [{**asdict(provenance), "cues": cues} for provenance, cues in made.most_common()]
