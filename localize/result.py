"""What a run leaves behind: one value a file and locale, for the summary table, JSON and the report page."""

from __future__ import annotations

from dataclasses import dataclass, field

from localize.model import Document, Finding, LedgerEntry, NotRun, Severity

__all__ = ["FileResult", "NotRun", "RunResult"]


@dataclass(frozen=True, kw_only=True)
class FileResult:
    """One input in one locale. error: the whole message if the file failed; then `document` is None.

    path: the input; output: the file written. document.source is the Russian document (same cue ids); document.findings
    holds everything found by all stages. cues_in, cues_out: counts. seconds: wall time of this file's own stages.
    kept_aside: where the new text went because a person had edited `output`; empty otherwise.
    """

    path: str
    locale: str
    output: str = ""
    document: Document | None = None
    profile: str = ""
    not_run: tuple[NotRun, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    cues_in: int = 0
    cues_out: int = 0
    seconds: float = 0.0
    error: str = ""
    kept_aside: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The document's findings; none if the file failed."""
        return self.document.findings if self.document else ()

    def exit_code(self, fail_on: Severity) -> int:
        """1 if the file failed or a finding weighs at least `fail_on` (error or warning), else 0."""
        failing = {Severity.ERROR, fail_on}
        return int(bool(self.error) or any(finding.severity in failing for finding in self.findings))


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """A whole run. started: ISO 8601 local time. notices: sentences for the top of every report (evaluation-only)."""

    name: str
    spec: str
    started: str
    seconds: float
    files: tuple[FileResult, ...] = field(default=())
    notices: tuple[str, ...] = field(default=())
    packages: tuple[str, ...] = field(default=())

    def exit_code(self, fail_on: Severity) -> int:
        """1 if a file failed or a finding weighs at least `fail_on` (error or warning), else 0."""
        return max((file.exit_code(fail_on) for file in self.files), default=0)
