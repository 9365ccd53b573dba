"""Versions and expected links from case files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from localize.model import Cue
from localize.text.markup import Dialect, parse
from localize.versions import Change

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Expected:
    """A link by cue numbers; certainty None: any but unknown."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    change: Change
    certainty: str | None


def load() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case with the name of its file.

    old, new: a cue a line, `start end text` in seconds, "|" for a line break, SubRip tags; cues are numbered from 1.
    links: a line `old=new change [certainty]`: `3=4` or a range of them, `3-5=4-6`; `3=4+5` a split, `3+4=5` a merger,
    `3=-` dropped, `-=3` added. map: `start ratio offset_ms [old rate, new rate]` of each stretch, start in seconds; "~"
    before a ratio: within a ten-thousandth. unknown: cues whose links are of unknown certainty. unknown_or: cues that
    are dropped or added, or whose links are of unknown certainty.
    """
    for path in sorted(CASES.glob("*.yaml")):
        for case in YAML(typ="safe", pure=True).load(path)["cases"]:
            yield path.stem, case


def version(text: str, prefix: str) -> list[Cue]:
    """The cues of `text`, with ids of the prefix and their number."""
    return [_cue(f"{prefix}{number}", line) for number, line in enumerate(filter(None, text.split("\n")), 1)]


def _cue(cue_id: str, line: str) -> Cue:
    start, end, raw = (*line.split(" ", 2), "")[:3]
    escaped = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), raw)
    plain, spans = parse(escaped.replace("|", "\n"), Dialect.SRT)
    times = (round(float(time) * 1000) for time in (start, end))
    return Cue(id=cue_id, start_ms=next(times), end_ms=next(times), text=plain, spans=spans)


def expected(lines: str) -> list[Expected]:
    """The links that a case wants."""
    return [link for line in filter(None, lines.split("\n")) for link in _links(*line.split())]


def _links(cues: str, change: str, certainty: str | None = None) -> Iterator[Expected]:
    old, new = (numbers(side) for side in cues.split("="))
    if "+" in cues:
        yield Expected(tuple(old), tuple(new), Change(change), certainty)
        return
    for place in range(max(len(old), len(new))):
        yield Expected(tuple(old[place : place + 1]), tuple(new[place : place + 1]), Change(change), certainty)


def numbers(text: str) -> Sequence[int]:
    """ "1-3" and "1+2+3" are 1, 2, 3; "-" is none."""
    if text == "-":
        return []
    first, dash, last = text.partition("-")
    return list(range(int(first), int(last) + 1)) if dash else [int(one) for one in text.split("+")]


def ratio(text: str) -> Fraction:
    """`1001/960` or `~1.0123`."""
    return Fraction(text.removeprefix("~"))
