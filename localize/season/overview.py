"""How a season stands, output by output, and the story of one cue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from localize.errors import FileError, UsageError
from localize.model import Maker, Severity
from localize.project.events import Event, Happened
from localize.project.index import Index
from localize.project.place import Place
from localize.season.stand import Stand, check, names, stand
from localize.season.tell import told


@dataclass(frozen=True, kw_only=True)
class Line:
    """An output in figures. cues: by maker. review: cues that a person should look at. errors, warnings: findings of
    the last run; as `review`, None if they are lost with the index. notes: cues that reviewers noted something on;
    adrift: what they noted on cues that are gone, by id. heard: decisions that people took since the last run, found
    in the file. unclear: why it cannot be told how the output stands, empty if it can.
    """

    name: str
    input: str = ""
    locale: str = ""
    cues: dict[str, int] = field(default_factory=dict)
    review: int | None = None
    errors: int | None = None
    warnings: int | None = None
    notes: int = 0
    adrift: dict[str, str] = field(default_factory=dict)
    heard: int = 0
    unclear: str = ""

    @property
    def is_known(self) -> bool:
        """Whether what the last run found is known; of an unclear one, that is said in its own way."""
        return bool(self.unclear) or self.review is not None


def overview(place: Place, index: Index, now: datetime) -> Iterator[Line]:
    """Every output of the season. Raises UsageError if there is none."""
    for name in names(place):
        try:
            yield _line(stand(place, name, index, now))
        except (FileError, UsageError) as error:
            yield Line(name=name, unclear=str(error))


def _line(there: Stand) -> Line:
    state = there.state
    makers = Counter(Maker.APPROVED if there.approved(row.id) else there.maker(row) for row in there.rows)
    findings = Counter(finding.severity for finding in state.findings) if state else None
    return Line(
        name=there.name,
        input=there.desk.written.source if there.desk.written else "",
        locale=there.locale,
        cues={str(maker): makers[maker] for maker in makers},
        review=sum(bool(there.review(row.id)) for row in there.rows) if state else None,
        errors=findings[Severity.ERROR] if findings is not None else None,
        warnings=findings[Severity.WARNING] if findings is not None else None,
        notes=sum(row.id in there.notes for row in there.rows),
        adrift={cue: note.text for cue, note in there.notes.items() if all(row.id != cue for row in there.rows)},
        heard=len(there.heard),
    )


def story(place: Place, index: Index, name: str, cue: str, now: datetime) -> tuple[str, tuple[Event, ...]]:
    """The id of a cue, and all that happened to it, in order of time: what the index knows, and people's decisions and
    notes, which outlive it. cue: its number in the file, or its id. Raises UsageError if there is no such output or
    cue.
    """
    check(place, name)
    there = stand(place, name, index, now)
    cue_id = find(there, cue)
    events = list(index.history(name, cue_id))
    known = [(event.when, event.what, event.text, event.detail) for event in events]
    decisions = (one for one in there.decisions if any(record.id == cue_id for record in (*one.now, *one.of)))
    events += [
        event
        for one in decisions
        for event in told(one)
        if event.cue == cue_id and (event.when, event.what, event.text, event.detail) not in known
    ]
    events += _noted(there, cue_id)
    return cue_id, tuple(sorted(events, key=lambda event: event.when))


def _noted(there: Stand, cue_id: str) -> Iterator[Event]:
    if note := there.notes.get(cue_id):
        detail = {"by": note.by} if note.by else {}
        yield Event(cue=cue_id, what=Happened.NOTE, when=note.when, text=note.text, detail=detail)


def find_all(there: Stand, cues: str) -> list[str]:
    """The ids of the cue that a person names, or of all from one number to another (`12-40`). Raises UsageError if
    there are none.
    """
    ids = [row.id for row in there.rows]
    first, _, last = cues.partition("-")
    if cues in ids or not (first.isdecimal() and last.isdecimal()):
        return [find(there, cues)]
    found = ids[ids.index(find(there, first)) : ids.index(find(there, last)) + 1]
    if not found:
        raise UsageError(f"{there.desk.path}: {cues!r} ends before it begins; write {last}-{first}")
    return found


def find(there: Stand, cue: str) -> str:
    """The id of the cue that a person names by number or id. Raises UsageError if there is none."""
    rows = there.rows
    if cue.isdecimal() and 0 < int(cue) <= len(rows):
        return rows[int(cue) - 1].id
    found = [row.id for row in rows if cue == row.id]
    if not found:
        shown = f"1 to {len(rows)}" if rows else "none"
        raise UsageError(f"{there.desk.path}: no cue {cue!r}; give its number ({shown}) or its id")
    return found[0]
