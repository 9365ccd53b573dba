"""One output: what people did to it since, and the program's new text with all that they decided on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from localize.errors import FileError
from localize.model import Document
from localize.project import decide, edits, rehome
from localize.project.found import Unclear
from localize.project.ground import Ground, Terms
from localize.project.overlaid import Overlaid, Review, as_rows
from localize.project.overlay import overlay
from localize.project.rehome import Homeless, Rehomed
from localize.project.remark import Remark
from localize.project.sources import Source
from localize.project.stamp import stamp
from localize.project.standing import standing
from localize.project.values import Decision, Row, What
from localize.season.carrier import Carrier, Seen
from localize.season.desk import Desk
from localize.season.ground import as_document, is_about
from localize.season.left import as_left

# A document with the cues and ends that its stages want; the cues with these ids end when they do.
Timed = Callable[[Document, Collection[str]], Document]


def in_its_time(document: Document, held: Collection[str]) -> Document:
    """Where no stage moves ends."""
    return document


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What an output stands on.

    source: as it is now, with its sentences. older: as it was when the season was last run, None if that is not known.
    terms: as agreed now; terms_then: when the output was last made. now: the time. proposals: what the program would
    have written then in place of people's lines, by id of the cue.
    """

    source: Document
    older: Source | None
    terms: Terms
    terms_then: Terms
    now: datetime
    proposals: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Laid:
    """overlaid: the new document with what people decided; untimed: the same before any end was moved.

    decisions: all on it, in terms of the source as it is now. heard: those that were not known before, to be kept at
    once, since they speak of what `desk` holds. moved: those that went over to the new source. homeless: those that did
    not. unclear: a clause on why it cannot be told what a person did; then the output must stay. around: all that
    people wrote around the cues, to be kept at once too. renamed: cues that have another id since there is a new
    source, with that.
    """

    overlaid: Overlaid
    untimed: Overlaid
    decisions: tuple[Decision, ...] = ()
    heard: tuple[Decision, ...] = ()
    moved: tuple[tuple[Decision, Decision], ...] = ()
    homeless: tuple[Homeless, ...] = ()
    unclear: str = ""
    around: tuple[Remark, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def lay(
    desk: Desk,
    fresh: Document,
    situation: Situation,
    notes: Sequence[Review] = (),
    timed: Timed = in_its_time,
) -> Laid:
    """`fresh`, the program's text as made now, with people's decisions, those that only the output tells included.

    notes: what should be looked at besides, see `overlay`. timed: moves ends of the program's cues, when it is known
    what stands beside them.
    """
    ground = Ground(source=situation.source, terms=situation.terms)
    current = is_about(desk.rows, desk.decisions, situation.older, situation.source)
    if desk.rows or desk.data is None or desk.untouched:
        before = _ground_then(situation, current=current)
        heard = _hear(desk, desk.rows, before, fresh, situation)
        there = _moved((*desk.decisions, *heard.decisions), heard.rows, situation, current=current)
    else:
        # Nobody knows what was written there: what is not as it would be written now is a person's.
        there = _moved(desk.decisions, (), situation, current=current)
        expected = _timed(overlay(fresh, there.decisions, (), ground), timed).rows
        heard = _hear(replace(desk, decisions=there.decisions), expected, ground, fresh, situation)
        there = replace(there, decisions=(*there.decisions, *heard.decisions), rows=heard.rows)
    untimed = overlay(fresh, there.decisions, there.rows, ground, notes)
    overlaid = _timed(untimed, timed)
    carrier = Carrier(desk, overlaid.document, situation.older, situation.source, there.decisions, situation.now)
    around, unclear = carrier.carry(heard.seen, current=current)
    return Laid(
        overlaid=overlaid,
        untimed=untimed,
        decisions=there.decisions,
        heard=heard.decisions,
        moved=there.moved,
        homeless=there.homeless,
        unclear=heard.unclear or unclear,
        around=around,
        renamed=there.renamed,
    )


def _timed(overlaid: Overlaid, timed: Timed) -> Overlaid:
    document = timed(overlaid.document, overlaid.decided)
    if document is overlaid.document:
        return overlaid
    return replace(overlaid, document=document, rows=as_rows(document), review=_hung(overlaid.review, document))


def _hung(reviews: Sequence[Review], document: Document) -> tuple[Review, ...]:
    """Notes on cues that went into others, on those."""
    into = {entry.cue_id: entry.into for entry in document.ledger if entry.cue_id not in document.by_id}
    return tuple(
        replace(one, cue_ids=tuple(dict.fromkeys(now for cue_id in one.cue_ids for now in into.get(cue_id, (cue_id,)))))
        for one in reviews
    )


@dataclass(frozen=True, kw_only=True)
class _Heard:
    decisions: tuple[Decision, ...] = ()
    rows: tuple[Row, ...] = ()
    unclear: str = ""
    seen: Seen | None = None


def _hear(desk: Desk, rows: tuple[Row, ...], ground: Ground, fresh: Document, situation: Situation) -> _Heard:
    """What people did to the output, which consisted of `rows`, that no decision speaks of yet."""
    when, earlier, known = stamp(situation.now, desk.decisions), desk.decisions, situation.proposals
    if desk.data is None or desk.untouched:
        lost = decide.unsaid(rows, earlier)
        said = decide.decide(What.EDIT, lost, rows, ground, when=when, earlier=earlier, proposals=known)
        return _Heard(decisions=said, rows=rows)
    try:
        disk = desk.read(fresh.language)
    except FileError as error:
        return _Heard(rows=rows, unclear=error.message)
    if not disk.cues:
        return _Heard(rows=rows, unclear="it has no cues")
    found = edits.compare(rows, disk, fresh.facts.format, mixed=desk.mixed)
    if isinstance(found, Unclear):
        return _Heard(rows=rows, unclear=found.why)
    said = decide.decisions(found, ground, when=when, earlier=earlier, proposals=known)
    left = as_left(found.rows, standing((*earlier, *said)), disk)
    seen = Seen(disk=disk, rows=found.rows, left=left, records=ground.records)
    return _Heard(decisions=said, rows=found.rows, seen=seen)


def _ground_then(situation: Situation, *, current: bool) -> Ground:
    """What the output was made from."""
    older = situation.older
    source = situation.source if current or older is None else as_document(older, situation.source)
    return Ground(source=source, terms=situation.terms_then)


def _moved(decisions: tuple[Decision, ...], rows: tuple[Row, ...], situation: Situation, *, current: bool) -> Rehomed:
    """Decisions and rows in terms of the source as it is now."""
    if current:
        return Rehomed(decisions=decisions, rows=rows)
    older = situation.older
    return rehome.move(
        older.cues if older else (),
        situation.source,
        decisions,
        rows,
        mixed=older is not None and len(older.sha256) > 1,
    )
