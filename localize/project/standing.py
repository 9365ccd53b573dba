"""Which of people's decisions hold.

The last edit of a source cue holds. Edits may be about several cues: an earlier one that shares a cue with a later one
holds for none of its cues, for it cannot be laid in part; what was decided of the others before holds again. The order
in which decisions are given means nothing: their times count, in one second an edit comes before an approval and that
before its withdrawal, and of two alike the one whose line sorts last is the later, so that everybody's copy says the
same.

The last decision on times alone holds, over an earlier edit of the same cues too, which then keeps its text.

An approval holds for exactly the text and times that were approved: another text or time of a person voids it, and it
holds again once they are back. Where nobody edited the cue, the approved text stands. An approval undoes no edit, not
even an earlier one: who approved another text had not seen it. To withdraw voids the approvals of those cues before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from localize.project.decisions import line_of
from localize.project.unseen import by_cue, unseen
from localize.project.values import Decision, Record, What

_RANKS = {What.EDIT: 0, What.RETIME: 1, What.APPROVE: 2, What.WITHDRAW: 3}
_WEIGHTS = {What.RETIME: 0, What.APPROVE: 1, What.EDIT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds at a place.

    last: the edit whose cues stand there; an approval if nobody edited them, a retiming if people did nothing else.
    times: a later retiming of the same cues. approval: one that nobody withdrew, if possible one that holds; see
    `approved`. passed_over: others on some of its source cues, from the last on, that do not hold although nobody who
    decided otherwise had seen them; to approve what stands settles it.
    """

    last: Decision
    times: Decision | None = None
    approval: Decision | None = None
    passed_over: tuple[Decision, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether the text is a person's, not only the times."""
        return self.last.what is not What.RETIME

    @property
    def of(self) -> tuple[str, ...]:
        """Ids of its source cues; none for a cue that a person added."""
        return tuple(record.id for record in self.last.of)

    @property
    def now(self) -> tuple[Record, ...]:
        """The cues as people left them. The texts mean nothing unless `has_text`."""
        cues = self.last.now
        if self.times:
            pairs = zip(cues, self.times.now, strict=True)
            cues = tuple(replace(one, start_ms=other.start_ms, end_ms=other.end_ms) for one, other in pairs)
        return cues if self.last.of else tuple(cue for cue in cues if cue.text)

    @property
    def approved(self) -> bool:
        """Whether an approval holds for exactly these texts and times."""
        return self.approval is not None and self.is_of_this(self.approval)

    @property
    def basis(self) -> Decision:
        """What tells of source, terms and program as they were when somebody last had a look at these texts."""
        approval = self.approval if self.approved else None
        return approval if approval and approval.when >= self.last.when else self.last

    def is_of_this(self, decision: Decision) -> bool:
        """Whether `decision` is of exactly these texts and times of these cues."""
        return decision.key == self.last.key and decision.digest == replace(self.last, now=self.now).digest


def standing(decisions: Iterable[Decision]) -> tuple[Standing, ...]:
    """What holds, each source cue in one place at most: edits, then approvals, then times, each from the last on."""
    live = list(_not_withdrawn(_ordered(decisions)))
    ages = {id(one): age for age, one in enumerate(live)}
    histories: dict[tuple[str, ...], list[Decision]] = {}
    for one in live:
        histories.setdefault(one.key, []).append(one)
    found = map(_of_one_key, histories.values())
    held: list[Standing] = []
    taken: set[str] = set()
    for place in sorted(found, key=lambda one: (_WEIGHTS[one.last.what], ages[id(one.last)]), reverse=True):
        if taken.isdisjoint(place.last.key):
            taken.update(place.last.key)
            held.append(place)
    approvals = by_cue(one for one in live if one.what is What.APPROVE)
    held = [replace(one, approval=_approval(one, _at(one, approvals, ages))) for one in held]
    parts = [part for one in held for part in (one.last, one.times, one.approval if one.approved else None) if part]
    missed = by_cue(unseen(live, parts))
    return tuple(replace(one, passed_over=_at(one, missed, ages)) for one in held)


def _ordered(decisions: Iterable[Decision]) -> list[Decision]:
    """Each once, from the first on."""
    lines = {line_of(one): one for one in decisions}
    ordered = sorted(lines.items(), key=lambda item: (item[1].when, _RANKS[item[1].what], item[0]))
    return [one for _, one in ordered]


def _not_withdrawn(ordered: Sequence[Decision]) -> Iterator[Decision]:
    """The decisions without withdrawals and the approvals before them."""
    withdrawn = {cue_id: age for age, one in enumerate(ordered) if one.what is What.WITHDRAW for cue_id in one.key}
    for age, one in enumerate(ordered):
        is_void = one.what is What.APPROVE and any(withdrawn.get(cue_id, -1) > age for cue_id in one.key)
        if one.what is not What.WITHDRAW and not is_void:
            yield one


def _of_one_key(history: Sequence[Decision]) -> Standing:
    """What holds of decisions on the same source cues, which stand in order."""
    first = max(_WEIGHTS[one.what] for one in history)
    place = max(place for place, one in enumerate(history) if _WEIGHTS[one.what] == first)
    last = history[place]
    later = [one for one in history[place + 1 :] if one.what is What.RETIME and len(one.now) == len(last.now)]
    return Standing(last=last, times=later[-1] if later else None)


def _approval(held: Standing, approvals: Sequence[Decision]) -> Decision | None:
    """The first of `approvals` that is of just what stands there; else the first."""
    return next((one for one in approvals if held.is_of_this(one)), approvals[0] if approvals else None)


def _at(held: Standing, found: Mapping[str, Sequence[Decision]], ages: Mapping[int, int]) -> tuple[Decision, ...]:
    """Those of `found` that are about any cue of the place, each once, from the last on."""
    there = {id(one): one for cue_id in held.last.key for one in found.get(cue_id, ())}
    return tuple(there[one] for one in sorted(there, key=ages.__getitem__, reverse=True))
