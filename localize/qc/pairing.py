"""Which source cues and cues of a finished file belong together, so that rules can compare them.

A finished file has been merged, split and retimed by people, so cues are grouped: a group holds the source cues and
the cues that say the same, in order of time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from localize.model import Cue, Document, Fate, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Source cues and the cues that stand for them; neither is empty."""

    source: tuple[Cue, ...]
    target: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """groups: in order of the finished file. unpaired: source cues that no cue stands for and nobody omitted, each with
    its 1-based place in the source.
    """

    groups: tuple[Group, ...] = ()
    unpaired: tuple[tuple[int, Cue], ...] = ()


def pair(source: Document, target: Document) -> Pairing:
    """Group the cues of `source` and `target`.

    By id and ledger if `target` was made from `source`; in order if both have the same times; else by overlap: a cue
    belongs to the one it shares most time with, if that is more than half of the shorter of the two, or if each is the
    other's best.
    """
    if target.source is source:
        links = list(_by_id(source, target))
    elif [_times(cue) for cue in source.cues] == [_times(cue) for cue in target.cues]:
        links = list(zip(source.cues, target.cues, strict=True))
    else:
        links = _overlaps(source.cues, target.cues)
    accounted = {cue.id for cue, _ in links} | {entry.cue_id for entry in target.ledger if entry.fate is not Fate.KEPT}
    return Pairing(
        groups=_groups(links, source, target),
        unpaired=tuple(
            (place, cue) for place, cue in enumerate(source.cues, 1) if cue.id not in accounted and _says_something(cue)
        ),
    )


def _by_id(source: Document, target: Document) -> Iterator[tuple[Cue, Cue]]:
    """A source cue with the cues that it became, or the one of its id."""
    into = {entry.cue_id: entry.into for entry in target.ledger}
    for cue in source.cues:
        for cue_id in into.get(cue.id) or (cue.id,):
            if cue_id in target.by_id:
                yield cue, target.by_id[cue_id]


def _says_something(cue: Cue) -> bool:
    return bool(cue.text.strip()) and cue.kind not in (Kind.DRAWING, Kind.SOUND)


def _times(cue: Cue) -> tuple[int, int]:
    return cue.start_ms, cue.end_ms


def _overlaps(sources: Sequence[Cue], targets: Sequence[Cue]) -> list[tuple[Cue, Cue]]:
    """For every source cue the cue it shares most time with, and the other way round, if they share enough."""
    best_of_source: dict[str, _Overlap] = {}
    best_of_target: dict[str, _Overlap] = {}
    for overlap in _touching(sources, targets):
        for best, cue in ((best_of_source, overlap.source), (best_of_target, overlap.target)):
            if cue.id not in best or overlap.shared > best[cue.id].shared:
                best[cue.id] = overlap
    bests = (*best_of_source.values(), *best_of_target.values())
    return [
        (overlap.source, overlap.target)
        for overlap in {(best.source.id, best.target.id): best for best in bests}.values()
        if overlap.most or best_of_source[overlap.source.id] is best_of_target[overlap.target.id]
    ]


class _Overlap(NamedTuple):
    """Two cues that share `shared` ms; most: that is more than half of the shorter one."""

    source: Cue
    target: Cue
    shared: int
    most: bool


def _touching(sources: Sequence[Cue], targets: Sequence[Cue]) -> Iterator[_Overlap]:
    """Every two cues that share time, in one sweep over both lists. A cue that lasts no time counts as 1 ms."""
    waiting = sorted(targets, key=_times, reverse=True)
    showing: list[Cue] = []
    for source in sorted(sources, key=_times):
        end = _end(source)
        while waiting and waiting[-1].start_ms < end:
            showing.append(waiting.pop())
        showing = [cue for cue in showing if _end(cue) > source.start_ms]
        for target in showing:
            shared = min(end, _end(target)) - max(source.start_ms, target.start_ms)
            if shared > 0:
                shorter = min(end - source.start_ms, _end(target) - target.start_ms)
                yield _Overlap(source, target, shared, 2 * shared > shorter)


def _end(cue: Cue) -> int:
    return max(cue.end_ms, cue.start_ms + 1)


def _groups(links: Iterable[tuple[Cue, Cue]], source: Document, target: Document) -> tuple[Group, ...]:
    """Cues that are linked, directly or through others, as groups."""
    of_source: dict[str, list[Cue]] = defaultdict(list)
    of_target: dict[str, list[Cue]] = defaultdict(list)
    for left, right in links:
        of_source[left.id].append(right)
        of_target[right.id].append(left)
    groups = []
    seen: set[str] = set()
    for cue in target.cues:
        if cue.id in seen or cue.id not in of_target:
            continue
        lefts: set[str] = set()
        rights: set[str] = set()
        todo = [cue]
        while todo:
            right = todo.pop()
            if right.id not in rights:
                rights.add(right.id)
                for left in of_target[right.id]:
                    lefts.add(left.id)
                    todo.extend(of_source[left.id])
        seen |= rights
        groups.append(Group(source=_in_order(lefts, source), target=_in_order(rights, target)))
    return tuple(groups)


def _in_order(ids: Iterable[str], document: Document) -> tuple[Cue, ...]:
    return tuple(sorted((document.by_id[i] for i in ids), key=lambda cue: document.numbers[cue.id]))
