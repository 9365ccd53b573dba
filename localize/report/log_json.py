"""A run as JSON lines, one an output and one a finding: what `localize run --log json` writes."""

from __future__ import annotations

import json
from typing import TextIO

from localize.report.entry import Entry
from localize.report.safe_json import in_line
from localize.report.tally import tally
from localize.result import Row, RunResult


class Log:
    """A sink that writes its lines to `stream` as outputs are done. Needs entries with their pieces.

    Each line names the file and locale; that of a finding the cue too, by place in the file, id and times in ms.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def take(self, entry: Entry) -> None:
        """The lines of the next output. Raises ValueError if it comes without its pieces."""
        if not entry.record:
            raise ValueError(f"{entry.row.path}: came without its record")
        self._line("file", entry.row, _facts(entry.row))
        for finding in json.loads(entry.record)["findings"]:
            self._line("finding", entry.row, finding)
        self._stream.flush()

    def end(self, run: RunResult) -> None:
        """The last line: the sums."""
        total = tally(run.files)
        sums = {
            "event": "run", "files": total.files, "failed": total.failed, "cues": total.cues_out,
            "errors": total.errors, "warnings": total.warnings, "seconds": round(run.seconds, 3),
        }  # fmt: skip
        self._stream.write(in_line(sums) + "\n")
        self._stream.flush()

    def _line(self, event: str, row: Row, facts: dict[str, object]) -> None:
        self._stream.write(in_line({"event": event, "path": row.path, "locale": row.locale} | facts) + "\n")


def _facts(row: Row) -> dict[str, object]:
    return {
        "output": row.output or None,
        "error": row.error or None,
        "cues_in": row.cues_in,
        "cues_out": row.cues_out,
        "reused": row.reused,
        "seconds": round(row.seconds, 3),
    }
