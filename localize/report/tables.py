"""What the report page says without a script: the verdict, the files, the findings by rule, what did not run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from localize.model import Severity
from localize.report.meanings import MEANINGS
from localize.report.row import LETTERS
from localize.report.tally import Tally
from localize.result import Row, RunResult

_ORDER = tuple(Severity)
_ONE_TABLE = 300  # inputs
_BLOCK = 50  # inputs


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The findings of one rule and severity. counts: how many in each locale."""

    name: str
    severity: Severity
    meaning: str
    counts: Mapping[str, int]
    total: int


def verdict(total: Tally, inputs: int, broken: int) -> tuple[str, str]:
    """What an editor wants to know first, and what goes with it. broken: inputs that failed in at least one locale."""
    failed = f"{broken:,} of {inputs:,} {'file' if inputs == 1 else 'files'} failed." if broken else ""
    if total.people:
        verb = "needs" if total.people == 1 else "need"
        return (
            f"{total.people:,} of {total.cues_out:,} cues {verb} a human.",
            failed or "The rest passed every check that ran. No check reads for meaning.",
        )
    if total.errors or total.warnings:
        return "No single cue needs a human.", failed or "The findings below are about whole files."
    if failed:
        return failed, "The others passed." if total.files > total.failed else ""
    return f"All {total.cues_out:,} cues passed.", "No error, no warning. No check reads for meaning."


def inputs(run: RunResult) -> dict[str, list[tuple[int, Row]]]:
    """The lines of the table of files, by input: the place of each in the run, and its row."""
    inputs: dict[str, list[tuple[int, Row]]] = {}
    for view, row in enumerate(run.files):
        inputs.setdefault(row.path, []).append((view, row))
    return inputs


def blocks(inputs: Mapping[str, list[tuple[int, Row]]]) -> list[list[tuple[str, list[tuple[int, Row]]]]]:
    """`inputs` as the tables that a browser lays out at once: one, but for a run of many files."""
    pairs = list(inputs.items())
    if len(pairs) <= _ONE_TABLE:
        return [pairs]
    return [pairs[place : place + _BLOCK] for place in range(0, len(pairs), _BLOCK)]


def bars(strip: str) -> Iterator[tuple[Severity, str]]:
    """The marks of each severity in the small picture of a file, as one path."""
    for severity, letter in LETTERS.items():
        path = "".join(f"M{slot} 0h.8v7h-.8z" for slot, here in enumerate(strip) if here == letter)
        if path:
            yield severity, path


def rules(run: RunResult) -> list[Rule]:
    """Worst severity first, then the most frequent rule."""
    counts: dict[tuple[Severity, str], Counter[str]] = {}
    for row in run.files:
        for name, severity, count in row.rules:
            counts.setdefault((severity, name), Counter())[row.locale] += count
    rules = [
        Rule(name=name, severity=severity, meaning=MEANINGS.get(name, ""), counts=found, total=found.total())
        for (severity, name), found in counts.items()
    ]
    return sorted(rules, key=lambda rule: (_ORDER.index(rule.severity), -rule.total, rule.name))


def not_run(run: RunResult) -> list[tuple[str, str, list[str]]]:
    """Rule, reason, and the locales it concerns."""
    where: dict[tuple[str, str], dict[str, None]] = {}
    for row in run.files:
        for one in row.not_run:
            where.setdefault((one.rule, one.why), {})[row.locale] = None
    return [(rule, why, list(locales)) for (rule, why), locales in where.items()]
