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
    noted = ["notes"] if any(line.notes for line in lines) else []
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("file", overflow="fold")
    for name in (*there, "to review", "errors", "warnings", *noted):
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        figures = [f"{line.cues.get(maker, 0):,}" for maker in there]
        if line.unclear:
            table.add_row(Text(shown(line.name)), *["–"] * (len(there) + 3 + len(noted)))
            continue
        review = Text(_figure(line.review), style="yellow" if line.review else "")
        errors = Text(_figure(line.errors), style="red" if line.errors else "")
        notes = [_figure(line.notes) for _ in noted]
        table.add_row(Text(shown(line.name)), *figures, review, errors, _figure(line.warnings), *notes)
    console.print(table)
    for line in lines:
        if line.unclear:
            console.print(Text(shown(line.unclear), style="red"), soft_wrap=True)
        elif line.heard:
            changes = "1 change" if line.heard == 1 else f"{line.heard:,} changes"
            console.print(Text(shown(f"{line.name}: {changes} by people since the last run")), soft_wrap=True)
        for note in line.adrift.values():
            said = note.replace("\n", " / ")
            console.print(Text(shown(f"{line.name}: a note on a cue that is gone: {said}")), soft_wrap=True)
    if lost := sum(not line.is_known for line in lines):
        of = "1 output" if lost == 1 else f"{lost:,} outputs"
        console.print(Text(f"what is to review and what the rules found in {of} is lost; run again to know it"))
    if run:
        ended = f"ended {_time(run.done)}" if run.done else "was interrupted; run again to go on"
        console.print(Text(f"last run: {_time(run.begun)}, {ended}"), soft_wrap=True)


def _figure(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def _time(when: str) -> str:
    return when.replace("T", " ").replace("Z", " UTC")
