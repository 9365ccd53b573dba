"""A QC report for people: one table a file, what was not run, and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from localize.model import Document, Finding, Severity
from localize.qc.profile import Profile
from localize.report.plain import columns, shown
from localize.report.qc_json import findings
from localize.result import FileResult
from localize.timecode import clock

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def console() -> Console:
    """Standard output: as wide as the terminal, or wide enough that a log keeps one finding a line."""
    from rich.console import Console

    return Console(width=columns(sys.stdout), highlight=False)


def show(profile: Profile, results: Iterable[FileResult], to: Console) -> None:
    """Print every result as it comes, then the totals and where the limits come from.

    Text from files is printed as text: nothing in it is taken for markup or a control sequence.
    """
    total: Counter[str] = Counter()
    sources: dict[str, str] = {}
    for result in results:
        found = findings(result)
        counts = Counter(str(finding.severity) for finding in found)
        total.update({**counts, "files": 1, "cues": result.cues_in})
        sources.update({finding.rule: finding.source for finding in found if finding.source})
        _line(to, f"{result.path}: {_number(result.cues_in, 'cue')}, {_counts(counts)}", "bold")
        if found:
            to.print(_table(found, result.document))
        if result.error:
            _line(to, f"  not run: all {len(result.not_run)} rules: {result.not_run[0].why}", "dim")
            continue
        for skipped in result.not_run:
            _line(to, f"  not run: {skipped.rule}: {skipped.why}", "dim")
    for rule, source in sorted(sources.items()):
        _line(to, f"limit of {rule}: {source}", "dim")
    what = ", ".join((_number(total["files"], "file"), _number(total["cues"], "cue"), _counts(total)))
    _line(to, f"{what} by {profile.name} (version {profile.version})", "bold")


def _table(found: Iterable[Finding], document: Document | None) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=True, header_style="dim")
    table.add_column("cue", justify="right", no_wrap=True)
    for name in ("time", "severity", "rule"):
        table.add_column(name, no_wrap=True)
    table.add_column("finding", overflow="fold")
    for finding in found:
        cue = document.by_id.get(finding.cue_id) if document and finding.cue_id else None
        table.add_row(
            str(document.numbers[cue.id]) if document and cue else "–",
            clock(cue.start_ms) if cue else "",
            Text(str(finding.severity), style=_STYLES[finding.severity]),
            finding.rule,
            Text(shown(finding.message)),
        )
    return table


def _line(to: Console, text: str, style: str) -> None:
    from rich.text import Text

    to.print(Text(shown(text), style=style), soft_wrap=True)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _counts(counts: Counter[str]) -> str:
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    return ", ".join(_number(counts[one], noun) for one, noun in nouns.items() if counts[one]) or "no findings"
