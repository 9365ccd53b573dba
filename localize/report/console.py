"""A run on the terminal: the table at its end and the bar while it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from localize.report.plain import columns, shown
from localize.report.tally import Tally, tally
from localize.result import FileResult, RunResult

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress, TaskID
    from rich.text import Text

_NUMBERS = ("cues in", "cues out", "errors", "warnings", "seconds")


def show(result: RunResult, report: Path, not_taken: str = "") -> None:
    """Print the summary, a line about files not taken and where the report page is, on stderr: stdout is for JSON."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, width=columns(sys.stderr), highlight=False)
    console.print(summary(result))
    if not_taken:
        console.print(Text(shown(not_taken)), soft_wrap=True)
    console.print(Text(f"report: {shown(str(report))}"), soft_wrap=True)


def summary(result: RunResult) -> RenderableType:
    """A table with one row a file and locale, a last row with the sums, and the notices of the run below.

    A failed file is a row with its message. Nothing in a path or a message is taken for markup or a control sequence.
    """
    from rich.box import SIMPLE
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False, show_footer=len(result.files) > 1)
    total = _numbers(tally(result.files), result.seconds)
    table.add_column("file", overflow="fold", footer="all")
    table.add_column("locale", no_wrap=True)
    for name, sum_ in zip(_NUMBERS, total, strict=True):
        table.add_column(name, justify="right", no_wrap=True, footer=sum_)
    for file in result.files:
        table.add_row(_file(file), Text(file.locale or "all"), *_figures(file))
    return Group(table, *(Text(shown(notice), style="yellow") for notice in result.notices))


def _file(file: FileResult) -> Text:
    from rich.text import Text

    cell = Text(shown(file.path))
    if file.error:
        cell.append(f"\nfailed: {shown(file.error)}", style="red")
    if file.kept_aside:
        cell.append(
            f"\na person had edited {shown(file.output)}: the new text is in {shown(file.kept_aside)}", "yellow"
        )
    return cell


def _figures(file: FileResult) -> list[Text]:
    from rich.text import Text

    if file.error:
        return [Text("–", style="red") for _ in _NUMBERS]
    counts = tally([file])
    styles = ("", "red" if counts.lost else "", "red" if counts.errors else "", "yellow" if counts.warnings else "", "")
    return [Text(text, style) for text, style in zip(_numbers(counts, file.seconds), styles, strict=True)]


def _numbers(counts: Tally, seconds: float) -> tuple[str, ...]:
    whole = (counts.cues_in, counts.cues_out, counts.errors, counts.warnings)
    return (*(f"{number:,}" for number in whole), f"{seconds:.1f}")


class Meter:
    """The bar of one run: a phase after another, each with its own steps and time left. A `batch.Progress`."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def phase(self, name: str, total: int) -> None:
        """A new phase begins: `total` steps of what `name` says, such as "translating sentences"."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total, note="")

    def advance(self, steps: int, note: str = "") -> None:
        """`steps` more steps of the phase are done; `note` stands behind their number."""
        if self._task is not None:
            self._bar.update(self._task, advance=steps, note=note)


def clock(elapsed: float | None, left: float | None) -> str:
    """`0:01:30 left`, or `0:00:02 elapsed` as long as nobody can tell; both in seconds."""
    seconds, what = (elapsed or 0, "elapsed") if left is None else (left, "left")
    return f"{timedelta(seconds=int(seconds))} {what}"


def pace(speed: float | None) -> str:
    """`12.5 a second`; empty as long as nobody can tell. speed: steps a second."""
    return "" if speed is None else f"{speed:,.1f} a second"


@contextmanager
def progress() -> Iterator[Meter]:
    """A bar on stderr with the phase, its steps and the time left; gone at the end, and never drawn off a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.table import Column
    from rich.text import Text

    class Clock(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(clock(task.elapsed, task.time_remaining))

    class Speed(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(pace(task.speed))

    texts = (TextColumn("{task.description}"), TextColumn("{task.fields[note]}"))
    columns = (texts[0], BarColumn(), MofNCompleteColumn(), texts[1], Speed(), Clock(table_column=Column(no_wrap=True)))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        yield Meter(bar)
