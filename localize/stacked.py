"""Two languages in one file: in each cue the lines of one document over those of the other.

Cues belong together that stand for the same cues of the source or have one id. Of the others, such as the second half
of a cue that a person split, each goes with the cue of the other document that is on screen at the same time, unless
that has a partner then. A cue without a partner stands alone: no line is lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from localize.model import Cue, Document, Fate, LedgerEntry
from localize.project.groups import connected
from localize.project.order import arranged
from localize.project.overlaid import stands_for
from localize.text.beneath import beneath

# Cues that are shown together: those above, those below, each in order of time.
_Group = tuple[list[Cue], list[Cue]]
_Times = tuple[int, int]
# For each of the two documents, the source cues that a cue stands for.
_Sources = tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]


def stacked(upper: Document, lower: Document) -> Document:
    """`upper`, with the lines of `lower` under its own; both made of one source, in one format.

    The times of cues that are shown together are united. Tags work on the lines that they worked on, but for those that
    place a whole cue: of each sort the first counts. The rest is that of the first cue of the source in a group, or of
    its first cue. The ledger tells which source cues are shown together. Raises ValueError for two formats.
    """
    if upper.facts.format != lower.facts.format:
        raise ValueError(f"{upper.path} is {upper.facts.format}, {lower.path} is {lower.facts.format}")
    source = upper.source or upper
    of = (stands_for(upper), stands_for(lower))
    groups = _by_time(_by_id(upper, lower, of))
    groups.sort(key=lambda group: upper.numbers[group[0][0].id] if group[0] else len(upper.cues) + 1)
    cues = [_cue(group, source, lower.language) for group in groups]
    starts = {cue.id: cue.start_ms for cue in upper.cues}
    return replace(
        upper,
        cues=arranged(cues, {cue.id for cue in cues if starts.get(cue.id) == cue.start_ms}, source),
        sentences=None,
        findings=(),
        not_run=(),
        ledger=tuple(_ledger(source, _places(groups, cues, of), (*upper.ledger, *lower.ledger))),
    )


def _times(cues: Sequence[Cue]) -> _Times:
    return min(cue.start_ms for cue in cues), max(cue.end_ms for cue in cues)


def _by_id(upper: Document, lower: Document, of: _Sources) -> list[_Group]:
    """By source cues and ids, in order of `upper`, then of `lower`."""
    cues, above = [*upper.cues, *lower.cues], len(upper.cues)
    found = connected([{cue.id, *of[place >= above][cue.id]} for place, cue in enumerate(cues)])
    return [
        ([cues[place] for place in places if place < above], [cues[place] for place in places if place >= above])
        for places in found
    ]


def _by_time(groups: Sequence[_Group]) -> list[_Group]:
    """`groups`, but that those of one document alone are put to what is on screen at the same time."""
    for own, other in ((0, 1), (1, 0)):
        shown = sorted((*_times([cue]), number) for number, group in enumerate(groups) for cue in group[other])
        longest = max((end - start for start, end, _ in shown), default=0)
        for group in groups:
            if group[own] and not group[other]:
                start, end = times = _times(group[own])
                best, partner = 0.0, group
                for begin, until, number in shown[bisect_left(shown, (start - longest,)) : bisect_left(shown, (end,))]:
                    taken = any(_together(_times([cue]), times) for cue in groups[number][own])
                    if not taken and (share := _together((begin, until), times)) > best:
                        best, partner = share, groups[number]
                if partner is not group:
                    partner[own].extend(group[own])
                    partner[own].sort(key=lambda cue: cue.start_ms)
                    group[own].clear()
    return [group for group in groups if any(group)]


def _together(one: _Times, other: _Times) -> float:
    """The share of the time of both that they have in common; 0 if that is not more than half of the shorter one."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 and 2 * both > shorter else 0.0


def _cue(group: _Group, source: Document, below: str) -> Cue:
    cues = [*group[0], *group[1]]
    first = next((cue for cue in cues if cue.id in source.by_id), cues[0])
    start, end = _times(cues)
    text, spans = reduce(beneath, ((cue.text, cue.spans) for cue in cues))
    made = next((cue.provenance for cue in cues if cue.provenance.evaluation_only), first.provenance)
    tag = first.language if group[0] else first.language or below
    return replace(first, start_ms=start, end_ms=end, text=text, spans=spans, provenance=made, language=tag)


def _places(groups: Sequence[_Group], cues: Sequence[Cue], of: _Sources) -> dict[str, tuple[str, ...]]:
    """For each source cue, by id, the cues that stand for it now."""
    found: dict[str, dict[str, None]] = {}
    for group, cue in zip(groups, cues, strict=True):
        for known, side in zip(of, group, strict=True):
            for cue_id in (one for own in side for one in known[own.id]):
                found.setdefault(cue_id, {})[cue.id] = None
    return {cue_id: tuple(into) for cue_id, into in found.items()}


def _ledger(
    source: Document, places: Mapping[str, tuple[str, ...]], said: Sequence[LedgerEntry]
) -> Iterator[LedgerEntry]:
    """Of the source cues that do not stand alone under their id, in order; those in neither document as that says."""
    omitted = {entry.cue_id: entry for entry in said if entry.fate is Fate.OMITTED}
    shared = Counter(one for into in places.values() for one in into)
    for cue in source.cues:
        into = places.get(cue.id, ())
        if not into and cue.id in omitted:
            yield omitted[cue.id]
        elif into and (into != (cue.id,) or shared[cue.id] > 1):
            yield LedgerEntry(cue_id=cue.id, fate=Fate.SPLIT if len(into) > 1 else Fate.MERGED, into=into)
