"""What comes of laying people's decisions over a document, and the document as rows."""

from __future__ import annotations

from dataclasses import dataclass

from localize.formats import FORMATS
from localize.model import Document, LedgerEntry
from localize.project.values import Decision, Row, with_tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A place that a person should look at again.

    of: ids of its source cues, none if a person added it. cue_ids: its cues in the document, none if they were deleted.
    why: phrases. text: what stands there; proposal: what the program would write; both cue by cue, with tags. decision:
    the one that holds; None where a cue is only left as it was, beside one that a person wrote.
    """

    of: tuple[str, ...]
    cue_ids: tuple[str, ...]
    why: tuple[str, ...]
    text: tuple[str, ...]
    proposal: tuple[str, ...]
    decision: Decision | None = None


@dataclass(frozen=True, kw_only=True)
class Overlaid:
    """document: with people's cues in place. review: in order of the source. kept: ids of its cues whose text is not
    the fresh one. decided: ids of those whose text or times people decided on. rows: the document as it is to be
    compared with the file later.
    """

    document: Document
    review: tuple[Review, ...] = ()
    kept: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    rows: tuple[Row, ...] = ()

    @property
    def ledger(self) -> tuple[LedgerEntry, ...]:
        """What became of source cues, where there is more to say than that they were kept."""
        return self.document.ledger


def stands_for(document: Document) -> dict[str, tuple[str, ...]]:
    """For each cue, by id, its source cues: those that became it, or the one of its id; none if it was added."""
    source = document.source or document
    into: dict[str, list[str]] = {}
    for entry in document.ledger:
        for cue_id in entry.into:
            into.setdefault(cue_id, []).append(entry.cue_id)
    own = {cue.id: (cue.id,) for cue in source.cues}
    return {cue.id: tuple(into.get(cue.id, own.get(cue.id, ()))) for cue in document.cues}


def as_rows(document: Document) -> tuple[Row, ...]:
    """The cues of a document as rows."""
    of = stands_for(document)
    dialect = FORMATS[document.facts.format].DIALECT
    return tuple(
        Row(
            id=cue.id,
            start_ms=cue.start_ms,
            end_ms=cue.end_ms,
            text=with_tags(cue, dialect),
            of=of[cue.id],
            maker=cue.provenance.maker,
            detail=cue.provenance.package or cue.provenance.rung,
        )
        for cue in document.cues
    )
