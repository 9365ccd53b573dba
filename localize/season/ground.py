"""What an output was made from, as far as it is known: the version of the source, and the terms agreed then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from localize.formats import FORMATS
from localize.model import Document, Sentence
from localize.project.ground import Terms
from localize.project.sources import Source
from localize.project.values import Decision, Record, Row, as_cue, recorded
from localize.script import language_of
from localize.sentences import group


def as_document(older: Source, source: Document) -> Document:
    """An earlier version of `source`, or of what it was translated from, as far as its table tells."""
    dialect = FORMATS[source.facts.format].DIALECT
    cues = tuple(as_cue(record, dialect) for record in older.cues)
    tag = language_of("\n".join(cue.text for cue in cues))
    document = replace(source, cues=cues, language=tag, sentences=None, source=None)
    return replace(document, sentences=group(document))


def as_source(source: Document, sha256: str, name: str) -> Source:
    """The table of a source as it is now."""
    dialect = FORMATS[source.facts.format].DIALECT
    return Source(sha256=(sha256,), name=name, cues=tuple(recorded(cue, dialect) for cue in source.cues))


def is_about(rows: Sequence[Row], decisions: Iterable[Decision], older: Source | None, source: Document) -> bool:
    """Whether rows and decisions speak of the cues of `source`, and not of those of an older version.

    A run that was killed half-way has brought some outputs over to the new version and others not.
    """
    now = source.by_id.keys()
    then = {record.id for record in older.cues} if older else set[str]()
    of_rows = {one for row in rows for one in row.of}
    if of_rows - now:
        return False
    if of_rows - then:
        return True
    return not {record.id for decision in decisions for record in decision.of} - now


def terms_then(known: Mapping[str, Mapping[str, str]] | None, otherwise: Terms) -> Terms:
    """The terms of sentences as they were when the output was last made. known: by id of the cue, None if not known."""
    if known is None:
        return otherwise

    def terms(sentence: Sentence) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for part in sentence.parts:
            found |= known.get(part.cue_id, {})
        return found

    return terms


def strays(decisions: Iterable[Decision], source: Document) -> tuple[Record, ...]:
    """Source cues of decisions that `source` does not hold."""
    return tuple(record for one in decisions for record in one.of if record.id not in source.by_id)
