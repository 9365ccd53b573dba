"""The end of a run on the terminal: a table, what stands below it, and where the report is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from localize.report.meter import progress
from localize.report.plain import columns, shown
from localize.report.tally import Tally, tally
from localize.result import Row, RunResult

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["progress", "show", "summary"]

_NUMBERS = ("cues in", "cues out", "errors", "warnings", "seconds")
_ROWS = 200  # nobody reads a longer table on a terminal


def show(result: RunResult, report: Path, not_taken: str = "") -> None:
    """Print the summary, a line about files not taken and where the report page is, on stderr: stdout is for JSON."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, width=columns(sys.stderr), highlight=False)
    console.print(summary(result))
    if not_taken:
        console.print(Text(shown(not_taken)), soft_wrap=True)
    console.print(Text(f"report: {shown(str(report))}"), soft_wrap=True)


def summary(run: RunResult) -> RenderableType:
    """A table with one row a file and locale, a last row with the sums, and the notices of the run below.

    A failed file is a row with its message. Of a long run only what needs a look is a row: errors, failures, lost cues,
    files that people had edited. Nothing in a path or a message is taken for markup or a control sequence.
    """
    from rich.box import SIMPLE
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    rows = _told(run.files)
    table = Table(box=SIMPLE, pad_edge=False, show_footer=len(run.files) > 1)
    total = _numbers(tally(run.files), run.seconds)
    table.add_column("file", overflow="fold", footer="all")
    table.add_column("locale", no_wrap=True)
    for name, sum_ in zip(_NUMBERS, total, strict=True):
        table.add_column(name, justify="right", no_wrap=True, footer=sum_)
    for row in rows:
        table.add_row(_file(row), Text(row.locale or "all"), *_figures(row))
    below = [Text(shown(notice), style="yellow") for notice in run.notices]
    if len(rows) < len(run.files):
        below.insert(0, Text(_left_out(run.files, rows)))
    return Group(table, *below)


def _told(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of the table: all, or of a long run the first of those that need a look."""
    return rows if len(rows) <= _ROWS else list(filter(_needs_a_look, rows))[:_ROWS]


def _needs_a_look(row: Row) -> bool:
    return bool(row.error or row.kept_aside or row.errors or row.lost)


def _left_out(rows: Sequence[Row], told: Sequence[Row]) -> str:
    others = sum(map(_needs_a_look, rows)) - len(told)
    what = f", {others:,} of them with something to look at" if others else ", none with anything to look at"
    return f"{len(rows) - len(told):,} of {len(rows):,} rows are not shown here{what}; the report has every row."


def _file(row: Row) -> Text:
    from rich.text import Text

    cell = Text(shown(row.path))
    if row.error:
        cell.append(f"\nfailed: {shown(row.error)}", style="red")
    if row.kept_aside:
        cell.append(f"\na person had edited {shown(row.output)}: the new text is in {shown(row.kept_aside)}", "yellow")
    return cell


def _figures(row: Row) -> list[Text]:
    from rich.text import Text

    if row.error:
        return [Text("–", style="red") for _ in _NUMBERS]
    counts = tally([row])
    styles = ("", "red" if counts.lost else "", "red" if counts.errors else "", "yellow" if counts.warnings else "", "")
    return [Text(text, style) for text, style in zip(_numbers(counts, row.seconds), styles, strict=True)]


def _numbers(counts: Tally, seconds: float) -> tuple[str, ...]:
    whole = (counts.cues_in, counts.cues_out, counts.errors, counts.warnings)
    return (*(f"{number:,}" for number in whole), f"{seconds:.1f}")
