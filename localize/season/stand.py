"""How an output stands now, without a spec and without making anything: for approving, exporting, telling.

What people did to the file since the last run is heard first, as a run would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from localize.errors import UsageError
from localize.model import Document, Maker
from localize.project import around, decide, decisions, edits, notes, sources, written
from localize.project.found import Place as Changed
from localize.project.found import Unclear
from localize.project.ground import Ground, no_terms
from localize.project.index import Index
from localize.project.notes import Note
from localize.project.place import Place
from localize.project.places import by_people, together
from localize.project.remark import Remark
from localize.project.sources import Source
from localize.project.stamp import stamp
from localize.project.standing import Standing, standing
from localize.project.states import CueState, OutputState
from localize.project.values import Decision, Row, What
from localize.season import remarks
from localize.season.desk import Desk, open_desk
from localize.season.ground import as_document, terms_then
from localize.season.left import as_left
from localize.suggest import did_you_mean


@dataclass(frozen=True, kw_only=True)
class Stand:
    """An output. disk: its document; rows: its cues as they stand, with the ids that decisions name; source: the cues
    of its input by id. state: what the last run noted, None if that is lost. heard: decisions that the file told.
    around: what people wrote around the cues, with what the file told.
    """

    desk: Desk
    disk: Document
    rows: tuple[Row, ...]
    ground: Ground
    state: OutputState | None
    decisions: tuple[Decision, ...]
    heard: tuple[Decision, ...] = ()
    around: tuple[Remark, ...] = ()

    @property
    def name(self) -> str:
        """The output's file name."""
        return self.desk.name

    @property
    def locale(self) -> str:
        """Its locale."""
        return self.state.locale if self.state else self.disk.language

    @cached_property
    def row_of(self) -> dict[str, Row]:
        """The row of each cue on disk, by the id that the cue has there; both stand in order of time."""
        cues = sorted(self.disk.cues, key=lambda cue: (cue.start_ms, cue.end_ms))
        return {cue.id: row for cue, row in zip(cues, self.rows, strict=True)}

    def maker(self, row: Row) -> Maker:
        """Who made the text of one of `rows`; what cannot be told is a person's."""
        held = self.held.get(row.id)
        if (held and held.has_text) or by_people(row):
            return Maker.HUMAN
        return Maker(row.maker)

    @cached_property
    def held(self) -> dict[str, Standing]:
        """What holds of people's decisions, by id of the cues that it left."""
        return {record.id: one for one in standing(self.decisions) for record in one.now}

    @cached_property
    def cues(self) -> Mapping[str, CueState]:
        """What the last run noted of each cue, by id."""
        return {cue.cue: cue for cue in self.state.cues} if self.state else {}

    @cached_property
    def notes(self) -> Mapping[str, Note]:
        """What reviewers noted, by id of the cue; the cue may be gone. Raises FileError if it cannot be read."""
        return notes.load(self.desk.place.notes(self.name))

    def approved(self, cue_id: str) -> bool:
        """Whether a cue stands approved: its text and times, and what the last run found of its source and terms."""
        held = self.held.get(cue_id)
        noted = self.cues.get(cue_id)
        return bool(held and held.approved and not (noted and "approval void" in noted.review))

    def review(self, cue_id: str) -> str:
        """Why the last run wanted a person to look at a cue; empty if it did not, or if a person did since."""
        noted = self.cues.get(cue_id)
        if noted is None or any(record.id == cue_id for one in self.heard for record in one.now):
            return ""
        return noted.review


def names(place: Place) -> tuple[str, ...]:
    """The outputs of a season. Raises UsageError if there is no season in the folder."""
    found = []
    for name in place.outputs:
        known = written.load(place.written(name))
        if known is None or known.source:
            found.append(name)
    if not found:
        raise UsageError(f"{place.out}: no outputs of a run are known there; give the folder of `localize run -o`")
    return tuple(found)


def check(place: Place, name: str) -> None:
    """Raises UsageError unless `name` is an output of the season."""
    known = names(place)
    if name not in known:
        raise UsageError(f"{place.out}: no output {name!r} of a run{did_you_mean(name, known)}")


def stand(place: Place, name: str, index: Index, now: datetime) -> Stand:
    """How the output `name` stands.

    Raises FileError if it cannot be read, UsageError if it cannot be told what was done to it or if something that
    people decided is not in it.
    """
    desk = open_desk(place, name, tidy=False)
    if desk.data is None or not desk.rows or desk.written is None:
        raise UsageError(f"{desk.path}: what was last written there is not known; run the pipeline first")
    state = index.state(name)
    disk = desk.read(state.locale if state else None)
    ground = Ground(
        source=_source(place, desk.written.source, disk), terms=terms_then(state.terms if state else None, no_terms)
    )
    found = edits.compare(desk.rows, disk, disk.facts.format, mixed=desk.mixed)
    if isinstance(found, Unclear):
        raise UsageError(f"{desk.path}: {found.why}; mend the file first")
    when = stamp(now, desk.decisions)
    known = state.proposals if state else {}
    heard = decide.decisions(found, ground, when=when, earlier=desk.decisions, proposals=known)
    every = (*desk.decisions, *heard)
    rows = as_left(found.rows, standing(every), disk)
    if len(rows) != len(disk.cues):
        raise UsageError(f"{desk.path}: not all that people decided is in it yet; run the pipeline first")
    then = remarks.then(desk.written, found.rows, mixed=desk.mixed)
    when = stamp(now, (*desk.decisions, *desk.around))
    said = tuple(remarks.heard(then, disk, rows, ground.records, when)) if then else ()
    return Stand(
        desk=desk,
        disk=disk,
        rows=rows,
        ground=ground,
        state=state,
        decisions=every,
        heard=heard,
        around=(*desk.around, *remarks.unsaid(said, desk.around)),
    )


def decided(there: Stand, what: What, cue_ids: Iterable[str], *, by: str, now: datetime) -> tuple[Decision, ...]:
    """Approvals, or their withdrawals, for the places that hold the cues."""
    asked = set(cue_ids)
    places = [
        Changed(rows=rows, now=rows) for rows in together(there.rows) if not asked.isdisjoint(row.id for row in rows)
    ]
    when = stamp(now, there.decisions)
    known = there.state.proposals if there.state else {}
    return decide.decide(
        what, places, there.rows, there.ground, when=when, by=by, earlier=there.decisions, proposals=known
    )


def _source(place: Place, name: str, disk: Document) -> Document:
    known = sources.load(place.sources(name))
    return as_document(known or Source(sha256=(), name=name), disk)


def keep(there: Stand, added: Sequence[Decision], index: Index) -> None:
    """Store what was heard and what is `added`; whoever decided has had the look that the last run asked for.

    Raises FileError if that fails.
    """
    decisions.save(there.desk.place.decisions(there.name), (*there.heard, *added))
    around.save(there.desk.place.around(there.name), there.around)
    looked = {record.id for one in added for record in one.now}
    if there.state and not looked.isdisjoint(cue.cue for cue in there.state.cues if cue.review):
        cues = (replace(cue, review="", proposal="") if cue.cue in looked else cue for cue in there.state.cues)
        findings = (one for one in there.state.findings if one.rule != "review.needed" or one.cue_id not in looked)
        index.record([(replace(there.state, cues=tuple(cues), findings=tuple(findings)), ())])
