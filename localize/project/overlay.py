"""People's decisions laid over what the program made afresh.

A place that a person decided on is as the person left it. A sentence that holds such a place is otherwise left as last
written, and so are those that share a cue with it: half a sentence that is new would not fit the half that stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from localize import kinds, script
from localize.formats import FORMATS
from localize.model import Cue, Document, Fate, LedgerEntry, Maker, Provenance, Span
from localize.project.ground import Ground
from localize.project.order import arranged, further
from localize.project.overlaid import Overlaid, Review, as_rows
from localize.project.reviews import Verdict, in_order, reviews, verdict
from localize.project.shares import Shares
from localize.project.shift import Shift
from localize.project.standing import Standing, standing
from localize.project.values import Decision, Row, as_cue, with_record, with_tags
from localize.text.markup import Dialect


def overlay(
    fresh: Document, decisions: Sequence[Decision], rows: Sequence[Row], ground: Ground, notes: Sequence[Review] = ()
) -> Overlaid:
    """`fresh`, the program's text, with what people decided on it.

    decisions: all on this output, about source cues as they are now. rows: what was last written there; none if that is
    not known. ground: the source that `fresh` was made from. notes: what should be looked at besides, unless people
    decided on it; see `overlay_trunk`. Raises ValueError for a decision on other source cues.
    """
    held = standing(decisions)
    if strangers := sorted({cue_id for one in held for cue_id in one.of} - ground.records.keys()):
        raise ValueError(f"decisions on cues that the source does not hold: {', '.join(strangers)}")
    if not held:
        return Overlaid(document=fresh, review=tuple(notes), rows=as_rows(fresh))
    dialect = FORMATS[fresh.facts.format].DIALECT
    shares = Shares(fresh, held, rows, ground)
    proposals = [[with_tags(cue, dialect) for cue in shares.proposal(place)] for place in range(len(shares.held))]
    verdicts = [verdict(one, texts, ground, dialect) for one, texts in zip(shares.held, proposals, strict=True)]
    retime = _Retimer([one for one in held if not one.has_text], rows, shares, ground)
    cues = list(_cues(shares, verdicts, retime, ground, dialect))
    there = {cue.id: cue.start_ms for cue in fresh.cues}
    untimed = {cue.id for cue in cues if there.get(cue.id) == cue.start_ms}
    document = replace(
        fresh,
        cues=arranged(cues, untimed, ground.source),
        ledger=_ledger(fresh, shares, ground),
        findings=tuple(one for one in fresh.findings if not shares.is_decided(one.cue_id)),
    )
    undecided = (note for note in notes if not any(map(shares.is_decided, (*note.of, *note.cue_ids))))
    return Overlaid(
        document=document,
        review=in_order((*reviews(shares, verdicts), *undecided), document),
        kept=frozenset(cue.id for cue in document.cues if _text(fresh.by_id.get(cue.id)) != _text(cue)),
        decided=frozenset(record.id for one in held for record in one.now),
        rows=as_rows(document),
    )


def _text(cue: Cue | None) -> tuple[str, tuple[Span, ...]] | None:
    return (cue.text, cue.spans) if cue else None


class _Retimer:
    """Times of the program's cues in a file that people retimed as a whole."""

    def __init__(self, held: Sequence[Standing], rows: Sequence[Row], shares: Shares, ground: Ground) -> None:
        self._times = {record.id: (one.of, record) for one in held for record in one.now}
        self._of = shares.of
        self._known = {row.id for row in rows}
        self._retimed = {cue_id for one in held for cue_id in one.of}
        self._starts = {one.id: one.start_ms for _, one in self._times.values()}
        self._ends = {one.of[-1]: one.now[-1].end_ms for one in held if one.of and one.now}
        there = {row.id: row.start_ms for row in rows} | self._starts
        starts = [(ground.records[one].start_ms, start) for one, start in there.items() if one in ground.records]
        self._shift = Shift(starts) if self._times and rows else None

    def __call__(self, cue: Cue) -> Cue:
        """`cue` when it is on screen. One that is new in the source goes with those around it, and one that stood in
        another cue when people retimed that goes with it.
        """
        of, record = self._times.get(cue.id, ((), None))
        if record and of == self._of[cue.id]:
            return replace(cue, start_ms=record.start_ms, end_ms=record.end_ms)
        if self._shift is None or (cue.id in self._known and cue.id not in self._retimed):
            return cue
        start, end = self._shift.times(cue.start_ms, cue.end_ms)
        return replace(cue, start_ms=self._starts.get(cue.id, start), end_ms=self._ends.get(cue.id, end))


def _cues(
    shares: Shares, verdicts: Sequence[Verdict], retime: _Retimer, ground: Ground, dialect: Dialect
) -> Iterator[Cue]:
    """The cues, those of a place that is held where the first of its fresh cues was, or at the end."""
    rest = list(range(len(shares.held)))
    for cue in shares.fresh.cues:
        places = shares.places(cue)
        for place in places:
            if place in rest:
                rest.remove(place)
                yield from _persons(shares, place, verdicts[place], ground, dialect)
        if not places:
            row = shares.left.get(cue.id)
            yield retime(_left(cue, row, dialect) if row else cue)
    for place in rest:
        yield from _persons(shares, place, verdicts[place], ground, dialect)


def _persons(shares: Shares, place: int, found: Verdict, ground: Ground, dialect: Dialect) -> Iterator[Cue]:
    """The cues of a place as a person left them, with what the format keeps around the cues they stand for."""
    held = shares.held[place]
    made = Provenance(maker=Maker.APPROVED if found.approved else Maker.HUMAN)
    last: Cue | None = None
    for record in held.now:
        base = shares.fresh.by_id.get(record.id) or ground.source.by_id.get(record.id)
        if base is None and last:
            base = replace(last, id=record.id, payload=further(last, dialect), line=0)
        if base is None:
            base = as_cue(record, dialect)
            base = replace(base, kind=kinds.classify(base.text, base.spans, "", capitals_count=False))
        last = base
        cue = with_record(base, record, dialect)
        yield replace(cue, provenance=made, language=script.foreign(cue.text, shares.fresh.language))


def _left(cue: Cue, row: Row, dialect: Dialect) -> Cue:
    """A cue as it was last written."""
    known = cue.provenance.maker == row.maker and row.detail in (cue.provenance.package, cue.provenance.rung)
    made = cue.provenance if known else Provenance(maker=Maker(row.maker), package=row.detail)
    left = with_record(cue, replace(row, start_ms=cue.start_ms, end_ms=cue.end_ms), dialect)
    return replace(left, provenance=made)


def _ledger(fresh: Document, shares: Shares, ground: Ground) -> tuple[LedgerEntry, ...]:
    """What became of source cues, in their order: as `fresh` says, but for those that people decided on."""
    entries = {entry.cue_id: entry for entry in fresh.ledger}
    for held in shares.held:
        into = tuple(cue.id for cue in held.now)
        for cue_id in held.of:
            entries.pop(cue_id, None)
            if not into:
                by = f"a person, {held.last.by}" if held.last.by else "a person"
                entries[cue_id] = LedgerEntry(cue_id=cue_id, fate=Fate.OMITTED, by=by)
            elif len(into) > 1 or len(held.of) > 1:
                fate = Fate.SPLIT if len(into) > len(held.of) else Fate.MERGED
                entries[cue_id] = LedgerEntry(cue_id=cue_id, fate=fate, into=into)
    numbers = ground.source.numbers
    return tuple(sorted(entries.values(), key=lambda entry: numbers.get(entry.cue_id, 0)))
