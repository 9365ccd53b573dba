"""The cues of an input as they were in the last run: what a new cut is aligned to.

A table that is damaged counts as lost: nothing in it is a person's, and every decision holds its source cues itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from localize.atomic import write_atomically
from localize.project.lines import content, escaped, read_table, table, unescaped
from localize.project.values import Record

_KIND = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input as it was.

    sha256: of the input; several if two people's copies were merged, and then the cues are those of all of them. name:
    of the input. damage: a sentence for people if the cues are missing because the file is damaged.
    """

    sha256: tuple[str, ...]
    name: str
    cues: tuple[Record, ...] = ()
    damage: str = ""


def load(path: Path) -> Source | None:
    """The input as it was in the last run, None if that is not known. Raises FileError if it cannot be read."""
    found = read_table(path, _KIND, _record)
    if found is None:
        return None
    return Source(sha256=found.sha256, name=found.name, cues=found.rows, damage=found.damage)


def save(path: Path, source: Source) -> None:
    """Store an input as it is. Raises FileError if that fails; what was there then stays."""
    cues = sorted(source.cues, key=lambda cue: (cue.start_ms, cue.end_ms, cue.id, cue.text))
    lines = (f"{cue.start_ms}\t{cue.end_ms}\t{escaped(cue.id)}\t{escaped(cue.text)}" for cue in cues)
    data = table(_KIND, source.sha256, source.name, lines)
    if data != content(path):
        write_atomically(path, data)


def _record(cells: Sequence[str]) -> Record:
    start, end, cue_id, text = cells
    return Record(id=unescaped(cue_id), start_ms=int(start), end_ms=int(end), text=unescaped(text))
