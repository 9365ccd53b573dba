"""Glossaries for the tests of matching and checking."""

from __future__ import annotations

from pathlib import Path

from localize.glossary import tsv
from localize.glossary.term import Glossary, Match

GOLD = Path(__file__).parent / "gold"


def glossary(*rows: str, header: str = "ru en zh-Hans kind match case forbidden") -> Glossary:
    """A glossary of `rows`, cells separated by `;`, missing ones at the end empty."""
    columns = header.split()
    lines = ["\t".join(columns)]
    for row in rows:
        cells = row.split(";")
        lines.append("\t".join([*cells, *[""] * (len(columns) - len(cells))]))
    return tsv.parse("\n".join(lines), "terms.tsv")


def shown(text: str, matches: tuple[Match, ...]) -> str:
    """The text with every match in braces."""
    for match in reversed(matches):
        text = f"{text[: match.start]}{{{match.surface}}}{text[match.end :]}"
    return text
