"""Figures as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST = 400  # characters of a line in a list


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: what it measured, as Markdown for people and as figures for JSON."""

    title: str
    body: tuple[str, ...]
    figures: tuple[dict[str, Any], ...] = ()

    def __str__(self) -> str:
        return "\n\n".join((f"## {self.title}", *filter(None, self.body)))


def table(rows: Sequence[dict[str, Any]]) -> str:
    """A Markdown table of rows that share their keys, which are its header; '' if there is none."""
    if not rows:
        return ""
    header = tuple(rows[0])
    lines = [header, ["---"] * len(header), *([row[name] for name in header] for row in rows)]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def bullets(lines: Iterable[str]) -> str:
    """A Markdown list; what an engine repeats without end is cut."""
    return "\n".join(f"- {text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}" for text in map(_flat, lines))


def _cell(value: object) -> str:
    return _flat(value).replace("|", "\\|")


def _flat(value: object) -> str:
    """A value on one line, with commas in great numbers."""
    return f"{value:,}" if isinstance(value, int) else " ".join(str(value).split())
