"""`align`: links and a time map, from the cues of two versions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from fractions import Fraction

from localize.model import Cue
from localize.versions.anchors import at_its_time
from localize.versions.costs import LONG, Spot
from localize.versions.moved import has_moved, rehome
from localize.versions.path import Step
from localize.versions.place import Places
from localize.versions.sequence import in_order
from localize.versions.times import stretches
from localize.versions.values import Alignment, Certainty, Change, Link, Stretch
from localize.versions.votes import votes
from localize.versions.wording import joined, wording

# Margins, in the unit of `costs`, from which a link is certain or at least probable.
_CERTAIN, _PROBABLE = 0.5, 0.1


def align(old: Sequence[Cue], new: Sequence[Cue]) -> Alignment:
    """What became of the cues of `old` in `new`.

    Only ids, times and text of the cues count. Both are put in order of time first, so the order in the file means
    nothing among cues at one time. Raises ValueError if two cues of a version share an id.
    """
    old, new = _in_time(old), _in_time(new)
    if sorted(map(_content, old)) == sorted(map(_content, new)):
        return _identical(old, new)
    olds, news = _spots(old), _spots(new)
    found = stretches(votes(olds, news))
    places = Places(found)
    olds = [spot._replace(places=places.of(spot.start_ms, spot.end_ms)) for spot in olds]
    steps = list(in_order(olds, news, places.rounding_ms))
    ordered = [(step.old[0], step.new[0]) for step in steps if step.old and step.new]
    rehomed = list(rehome(olds, news, steps, places.rounding_ms))
    moved = {step for step in rehomed if has_moved(olds, news, step, ordered)}
    at_home = {place for step in rehomed for place in step.old}
    claimed = {place for step in rehomed for place in step.new}
    kept = [step for step in steps if not (at_home.issuperset(step.old) and claimed.issuperset(step.new))]
    links = [
        _link(step, olds, news, places.rounding_ms, moved=step in moved)
        for step in sorted((*_doubted(kept, olds, news), *rehomed), key=lambda step: (not step.old, step.old, step.new))
    ]
    return Alignment(links=tuple(links), stretches=found)


def _in_time(cues: Sequence[Cue]) -> list[Cue]:
    if len({cue.id for cue in cues}) != len(cues):
        raise ValueError("two cues of one version share an id")
    return sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))


def _content(cue: Cue) -> tuple[int, int, str]:
    return cue.start_ms, cue.end_ms, cue.text


def _identical(old: Sequence[Cue], new: Sequence[Cue]) -> Alignment:
    """Each old cue and the first new one that says the same at its time and is not taken."""
    there: dict[tuple[int, int, str], deque[str]] = {}
    for cue in new:
        there.setdefault(_content(cue), deque()).append(cue.id)
    links = (
        Link(change=Change.SAME, certainty=Certainty.CERTAIN, old=(one.id,), new=(there[_content(one)].popleft(),))
        for one in old
    )
    whole = (Stretch(start_ms=one.start_ms, end_ms=old[-1].start_ms, ratio=Fraction(1), offset_ms=0) for one in old[:1])
    return Alignment(links=tuple(links), stretches=tuple(whole))


def _spots(cues: Sequence[Cue]) -> list[Spot]:
    return [Spot(cue.id, wording(cue.text), cue.start_ms, cue.end_ms) for cue in cues]


def _doubted(steps: Sequence[Step], olds: Sequence[Spot], news: Sequence[Spot]) -> Iterator[Step]:
    """The steps without a margin for what is dropped and added in the same words: one may be the other, moved.

    Short words are said by chance more than once.
    """
    dropped = {olds[step.old[0]].wording for step in steps if not step.new}
    added = {news[step.new[0]].wording for step in steps if not step.old}
    doubtful = {one for one in dropped & added if one.weight >= LONG}
    for step in steps:
        alone = None if step.old and step.new else olds[step.old[0]] if step.old else news[step.new[0]]
        yield step._replace(margin=0.0) if alone and alone.wording in doubtful else step


def _link(step: Step, olds: Sequence[Spot], news: Sequence[Spot], rounding_ms: int, *, moved: bool) -> Link:
    old, new = [olds[place] for place in step.old], [news[place] for place in step.new]
    change, reworded = _change(old, new, rounding_ms)
    return Link(
        change=Change.MOVED if moved else change,
        certainty=_certainty(step.margin),
        old=tuple(spot.cue_id for spot in old),
        new=tuple(spot.cue_id for spot in new),
        reworded=reworded,
    )


def _change(old: Sequence[Spot], new: Sequence[Spot], rounding_ms: int) -> tuple[Change, bool]:
    """What became of the cues if they were not moved, and whether their words differ."""
    if not old or not new:
        return (Change.DROPPED if old else Change.ADDED), False
    if len(old) != len(new):
        differ = joined([spot.wording for spot in old]).words != joined([spot.wording for spot in new]).words
        return (Change.MERGED if len(old) > 1 else Change.SPLIT), differ
    reworded = old[0].wording.exact != new[0].wording.exact
    stayed = (old[0].start_ms, old[0].end_ms) == (new[0].start_ms, new[0].end_ms)
    if at_its_time(old[0], new[0], rounding_ms) if old[0].places else stayed:
        return (Change.REWORDED if reworded else Change.SAME), reworded
    return (Change.RETIMED_AND_REWORDED if reworded else Change.RETIMED), reworded


def _certainty(margin: float) -> Certainty:
    if margin >= _CERTAIN:
        return Certainty.CERTAIN
    return Certainty.PROBABLE if margin >= _PROBABLE else Certainty.UNKNOWN
