"""How a season stands, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from localize.project.runs import Run
from localize.report.plain import columns, shown
from localize.season.overview import Line

_MAKERS = ("machine", "memory", "converted", "source", "human", "approved")


def show(lines: Sequence[Line], run: Run | None) -> None:
    """Print a table with one row an output, and what people should know of it below."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=columns(sys.stdout), highlight=False)
    there = [maker for maker in _MAKERS if any(line.cues.get(maker) for line in lines)]
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("file", overflow="fold")
    for name in (*there, "to review", "errors", "warnings"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        figures = [f"{line.cues.get(maker, 0):,}" for maker in there]
        if line.unclear:
            table.add_row(Text(shown(line.name)), *["–"] * (len(there) + 3))
            continue
        review = Text(f"{line.review:,}", style="yellow" if line.review else "")
        errors = Text(f"{line.errors:,}", style="red" if line.errors else "")
        table.add_row(Text(shown(line.name)), *figures, review, errors, f"{line.warnings:,}")
    console.print(table)
    for line in lines:
        if line.unclear:
            console.print(Text(shown(line.unclear), style="red"), soft_wrap=True)
        elif line.heard:
            changes = "1 change" if line.heard == 1 else f"{line.heard:,} changes"
            console.print(Text(shown(f"{line.name}: {changes} by people since the last run")), soft_wrap=True)
    if run:
        ended = f"ended {_time(run.done)}" if run.done else "was interrupted; run again to go on"
        console.print(Text(f"last run: {_time(run.begun)}, {ended}"), soft_wrap=True)


def _time(when: str) -> str:
    return when.replace("T", " ").replace("Z", " UTC")
