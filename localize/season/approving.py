"""Approving what stands, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from localize.errors import LocalizeError, UsageError
from localize.model import Finding, Severity
from localize.project.index import Index
from localize.project.place import Place
from localize.project.values import What
from localize.result import FileResult
from localize.season.overview import find_all
from localize.season.stand import Stand, check, decided, keep, names, stand

_RULE = "provenance.unapproved"


def approve(
    place: Place, index: Index, what: What, files: Sequence[str], cues: Sequence[str], *, by: str, now: datetime
) -> Iterator[tuple[str, int]]:
    """Note approvals, or (`what`) their withdrawal: for each output its name and how many cues it concerns.

    files: outputs, all if empty. cues: numbers, ids or ranges in the one file. What people edited since the last run is
    noted too. Raises UsageError for an output or a cue that there is not; nothing is noted then.
    """
    if not by.strip():
        raise UsageError("--by: say who; a name or a nickname")
    for name in files:
        check(place, name)
    standing = [stand(place, name, index, now) for name in files or names(place)]
    for there in standing:
        chosen = list(dict.fromkeys(one for cue in cues for one in find_all(there, cue))) or [
            row.id for row in there.rows
        ]
        asked = [one for one in chosen if there.approved(one) is (what is What.WITHDRAW)]
        made = decided(there, what, asked, by=by.strip(), now=now)
        keep(there, made, index)
        yield there.name, _count(there, asked)


def _count(there: Stand, asked: Sequence[str]) -> int:
    return len({row.id for row in there.rows} & set(asked))


def unapproved(result: FileResult, now: datetime) -> FileResult:
    """`result` of a finished file, with a finding for each cue that stands in it without an approval.

    Approvals are those of the season in the file's folder; where there is none, nothing is approved.
    """
    if result.document is None:
        return result
    path = Path(result.path)
    place = Place(path.parent)
    try:
        if path.name not in place.outputs:
            raise UsageError(f"{path}: no run made it, so nobody approved it with `localize approve`")
        place.check()
        with Index(place.index, create=False) as index:
            there = stand(place, path.name, index, now)
    except LocalizeError as error:
        found = [Finding(rule=_RULE, severity=Severity.ERROR, message=str(error))]
        return replace(result, document=result.document.with_findings(found))
    cues = sorted(result.document.cues, key=lambda cue: (cue.start_ms, cue.end_ms))
    open_ = [cue.id for cue, row in zip(cues, there.rows, strict=False) if not there.approved(row.id)]
    found = [Finding(rule=_RULE, severity=Severity.ERROR, message="nobody approved it", cue_id=one) for one in open_]
    if len(open_) == len(cues):
        found = [Finding(rule=_RULE, severity=Severity.ERROR, message=f"nobody approved any of its {len(cues):,} cues")]
    return replace(result, document=result.document.with_findings(found))
