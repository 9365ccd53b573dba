"""The row of one result: its figures without its texts."""

from __future__ import annotations

from collections import Counter

from localize.model import Document, Finding, Severity
from localize.report.tally import tally
from localize.result import FileResult, Row

SLOTS = 60  # of the small picture along the episode
LETTERS = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.INFO: "i"}


def row(result: FileResult) -> Row:
    """What summaries tell of `result`."""
    counts = tally([result])
    return Row(
        path=result.path,
        locale=result.locale,
        output=result.output,
        kept_aside=result.kept_aside,
        error=result.error,
        bug=result.bug,
        reused=result.reused,
        seconds=result.seconds,
        profile=result.profile,
        cues_in=result.cues_in,
        cues_out=result.cues_out,
        lost=counts.lost,
        errors=counts.errors,
        warnings=counts.warnings,
        infos=counts.infos,
        people=counts.people,
        rules=rules(result.findings),
        not_run=result.not_run,
        strip=strip(result.document) if result.document else "",
        origins=result.origins,
    )


def rules(findings: tuple[Finding, ...]) -> tuple[tuple[str, Severity, int], ...]:
    """How many findings of each rule and severity there are, in the order in which they first come."""
    counts = Counter((finding.rule, finding.severity) for finding in findings)
    return tuple((rule, severity, count) for (rule, severity), count in counts.items())


def strip(document: Document) -> str:
    """Where the findings of a document are, as `Row.strip`."""
    if not document.cues:
        return ""
    order = tuple(LETTERS)
    end = max(1, *(cue.end_ms + 1 for cue in document.cues), *(cue.start_ms + 1 for cue in document.cues))
    slots: list[Severity | None] = [None] * SLOTS
    for finding in document.findings:
        cue = document.by_id.get(finding.cue_id or "")
        if cue:
            slot = max(0, cue.start_ms) * SLOTS // end
            slots[slot] = min(slots[slot] or Severity.INFO, finding.severity, key=order.index)
    return "".join(LETTERS[severity] if severity else " " for severity in slots)
