"""Which source cues and cues of a finished file belong together, so that rules can compare them.

A finished file has been merged, split and retimed by people, so cues are grouped: a group holds the source cues and
the cues that say the same, in order of time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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

    By id if `target` was made from `source`; in order if both have the same times; else by overlap: a cue belongs to
    the one it shares most time with, if that is more than half of the shorter of the two.
    """
    if target.source is source:
        links = [(cue, target.by_id[cue.id]) for cue in source.cues if cue.id in target.by_id]
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


def _says_something(cue: Cue) -> bool:
    return bool(cue.text.strip()) and cue.kind not in (Kind.DRAWING, Kind.SOUND)


def _times(cue: Cue) -> tuple[int, int]:
    return cue.start_ms, cue.end_ms


def _overlaps(sources: Sequence[Cue], targets: Sequence[Cue]) -> list[tuple[Cue, Cue]]:
    """For every source cue the cue it shares most time with, and the other way round."""
    best_of_source: dict[str, tuple[int, Cue, Cue]] = {}
    best_of_target: dict[str, tuple[int, Cue, Cue]] = {}
    for source, target, shared in _touching(sources, targets):
        if shared > best_of_source.get(source.id, (0,))[0]:
            best_of_source[source.id] = (shared, source, target)
        if shared > best_of_target.get(target.id, (0,))[0]:
            best_of_target[target.id] = (shared, source, target)
    return [link[1:] for best in (best_of_source, best_of_target) for link in best.values()]


def _touching(sources: Sequence[Cue], targets: Sequence[Cue]) -> Iterable[tuple[Cue, Cue, int]]:
    """Every two cues that share more than half of the shorter one, with the milliseconds shared.

    A cue that lasts no time counts as one millisecond. One sweep over both lists in order of time.
    """
    waiting = sorted(targets, key=_times)
    waiting.reverse()
    open_now: list[Cue] = []
    for source in sorted(sources, key=_times):
        source_end = max(source.end_ms, source.start_ms + 1)
        while waiting and waiting[-1].start_ms < source_end:
            open_now.append(waiting.pop())
        open_now = [cue for cue in open_now if max(cue.end_ms, cue.start_ms + 1) > source.start_ms]
        for target in open_now:
            target_end = max(target.end_ms, target.start_ms + 1)
            shared = min(source_end, target_end) - max(source.start_ms, target.start_ms)
            if 2 * shared > min(source_end - source.start_ms, target_end - target.start_ms):
                yield source, target, shared


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
