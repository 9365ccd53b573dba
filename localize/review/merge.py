"""A table that came back, against the season as it stands: everything in it is taken, or nothing.

A row is known by its id, and by the mark that it went out with. What a reviewer may edit has no mark of its own, so
targets that were shuffled under rows that were not are found by their texts: see `_moved`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from localize.languages import canonical
from localize.review.sheet import AGAIN, Returned, ReturnedRow, Row, Sheet, digest, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a reviewer did to one cue; None where nothing. approved: True approves its text, False withdraws that."""

    file: str
    cue_id: str
    target: str | None = None
    approved: bool | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """changes: in the order of the season, none if there are refusals. unchanged: rows that stay as they are.

    refusals: a line each, `table.xlsx: row 17: what is wrong; what to do`.
    """

    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    refusals: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[Change, ...]:
        """Those that give a cue another text."""
        return tuple(change for change in self.changes if change.target is not None)

    @property
    def approvals(self) -> tuple[Change, ...]:
        """Those that approve a text, or withdraw an approval."""
        return tuple(change for change in self.changes if change.approved is not None)

    @property
    def notes(self) -> tuple[Change, ...]:
        """Those that change a note."""
        return tuple(change for change in self.changes if change.note is not None)


def merge(sheet: Sheet, returned: Returned, *, moved: bool = False) -> Verdict:
    """What `returned` changes in `sheet`, the season as it would be exported now.

    Refused as a whole, each row named: a table of another season or locale, rows that are missing, doubled, foreign,
    damaged, or whose source, target or note changed here since; and targets that stand in another row than they went
    out in, unless the caller says by `moved` that a person meant it. The order of the rows does not matter.
    """
    where = f"{returned.path}: "
    if stranger := _stranger(sheet, returned):
        return Verdict(refusals=(where + stranger,))
    rows = {row.key: row for row in sheet.rows}
    refusals = list(_damage(rows, returned))
    if not refusals and not moved:
        refusals = list(_moved(rows, returned))
    if refusals:
        return Verdict(refusals=tuple(where + refusal for refusal in refusals))
    there = {(row.file, row.cue_id): row for row in returned.rows}
    changes = tuple(change for row in sheet.rows if (change := _change(row, there[row.key])))
    return Verdict(changes=changes, unchanged=len(rows) - len(changes))


def _stranger(sheet: Sheet, returned: Returned) -> str:
    """Why the table is none of `sheet` at all; empty if it is."""
    for what, theirs, ours in (
        ("from", returned.source_locale, sheet.source_locale),
        ("into", returned.target_locale, sheet.target_locale),
    ):
        if canonical(theirs) != canonical(ours):
            return f"a table {what} {theirs!r}, not {what} {ours}; import it where it was exported"
    known = {row.key for row in sheet.rows}
    if returned.rows and not any((row.file, row.cue_id) in known for row in returned.rows):
        return f"a table of another season: none of its rows is of {sheet.name}; import it where it was exported"
    return ""


def _damage(rows: dict[tuple[str, str], Row], returned: Returned) -> Iterator[str]:
    """The rows that cannot be taken, in their order, then those that are missing."""
    owners = {row.mark.fingerprint: row for row in rows.values()}
    first: dict[tuple[str, str], str] = {}
    for there in returned.rows:
        key = there.file, there.cue_id
        row = rows.get(key)
        if row is None:
            yield f"{there.place}: {_foreign(there)}; take the row out, or {AGAIN}"
        elif key in first:
            yield f"{there.place}: {_named(row)} stands in {first[key]} already; take one of the two out"
        elif problem := there.problem or _stale(row, there, owners):
            yield f"{there.place}: {problem}"
        first.setdefault(key, there.place)
    for key, row in rows.items():
        if key not in first:
            yield f"the row of {_named(row)} is missing; put it back, or {AGAIN}"


def _named(row: Row) -> str:
    return f"cue {row.number} of {row.file} ({row.time})"


def _foreign(there: ReturnedRow) -> str:
    if not there.file or not there.cue_id:
        return "no file or no id"
    return f"{there.file!r} has no cue with the id {there.cue_id!r}"


def _stale(row: Row, there: ReturnedRow, owners: dict[str, Row]) -> str:
    """Why a row that is sound by itself cannot be taken: it is not the one that would be exported now."""
    if there.mark.fingerprint != row.mark.fingerprint:
        if owner := owners.get(there.mark.fingerprint):
            return f"its fingerprint is that of {_named(owner)}: rows were mixed up; {AGAIN}"
        return f"{_named(row)} was changed here after the table was exported; {AGAIN}"
    if tidy(there.source) != tidy(row.source):
        return f"the source was changed in the table; put it back, or {AGAIN}"
    if digest((there.note,)) != row.mark.note and there.mark.note not in (digest((there.note,)), row.mark.note):
        return f"the note of {_named(row)} was changed here and in the table; {AGAIN}"
    return ""


def _moved(rows: dict[tuple[str, str], Row], returned: Returned) -> Iterator[str]:
    """The rows that hold a text which left another row.

    A text is under suspicion if a row that did not have it has it now, and a row that had it has it no more. Whoever
    sorts, shifts or swaps the targets alone moves texts in this way. A text that several rows went out with may well be
    written into one and taken out of another by hand: it counts only if all texts that changed are a permutation.
    """
    pairs = [(rows[there.file, there.cue_id], there) for there in returned.rows]
    changed = [(row, there) for row, there in pairs if tidy(there.target) != tidy(row.target)]
    left = {tidy(row.target): row for row, _ in changed if tidy(row.target)}
    held = Counter(tidy(row.target) for row, _ in pairs)
    shuffled = Counter(tidy(row.target) for row, _ in changed) == Counter(tidy(there.target) for _, there in changed)
    for _, there in changed:
        text = tidy(there.target)
        if text in left and (shuffled or held[text] == 1):
            what = f"the target is that of {_named(left[text])}: rows were mixed up"
            yield f"{there.place}: {what}; put it back, or say that the move is meant"


def _change(row: Row, there: ReturnedRow) -> Change | None:
    """What the reviewer changed in `row`, against what it went out with; None if nothing."""
    edited = tidy(there.target) != tidy(row.target)
    judged = there.approved != there.mark.approved and there.approved != row.approved
    noted = digest((there.note,)) not in (there.mark.note, row.mark.note)
    change = Change(
        file=row.file,
        cue_id=row.cue_id,
        target=tidy(there.target) if edited else None,
        approved=there.approved if judged or (edited and there.approved) else None,
        note=tidy(there.note) if noted else None,
    )
    return change if edited or noted or change.approved is not None else None
