"""A problem in a spec, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SHOWN = 60  # characters of a value that a message repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """line: 1-based. path: `outputs.en[1].fit.profile`; empty for the file as a whole. message: what; what to write."""

    line: int
    path: str = ""
    message: str


def report(file: Path, problems: Iterable[Problem]) -> tuple[str, ...]:
    """`file:line: path: message` for each problem, by line; one line of text each, and none twice."""
    rows = {
        f"{file}:{problem.line}: " + (f"{problem.path}: " if problem.path else "") + problem.message: None
        for problem in sorted(problems, key=lambda problem: problem.line)
    }
    return tuple(rows)


def cited(value: object) -> str:
    """`value` as a message cites it: on one line, control characters escaped, cut after 60 characters."""
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
