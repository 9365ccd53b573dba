"""Documents as pysrt's objects and back, for scripts that are written against pysrt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize import script
from localize.formats.reading import mint
from localize.model import Cue, Document, FormatFacts
from localize.text.markup import Dialect, parse, render

if TYPE_CHECKING:
    from pysrt import SubRipFile


def to_pysrt(document: Document) -> SubRipFile:
    """A pysrt file: cues numbered from 1, text with SubRip tags, coordinates left out."""
    from pysrt import SubRipFile, SubRipItem

    items = [
        SubRipItem(number, cue.start_ms, cue.end_ms, render(cue.text, cue.spans, Dialect.SRT))
        for number, cue in enumerate(document.cues, 1)
    ]
    return SubRipFile(items, eol=document.facts.newline, path=document.path)


def from_pysrt(file: SubRipFile, *, path: str = "", language: str | None = None) -> Document:
    """A document of the cues of `file`, which is written in normal form. language: guessed if not given."""
    taken: dict[str, int] = {}
    cues = []
    for item in file:
        text, spans = parse(item.text, Dialect.SRT)
        start, end = item.start.ordinal, item.end.ordinal
        cues.append(Cue(id=mint(f"{start}\n{end}\n{text}", taken), start_ms=start, end_ms=end, text=text, spans=spans))
    tag = language or script.language_of("\n".join(cue.text for cue in cues))
    return Document(path=path, language=tag, cues=tuple(cues), facts=FormatFacts(newline=file.eol))
