"""Cues for which a translation has no words left: the one before stays on screen in their place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from localize.model import Cue, Document, Fate, Finding, LedgerEntry, Maker, Severity
from localize.qc.frames import longest_ms
from localize.qc.profile import Profile
from localize.spreading import HELD

RULE = "spread.merged"
_BY_PEOPLE = frozenset({Maker.HUMAN, Maker.APPROVED})
_TIMES = re.compile(r".*\d:\d\d[.,]\d+", re.DOTALL)


def joined(document: Document, profile: Profile, frame_rate: Fraction | None) -> Document:
    """`document` without the cues that only hold the words of the cue before, which ends where the last of them did.

    Held cues stay where a person wrote one of the two, where another cue is on screen between them, where they look or
    stand otherwise, and where they would last longer than the profile's `timing.max-duration`. The ledger names each
    cue that was joined and what it stands in; a finding says so at that cue, with how many there are.
    """
    held = {finding.cue_id for finding in document.findings if finding.rule == HELD}
    if not held:
        return document
    limit = profile.limit("timing.max-duration")
    longest = longest_ms(limit.value, frame_rate) if limit else math.inf
    groups = [one for one in _groups(document, held, longest) if len(one.cues) > 1]
    if not groups:
        return document
    into = {cue.id: group.first for group in groups for cue in group.cues}
    ends = {group.first.id: group.end_ms for group in groups}
    cues = (
        replace(cue, end_ms=ends.get(cue.id, cue.end_ms))
        for cue in document.cues
        if into.get(cue.id, cue) is cue
    )  # fmt: skip
    ledger = (
        LedgerEntry(cue_id=cue.id, fate=Fate.MERGED, by=RULE, into=(into[cue.id].id,))
        for cue in document.cues
        if cue.id in into
    )
    findings = (
        replace(finding, cue_id=into[finding.cue_id].id) if finding.cue_id in into else finding
        for finding in document.findings
        if not (finding.rule == HELD and finding.cue_id in into)
    )
    return replace(
        document,
        cues=tuple(cues),
        ledger=(*document.ledger, *ledger),
        findings=(*findings, *(group.finding() for group in groups)),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """A cue, and those after it that only hold its words."""

    cues: tuple[Cue, ...]

    @property
    def first(self) -> Cue:
        return self.cues[0]

    @property
    def end_ms(self) -> int:
        return self.cues[-1].end_ms

    def takes(self, cue: Cue, longest: float) -> bool:
        """Whether `cue` may go into the group."""
        first, last = self.first, self.cues[-1]
        return (
            _says_no_more(first, cue)
            and (first.kind, first.language, first.speaker) == (cue.kind, cue.language, cue.speaker)
            and _BY_PEOPLE.isdisjoint((first.provenance.maker, cue.provenance.maker))
            and _settings(first) == _settings(cue)
            and first.start_ms <= last.end_ms <= cue.start_ms <= cue.end_ms
            and cue.end_ms - first.start_ms <= longest
        )

    def finding(self) -> Finding:
        """What is told of the group."""
        count = len(self.cues)
        message = f"stands for {count} cues: the translation has no words for the last {count - 1}"
        return Finding(rule=RULE, severity=Severity.INFO, message=message, cue_id=self.first.id, value=count)


def _groups(document: Document, held: set[str | None], longest: float) -> Iterator[_Group]:
    """Every cue, in order of time, in a group."""
    said = {entry.cue_id for entry in document.ledger} | {one for entry in document.ledger for one in entry.into}
    group: _Group | None = None
    for cue in sorted(document.cues, key=lambda cue: cue.start_ms):
        if group and cue.id in held and said.isdisjoint((cue.id, group.first.id)) and group.takes(cue, longest):
            group = _Group((*group.cues, cue))
            continue
        if group:
            yield group
        group = _Group((cue,))
    if group:
        yield group


def _says_no_more(first: Cue, cue: Cue) -> bool:
    words, more = first.text.split(), cue.text.split()
    if first.spans or cue.spans:
        return (words, first.spans) == (more, cue.spans)
    return bool(more) and words[-len(more) :] == more


def _settings(cue: Cue) -> str:
    """What stands behind the times: place on the picture, style and the like."""
    return _TIMES.sub("", cue.payload.head).strip()
