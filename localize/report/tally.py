"""The counts that every report prints, so that console, page and JSON cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from localize.model import Severity
from localize.result import FileResult, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one output, or the sum of several.

    files: outputs, one an input and locale; failed: those with an error. cues_in, cues_out: cues of outputs that did
    not fail. lost: cues read that are neither in the output nor in the ledger. errors, warnings, infos: findings by
    severity. people: cues with an error or a warning, each counted once: what needs a human.
    """

    files: int = 0
    failed: int = 0
    cues_in: int = 0
    cues_out: int = 0
    lost: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    people: int = 0


def tally(results: Iterable[FileResult | Row]) -> Tally:
    """The sum over `results`, taken one at a time."""
    sums = [0] * len(Tally.__slots__)
    for result in results:
        one = _of_row(result) if isinstance(result, Row) else _of_result(result)
        sums = [whole + getattr(one, name) for whole, name in zip(sums, Tally.__slots__, strict=True)]
    return Tally(**dict(zip(Tally.__slots__, sums, strict=True)))


def _of_row(row: Row) -> Tally:
    if row.error:
        return Tally(files=1, failed=1)
    return Tally(
        files=1,
        cues_in=row.cues_in,
        cues_out=row.cues_out,
        lost=row.lost,
        errors=row.errors,
        warnings=row.warnings,
        infos=row.infos,
        people=row.people,
    )


def _of_result(result: FileResult) -> Tally:
    if result.document is None:
        return Tally(files=1, failed=1)
    severities = [finding.severity for finding in result.findings]
    return Tally(
        files=1,
        cues_in=result.cues_in,
        cues_out=result.cues_out,
        lost=len(lost(result)),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
        people=len(
            {finding.cue_id for finding in result.findings if finding.cue_id and finding.severity is not Severity.INFO}
        ),
    )


def lost(result: FileResult) -> tuple[str, ...]:
    """Ids of source cues that are neither in the output nor accounted for in the ledger; () if the file failed."""
    document = result.document
    if document is None or document.source is None:
        return ()
    accounted = {entry.cue_id for entry in result.ledger}
    return tuple(cue.id for cue in document.source.cues if cue.id not in document.by_id and cue.id not in accounted)
