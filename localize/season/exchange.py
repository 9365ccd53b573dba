"""A season as tables for a reviewer, and what comes back of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from localize import formats
from localize.errors import UsageError
from localize.formats import FORMATS
from localize.languages import canonical
from localize.model import Finding, Maker
from localize.project import decide, notes
from localize.project.found import Place as Changed
from localize.project.index import Index
from localize.project.notes import Note
from localize.project.place import Place
from localize.project.places import together
from localize.project.stamp import stamp
from localize.project.values import Decision, What, with_record
from localize.project.values import Row as Written
from localize.review import Change, Returned, Row, Sheet, Verdict, merge
from localize.season.desk import put
from localize.season.stand import Stand, keep, names, stand


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a table that came back did, or why it was not taken."""

    path: str
    edits: int = 0
    approvals: int = 0
    notes: int = 0
    refusals: tuple[str, ...] = ()


def sheets(place: Place, index: Index, now: datetime, locales: Sequence[str] = ()) -> Iterator[Sheet]:
    """A sheet for each locale of the season, or for those asked for. Raises UsageError for one that there is not."""
    standing: dict[str, list[Stand]] = {}
    for name in names(place):
        there = stand(place, name, index, now)
        standing.setdefault(there.locale, []).append(there)
    for locale in locales:
        if canonical(locale) not in standing:
            raise UsageError(f"{place.out}: no outputs in {locale}; there are some in {', '.join(standing)}")
    wanted = [canonical(locale) for locale in locales] or list(standing)
    return (_sheet(place, locale, standing[locale], now) for locale in wanted)


def take(place: Place, index: Index, returned: Returned, *, by: str, now: datetime, moved: bool = False) -> Taken:
    """Take edits, approvals and notes of a table back, all of them or, if it is refused, none.

    moved: texts that stand in other rows than they went out in are meant. The edits stand in the outputs then.
    """
    locale = canonical(returned.target_locale)
    standing = [there for name in names(place) if (there := stand(place, name, index, now)).locale == locale]
    wanted = {row.file for row in returned.rows}
    standing = [there for there in standing if there.name in wanted] or standing
    if not standing:
        return Taken(path=returned.path, refusals=(f"{returned.path}: the season has no outputs in {locale}",))
    verdict: Verdict = merge(_sheet(place, locale, standing, now), returned, moved=moved)
    if verdict.refusals:
        return Taken(path=returned.path, refusals=verdict.refusals)
    for there in standing:
        changes = {change.cue_id: change for change in verdict.changes if change.file == there.name}
        _apply(there, changes, index, by, now)
    return Taken(
        path=returned.path,
        edits=len(verdict.edits),
        approvals=len(verdict.approvals),
        notes=len(verdict.notes),
    )


def _sheet(place: Place, locale: str, standing: Sequence[Stand], now: datetime) -> Sheet:
    rows = tuple(row for there in standing for row in _rows(there))
    return Sheet(
        name=place.out.resolve().name,
        source_locale=standing[0].ground.source.language,
        target_locale=locale,
        when=now.isoformat(timespec="seconds"),
        rows=rows,
    )


def _rows(there: Stand) -> Iterator[Row]:
    findings: dict[str, list[Finding]] = {}
    for finding in there.state.findings if there.state else ():
        findings.setdefault(finding.cue_id or "", []).append(finding)
    source = there.ground.records
    for number, row in enumerate(there.rows, 1):
        known = there.cues.get(row.id)
        yield Row(
            file=there.name,
            cue_id=row.id,
            number=str(number),
            start_ms=row.start_ms,
            end_ms=row.end_ms,
            source="\n".join(source[one].text for one in row.of if one in source),
            target=row.text,
            maker=Maker.APPROVED if there.approved(row.id) else there.maker(row),
            needs_review=bool(there.review(row.id)),
            findings=tuple(findings.get(row.id, ())),
            note=there.notes[row.id].text if row.id in there.notes else "",
            proposal=known.proposal if known and there.review(row.id) else "",
        )


def _apply(there: Stand, changes: Mapping[str, Change], index: Index, by: str, now: datetime) -> None:
    """Note what a reviewer did to one output, and write the edits into it."""
    place = there.desk.place
    texts = {cue: change.target for cue, change in changes.items() if change.target is not None}
    approvals = {cue: change.approved for cue, change in changes.items() if change.approved is not None}
    when = stamp(now, ())
    noted = {
        cue: Note(when=when, text=change.note, by=by) for cue, change in changes.items() if change.note is not None
    }
    if noted:
        notes.save(place.notes(there.name), noted)
    rows = tuple(replace(row, text=texts[row.id], maker=Maker.HUMAN) if row.id in texts else row for row in there.rows)
    made = _decisions(there, rows, texts, approvals, by, now)
    keep(there, made, index)
    if texts and there.desk.written:
        form = there.disk.facts.format
        after = {row.id: row for row in rows}
        cues = tuple(
            with_record(cue, after[row.id], FORMATS[form].DIALECT) if (row := there.row_of[cue.id]).id in texts else cue
            for cue in there.disk.cues
        )
        data = formats.compose(replace(there.disk, cues=cues))
        put(there.desk, data, [after[there.row_of[cue.id].id] for cue in there.disk.cues], there.desk.written.source)


def _decisions(
    there: Stand,
    rows: Sequence[Written],
    texts: Mapping[str, str],
    approvals: Mapping[str, bool],
    by: str,
    now: datetime,
) -> tuple[Decision, ...]:
    """Edits first, then what is approved, as it stands after them."""
    made: tuple[Decision, ...] = ()
    steps = (
        (What.EDIT, texts.keys()),
        (What.APPROVE, {cue for cue, said in approvals.items() if said}),
        (What.WITHDRAW, {cue for cue, said in approvals.items() if not said}),
    )
    after = {row.id: row for row in rows}
    for what, asked in steps:
        earlier = (*there.decisions, *made)
        before = there.rows if what is What.EDIT else rows
        places = [
            Changed(rows=place, now=tuple(after[row.id] for row in place))
            for place in together(before)
            if not asked.isdisjoint(row.id for row in place)
        ]
        known = there.state.proposals if there.state else {}
        made += decide.decide(
            what, places, before, there.ground, when=stamp(now, earlier), by=by, earlier=earlier, proposals=known
        )
    return made
