"""What `localize apply` shows: sentences or findings on standard output, one summary line on standard error."""

from __future__ import annotations

import sys

from localize.model import Document
from localize.report.plain import shown
from localize.report.record import finding_as_dict
from localize.report.tally import tally
from localize.result import FileResult, notices


def show(result: FileResult, *, sentences: bool) -> None:
    """Print the sentences, or the findings and the rules that did not run; then what was done, for people."""
    document = result.document
    if document is None:
        return
    rows = _sentences(document) if sentences else _findings(result, document)
    for row in rows:
        sys.stdout.write("\t".join(map(shown, row)) + "\n")
    counts = tally([result])
    told = [
        f"{result.path}: {counts.cues_in} cues in, {counts.cues_out} out, "
        f"{counts.errors} errors, {counts.warnings} warnings{_written(result)}",
        *notices([result]),
    ]
    for line in told:
        sys.stderr.write(shown(line) + "\n")


def _written(result: FileResult) -> str:
    if result.kept_aside:
        return f"; a person had edited {result.output}: the new text is in {result.kept_aside}"
    return f", written to {result.output}" if result.output else ""


def _sentences(document: Document) -> list[tuple[str, ...]]:
    """Cue numbers and sentence."""
    rows: list[tuple[str, ...]] = []
    for sentence in document.sentences or ():
        numbers = [document.numbers[part.cue_id] for part in sentence.parts]
        rows.append(("-".join(str(number) for number in dict.fromkeys((numbers[0], numbers[-1]))), sentence.text))
    return rows


def _findings(result: FileResult, document: Document) -> list[tuple[str, ...]]:
    """Severity, rule, cue and message."""
    rows: list[tuple[str, ...]] = []
    for finding in result.findings:
        row = finding_as_dict(finding, document)
        rows.append(tuple(str(row[key] or "") for key in ("severity", "rule", "cue", "message")))
    return [*rows, *(("not run", rule.rule, "", rule.why) for rule in result.not_run)]
