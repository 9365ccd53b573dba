"""A run as JSON: what `localize run --json` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from localize.report.entry import Entry
from localize.report.record import head
from localize.report.safe_json import in_line, joined
from localize.report.spool import Spool
from localize.report.tally import tally
from localize.result import RunResult


class Records:
    """A sink that gathers what JSON says of every output. Needs entries with their pieces."""

    def __init__(self) -> None:
        self._spool = Spool(between=",\n")

    def take(self, entry: Entry) -> None:
        """The next output. Raises ValueError if it comes without its pieces, FileError if there is no room for it."""
        if not entry.record:
            raise ValueError(f"{entry.row.path}: came without its record")
        self._spool.add(joined(in_line(head(entry.row)), entry.record))

    def text(self, run: RunResult) -> Iterator[str]:
        """One JSON object in pieces: the run's name, spec, time, notices and packages, the totals, and `files`, an
        object a line. Nothing in it could disturb a terminal.

        Times of cues are milliseconds, `seconds` are wall time, `cue` is the 1-based place of a cue in its file.
        """
        whole = {
            "name": run.name,
            "spec": run.spec,
            "started": run.started,
            "seconds": run.seconds,
            "notices": list(run.notices),
            "packages": list(run.packages),
            "total": asdict(tally(run.files)),
        }
        yield in_line(whole)[:-1] + ', "files": [\n'
        yield from self._spool.text()
        yield "\n]}\n"

    def close(self) -> None:
        """Give back the room on the disk."""
        self._spool.close()
