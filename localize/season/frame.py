"""What stands in a file around its cues: headers with styles above the first, comments between them.

People work there too. The top of a file that a person changed is theirs from then on. Lines between cues that we did
not write cannot be laid over a new text: then the file stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from localize import formats
from localize.atomic import write_atomically
from localize.formats.base import LINE
from localize.model import Document
from localize.project.lines import content


def as_written(document: Document) -> Document:
    """What comes back if `document` is written and read."""
    return formats.parse_document(formats.compose(document), document.path, language=document.language)


def top(document: Document) -> str:
    """What stands above the first cue, without blanks at line ends and empty lines around it; lines end in "\\n"."""
    above = document.cues[0].payload.before if document.cues else ""
    return "\n".join(line.rstrip() for line in LINE.findall(above)).strip("\n")


def strange(disk: Document, ours: Document) -> str:
    """A line between the cues of `disk`, or below them, that `ours` does not have there; empty if there is none."""
    more = _between(disk) - _between(ours)
    return next(iter(more), "")


def with_top(document: Document, text: str) -> Document:
    """`document` with `text` above its first cue."""
    source = document.source or document
    if not source.cues:
        return document
    first = source.cues[0]
    blank = first.payload.before[len(first.payload.before.rstrip()) :] or document.facts.newline
    payload = replace(first.payload, before=text.replace("\n", document.facts.newline) + blank)
    cues = (replace(cue, payload=replace(cue.payload, before=payload.before)) if cue.id == first.id else cue
            for cue in document.cues)  # fmt: skip
    above = replace(first, payload=payload)
    return replace(document, cues=tuple(cues), source=source.with_cues((above, *source.cues[1:])))


def load(path: Path) -> str:
    """The top that a person wrote, empty if none did. Raises FileError if it cannot be read."""
    return (content(path) or b"").decode("utf-8", "surrogateescape").rstrip("\n")


def save(path: Path, text: str) -> None:
    """Store the top that a person wrote. Raises FileError if that fails."""
    data = f"{text}\n".encode("utf-8", "surrogateescape")
    if data != content(path):
        write_atomically(path, data)


def _between(document: Document) -> Counter[str]:
    texts = [cue.payload.before for cue in document.cues[1:]]
    return Counter(line for text in (*texts, document.facts.tail) for line in _lines(text))


def _lines(text: str) -> list[str]:
    return [line for raw in LINE.findall(text) if (line := raw.strip())]
