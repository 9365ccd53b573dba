"""What stands in a file around its cues: headers with styles above the first, comments between them.

People work there too. What they did is laid over what the program has there, wherever the cue goes that follows; if
that is gone, above the next one. The output is written for that as it would be without them, and read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePath

from localize import formats
from localize.formats import FORMATS, asides
from localize.formats.sniff import SUFFIXES
from localize.model import Document
from localize.project.overlaid import stands_for
from localize.project.remark import Remark, Where, laid, marks
from localize.project.values import Row
from localize.project.written import Stood

Pieces = Sequence[Sequence[str]]


def as_written(document: Document) -> Document:
    """What comes back if `document` is written and read. Raises FileError if it cannot be written."""
    return formats.parse_document(formats.compose(document), document.path, language=document.language)


def pieces(document: Document) -> tuple[tuple[str, ...], ...]:
    """What stands above each cue of a document that was read, and below the last; see `formats.asides`."""
    gap = FORMATS[document.facts.format].GAP
    return tuple(
        asides.split(text, gap) for text in (*(cue.payload.before for cue in document.cues), document.facts.tail)
    )


def stood(data: bytes, path: str, rows: Sequence[Row]) -> tuple[Stood, ...]:
    """What stands around the cues in the file `data`, which are `rows` in their order; not told of SubRip."""
    if not FORMATS[SUFFIXES.get(PurePath(path).suffix.lower(), "srt")].ASIDES:
        return ()
    top, *above, below = map(marks, pieces(formats.parse_document(data, path)))
    between = (
        Stood(where=Where.ABOVE, cue=row.id, marks=found) for row, found in zip(rows[1:], above, strict=False) if found
    )
    return (Stood(where=Where.TOP, marks=top), *between, *((Stood(where=Where.BELOW, marks=below),) if below else ()))


def with_around(document: Document, remarks: Iterable[Remark]) -> Document:
    """`document`, to be written, with what people did around its cues. Raises FileError if it cannot be written."""
    return Frame(document).with_around(remarks) if document.cues else document


class Frame:
    """What stands around the cues of `document` as the program writes it, and there laid over what people did."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def written(self) -> Document:
        """The document as it is read again. Its cues have other ids, but stand in the same order."""
        return as_written(self.document)

    @cached_property
    def pieces(self) -> tuple[tuple[str, ...], ...]:
        """See `pieces`."""
        return pieces(self.written)

    def laid(self, remarks: Iterable[Remark]) -> tuple[tuple[str, ...], ...]:
        """The pieces with what people did."""
        gap = FORMATS[self.written.facts.format].GAP
        found = list(self.pieces)
        for remark in remarks:
            place = self._place(remark)
            # What came from an older state is one piece, whatever it holds.
            text = asides.joined(laid(remark, found[place]), gap, "\n")
            found[place] = asides.split("\n" * gap * (place > 0) + text, gap)
        return tuple(found)

    def with_around(self, remarks: Iterable[Remark]) -> Document:
        """The document to be written, with what people did."""
        *above, below = (
            self._text(place, old, new) if old != new else None
            for place, (old, new) in enumerate(zip(self.pieces, self.laid(remarks), strict=True))
        )
        cues = (
            cue if text is None else replace(cue, payload=replace(cue.payload, before=text))
            for cue, text in zip(self.written.cues, above, strict=True)
        )
        facts = self.written.facts if below is None else replace(self.written.facts, tail=below)
        return replace(self.written, cues=tuple(cues), facts=facts)

    def _text(self, place: int, old: Sequence[str], new: Sequence[str]) -> str:
        """What is to be written there."""
        facts, cues = self.written.facts, self.written.cues
        gap = FORMATS[facts.format].GAP
        there = cues[place].payload.before if place < len(cues) else facts.tail
        text = asides.joined(new, gap, facts.newline)
        above = facts.newline * gap if place else ""
        below = max(gap if place < len(cues) else 1, asides.line_ends(there) if old else 0)
        return (above + text if place else text.lstrip(facts.newline)) + facts.newline * below if new else above

    def _place(self, remark: Remark) -> int:
        """The cue above which it stands, or the end."""
        count = len(self.document.cues)
        if remark.cue is None:
            return 0 if remark.where is Where.TOP else count
        there = self._places.get(remark.cue.id, ())
        if there:
            return there[min(remark.part, len(there) - 1)]
        following = self._following.get(remark.cue.id)
        if following is not None:
            return following
        start = remark.cue.start_ms
        return next((place for place, cue in enumerate(self.document.cues) if cue.start_ms >= start), count)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where the cues are that stand for a source cue, by its id, and those that people added, by their own."""
        found: dict[str, list[int]] = {}
        of = stands_for(self.document)
        for place, cue in enumerate(self.document.cues):
            for one in of[cue.id] or (cue.id,):
                found.setdefault(one, []).append(place)
        return found

    @cached_property
    def _following(self) -> dict[str, int]:
        """The place of the next cue that there is, by id of the source cue."""
        found: dict[str, int] = {}
        following = len(self.document.cues)
        for cue in reversed((self.document.source or self.document).cues):
            following = min(self._places.get(cue.id, [following]))
            found[cue.id] = following
        return found
