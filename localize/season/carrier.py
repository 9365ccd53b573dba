"""All that people wrote around the cues of an output, carried to its new text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from localize import formats
from localize.errors import FileError
from localize.model import Document
from localize.project import rehang
from localize.project.remark import Remark
from localize.project.sources import Source
from localize.project.stamp import stamp
from localize.project.values import Decision, Record, Row
from localize.season import remarks
from localize.season.desk import Desk
from localize.season.frame import Frame


@dataclass(frozen=True, kw_only=True)
class Seen:
    """disk: the output as a person left it. rows: its cues as last written; left: as the person left them. records: the
    source cues that these name, by id.
    """

    disk: Document
    rows: Sequence[Row]
    left: Sequence[Row]
    records: Mapping[str, Record]


class Carrier:
    """document: the new text with what people decided. older: the source in the last run, None if that is not known;
    source: as it is now. decisions: all on the output. now: the time.
    """

    def __init__(
        self,
        desk: Desk,
        document: Document,
        older: Source | None,
        source: Document,
        decisions: Sequence[Decision],
        now: datetime,
    ) -> None:
        self._desk, self._document, self._now = desk, document, now
        self._older, self._source, self._decisions = older, source, decisions

    def carry(self, seen: Seen | None, *, current: bool) -> tuple[tuple[Remark, ...], str]:
        """All remarks in terms of the source as it is now; or none, and a clause on why they cannot be carried.

        seen: None if nobody touched the output, or it cannot be told what was done to it. current: whether it was made
        from the source as it is now. Raises FileError if the document cannot be written without them.
        """
        around = self._moved(self._desk.around)
        frame = Frame(self._document)
        if seen:
            around = self._with(self._moved(self._said(seen, frame, around, current=current)), around, frame)
        if around:
            framed = frame.with_around(around)
            try:
                formats.compose(framed)
            except FileError as error:
                return (), f"what stands between its cues has no place in the new text: {error.message}"
        return around, ""

    def _said(self, seen: Seen, frame: Frame, known: Sequence[Remark], *, current: bool) -> tuple[Remark, ...]:
        desk = self._desk
        then = remarks.then(desk.written, seen.rows, mixed=desk.mixed) or remarks.of(frame, known, exact=current)
        when = stamp(self._now, (*desk.decisions, *known))
        return tuple(remarks.heard(then, seen.disk, seen.left, seen.records, when))

    def _moved(self, some: Sequence[Remark]) -> tuple[Remark, ...]:
        mixed = self._older is not None and len(self._older.sha256) > 1
        old = self._older.cues if self._older else ()
        return rehang.move(some, old, self._source, self._decisions, mixed=mixed)

    @staticmethod
    def _with(said: Sequence[Remark], known: tuple[Remark, ...], frame: Frame) -> tuple[Remark, ...]:
        """`known` with those of `said` that change anything: what a run that was killed had heard is not said again."""
        for one in said:
            if frame.laid((*known, one)) != frame.laid(known):
                known = (*known, one)
        return known
