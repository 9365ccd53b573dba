"""A run as JSON lines, one a file and locale and one a finding: what `localize run --log json` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from localize.report.run_json import finding_as_dict
from localize.report.tally import tally
from localize.result import FileResult, RunResult


def lines(result: RunResult) -> Iterator[str]:
    """Each line names the file and locale; that of a finding the cue too, by place in the file, id and times in ms."""
    for file in result.files:
        yield _line("file", file, _facts(file))
        for finding in file.findings:
            if file.document:
                yield _line("finding", file, finding_as_dict(finding, file.document))
    total = tally(result.files)
    yield json.dumps(
        {"event": "run", "files": total.files, "failed": total.failed, "cues": total.cues_out,
         "errors": total.errors, "warnings": total.warnings, "seconds": round(result.seconds, 3)}
    )  # fmt: skip


def _line(event: str, file: FileResult, facts: dict[str, object]) -> str:
    return json.dumps({"event": event, "path": file.path, "locale": file.locale} | facts, ensure_ascii=False)


def _facts(file: FileResult) -> dict[str, object]:
    return {
        "output": file.output or None,
        "error": file.error or None,
        "cues_in": file.cues_in,
        "cues_out": file.cues_out,
        "reused": file.reused,
        "seconds": round(file.seconds, 3),
    }
