"""The account of every cue that was read: kept, split, merged, or omitted by a named rule or person."""

from __future__ import annotations

from collections.abc import Container

from localize.errors import StageError
from localize.model import Document, Fate, LedgerEntry


def settle(source: Document, made: Document) -> tuple[LedgerEntry, ...]:
    """One entry for every cue of `source`, in order.

    A cue that is in `made` under the same id is kept, unless `made.ledger` says otherwise; any other cue needs an entry
    there. Raises StageError, naming the file and the cues, if one cannot be accounted for or an entry names no rule.
    """
    said = {entry.cue_id: entry for entry in made.ledger}
    present = made.by_id
    entries, lost = [], []
    for cue in source.cues:
        entry = said.get(cue.id) or (LedgerEntry(cue_id=cue.id, fate=Fate.KEPT) if cue.id in present else None)
        if entry is None or not _sound(entry, present.keys()):
            lost.append(f"cue {source.numbers[cue.id]} (line {cue.line})")
        else:
            entries.append(entry)
    if lost:
        shown = ", ".join(lost[:5]) + (f" and {len(lost) - 5} more" if len(lost) > 5 else "")
        raise StageError(source.path, "ledger", f"{shown} cannot be accounted for; nothing was written")
    return tuple(entries)


def _sound(entry: LedgerEntry, present: Container[str]) -> bool:
    if entry.fate is Fate.OMITTED:
        return bool(entry.by)
    if entry.fate in (Fate.SPLIT, Fate.MERGED):
        return bool(entry.into) and all(cue_id in present for cue_id in entry.into)
    return entry.cue_id in present
