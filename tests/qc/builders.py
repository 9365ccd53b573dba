"""Documents and case files for the tests of QC."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from localize.glossary import tsv
from localize.model import Cue, Document, FormatFacts, Kind
from localize.text.markup import Dialect, parse

CASES = Path(__file__).parent / "cases"


def cue(number: int, row: Sequence[Any], dialect: str = "srt") -> Cue:
    """A cue from `[start_ms, end_ms, text with tags, {kind, language}]`; the last may be absent."""
    start, end, raw, *more = row
    facts = more[0] if more else {}
    text, spans = parse(raw, Dialect(dialect))
    kind = Kind(facts.get("kind", Kind.DIALOGUE))
    language = facts.get("language")
    return Cue(id=f"c{number}", start_ms=start, end_ms=end, text=text, spans=spans, kind=kind, language=language)


def document(rows: Sequence[Sequence[Any]], language: str = "en", dialect: str = "srt") -> Document:
    """A document of `rows`; see `cue`."""
    cues = tuple(cue(number, row, dialect) for number, row in enumerate(rows, 1))
    return Document(path="show.srt", language=language, cues=cues, facts=FormatFacts(format=dialect))


def load_cases(rule: str) -> dict[str, Any]:
    """The case file of `rule`: `profile`, defaults, `pass` and `fail`."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(CASES / f"{rule}.yaml")
    return loaded


def inputs(case: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """What `check` is called with, but for the profile: `document` and the keyword arguments."""
    facts = {**defaults, **case}
    dialect = facts.get("format", "srt")
    source_dialect = facts.get("source_format", dialect)
    rate = facts.get("frame_rate")
    glossary = facts.get("glossary")
    return {
        "document": document(facts["cues"], facts.get("language", "en"), dialect),
        "source": document(facts["source"], facts.get("source_language", "ru"), source_dialect)
        if "source" in facts
        else None,
        "glossary": tsv.parse("\n".join("\t".join(row) for row in glossary), "terms.tsv") if glossary else None,
        "frame_rate": Fraction(rate) if rate else None,
    }
