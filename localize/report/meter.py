"""The bar on the terminal while a run goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Meter:
    """The bars of one run: how many files are through, and a phase after another. A `season.progress.Progress`."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._run: TaskID | None = None
        self._task: TaskID | None = None
        self._cues = self._reused = 0
        self._note = ""

    def begin(self, files: int) -> None:
        """A run over so many inputs begins."""
        self._run = self._bar.add_task("all", total=files, unit="files", note="", cues=0)

    def through(self, cues: int, *, made: int, reused: int) -> None:
        """One more input is through. cues: in it; made, reused: how many outputs were made, or did not need to be.

        The speed counts the cues of outputs that were made.
        """
        if self._run is None:
            return
        self._cues += cues * made
        self._reused += reused
        note = f"{self._reused:,} outputs unchanged" if self._reused else ""
        self._bar.update(self._run, advance=1, cues=self._cues, note=note)

    def phase(self, name: str, total: int, unit: str) -> None:
        """A new phase begins: `total` steps of what `name` says, such as "translating". unit: what a step is, such as
        "sentences".
        """
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._note = ""
        self._task = self._bar.add_task(name, total=total, unit=unit, note="", cues=0)

    def advance(self, steps: int, note: str = "") -> None:
        """`steps` more steps of the phase are done. note: what else is known by now, such as what is reused; if it is
        empty, what was known stays.
        """
        if self._task is not None:
            self._note = note or self._note
            self._bar.update(self._task, advance=steps, note=self._note)


def clock(elapsed: float | None, left: float | None) -> str:
    """`0:01:30 left`, or `0:00:02 elapsed` as long as nobody can tell; both in seconds."""
    seconds, what = (elapsed or 0, "elapsed") if left is None else (left, "left")
    return f"{timedelta(seconds=int(seconds))} {what}"


def pace(speed: float | None, unit: str = "") -> str:
    """`12.5 a second`, `412 cues a second`; empty as long as nobody can tell. speed: steps a second."""
    if speed is None:
        return ""
    return " ".join(filter(None, (f"{speed:,.0f}" if speed >= 100 else f"{speed:.1f}", unit, "a second")))


def done(steps: float, total: float | None, unit: str) -> str:
    """`12/40`, `12/40 files`."""
    return f"{steps:,.0f}/{total or 0:,.0f} {unit}".rstrip()


def rate(cues: int, elapsed: float | None, speed: float | None) -> str:
    """How fast it goes: in cues if there are any, else in steps. elapsed: seconds; the first one tells nothing."""
    if not cues:
        return pace(speed)
    return pace(cues / elapsed, "cues") if elapsed and elapsed >= 1 else ""


@contextmanager
def progress() -> Iterator[Meter]:
    """A bar on stderr: phase, steps done of all, cues, what else is known, speed, time left.

    It is gone at the end, and never drawn off a terminal.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.table import Column
    from rich.text import Text

    class Done(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(done(task.completed, task.total, task.fields["unit"]))

    class Known(ProgressColumn):
        def render(self, task: Task) -> Text:
            cues = f"{task.fields['cues']:,} cues" if task.fields["cues"] else ""
            return Text(", ".join(filter(None, (cues, task.fields["note"]))))

    class Speed(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(rate(task.fields["cues"], task.elapsed, task.speed))

    class Clock(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(clock(task.elapsed, task.time_remaining))

    def line() -> Column:
        return Column(no_wrap=True)

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        Done(table_column=line()),
        Known(table_column=line()),
        Speed(table_column=line()),
        Clock(table_column=line()),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        yield Meter(bar)
