"""What a run leaves behind: one value a file and locale, whole while it is made, a small row of it for the summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from localize.errors import InternalError
from localize.model import Document, Finding, LedgerEntry, Maker, NotRun, Provenance, Severity


@dataclass(frozen=True, kw_only=True)
class FileResult:
    """One input in one locale. error: the whole message if the file failed; then `document` is None. bug: it failed by
    a bug of ours, whose details are in the log file that `error` names.

    path: the input; output: the file written. document.source is the Russian document (same cue ids); document.findings
    holds everything found by all stages. cues_in, cues_out: counts. seconds: wall time of this file's own stages.
    kept_aside: where the new text went because a person had edited `output`; empty otherwise. reused: nothing had
    changed, so it was not made again; the document may then lack its cues. origins: who made its text.
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
    bug: bool = False
    kept_aside: str = ""
    reused: bool = False
    origins: tuple[Provenance, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The document's findings; none if the file failed."""
        return self.document.findings if self.document else ()

    def exit_code(self, fail_on: Severity) -> int:
        """3 after a bug of ours, 1 if the file failed or a finding weighs at least `fail_on`, else 0."""
        if self.bug:
            return InternalError.exit_code
        failing = {Severity.ERROR, fail_on}
        return int(bool(self.error) or any(finding.severity in failing for finding in self.findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What summaries tell of one input in one locale: its figures, and none of its texts.

    path, locale, output, kept_aside, error, bug, reused, seconds, profile, not_run, origins, cues_in, cues_out: as in
    `FileResult`. lost: how many cues read are neither in the output nor in the ledger. errors, warnings, infos:
    findings by severity. people: cues with an error or a warning. rules: rule, severity and number of its findings.
    strip: where findings are along the episode, a letter a slot of time: "e", "w" or "i" for the gravest in it, else a
    blank; empty if there are no cues.
    """

    path: str
    locale: str
    output: str = ""
    kept_aside: str = ""
    error: str = ""
    bug: bool = False
    reused: bool = False
    seconds: float = 0.0
    profile: str = ""
    cues_in: int = 0
    cues_out: int = 0
    lost: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    people: int = 0
    rules: tuple[tuple[str, Severity, int], ...] = ()
    not_run: tuple[NotRun, ...] = ()
    strip: str = ""
    origins: tuple[Provenance, ...] = ()

    def exit_code(self, fail_on: Severity) -> int:
        """3 after a bug of ours, 1 if the file failed or a finding weighs at least `fail_on`, else 0."""
        if self.bug:
            return InternalError.exit_code
        failing = {Severity.ERROR, fail_on}
        return int(bool(self.error) or any(severity in failing for _, severity, _ in self.rules))


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """A whole run. started: ISO 8601 local time. files: a row an input and locale, in order. notices: sentences for the
    top of every report (evaluation-only). report: the report's file, empty if none was written.
    """

    name: str
    spec: str
    started: str
    seconds: float
    files: tuple[Row, ...] = field(default=())
    notices: tuple[str, ...] = field(default=())
    packages: tuple[str, ...] = field(default=())
    report: str = ""

    def exit_code(self, fail_on: Severity) -> int:
        """The gravest of the files: 3 after a bug of ours, 1 after a failure or a finding of `fail_on`, else 0."""
        return max((file.exit_code(fail_on) for file in self.files), default=0)


def packages(results: Iterable[FileResult | Row]) -> tuple[str, ...]:
    """The translation packages that made text of `results`, by name; two of a route through a pivot as `a + b`."""
    return tuple(dict.fromkeys(name for name, _, _ in _made(results)))


def notices(results: Iterable[FileResult | Row]) -> tuple[str, ...]:
    """A sentence for each package whose text may be looked at but not delivered."""
    return tuple(
        f"Text by {package} is for evaluation only ({licence}); it must not be delivered."
        for package, licence, evaluation_only in _made(results)
        if evaluation_only
    )


def _made(results: Iterable[FileResult | Row]) -> dict[tuple[str, str, bool], None]:
    """Package, licence, whether for evaluation only: of all text that a package made."""
    origins = dict.fromkeys(origin for result in results for origin in result.origins)
    return dict.fromkeys(
        (one.package, one.licence, one.evaluation_only)
        for one in origins
        if one.maker is not Maker.MEMORY and one.package
    )
