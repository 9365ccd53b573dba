"""A QC report as plain values: what `localize qc --format json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from localize.model import Document, Finding, Severity
from localize.report.record import finding_as_dict
from localize.result import FileResult


def as_dict(profile: str, results: Iterable[FileResult]) -> dict[str, object]:
    """`{"profile", "files": […]}`, one entry a file; see `file_as_dict`. Takes results one at a time."""
    return {"profile": profile, "files": [file_as_dict(result) for result in results]}


def file_as_dict(result: FileResult) -> dict[str, object]:
    """`{"path", "cues", "not_run": [{"rule", "why"}], "findings": […]}`; all keys are always there.

    A finding has `cue`, the 1-based place of its cue in the file; with `cue_id`, `start_ms` and `end_ms` it is null
    for a finding about the whole file. A file that cannot be read has no cues and one finding, `file.unreadable`,
    and no rule was run on it.
    """
    document = result.document or Document(path=result.path, language=result.locale, cues=())
    return {
        "path": result.path,
        "cues": len(document.cues),
        "not_run": [asdict(rule) for rule in result.not_run],
        "findings": [finding_as_dict(finding, document) for finding in findings(result)],
    }


def findings(result: FileResult) -> tuple[Finding, ...]:
    """The findings of one file; `file.unreadable` if it could not be read."""
    if result.error:
        return (Finding(rule="file.unreadable", severity=Severity.ERROR, message=result.error),)
    return result.findings
