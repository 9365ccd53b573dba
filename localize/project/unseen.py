"""Decisions that do not hold although nobody who decided otherwise had seen them, as after a merge of two copies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from localize.project.values import Decision, What


def by_cue(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """The decisions on each cue, in the order in which they come, by id of the source cue or of the added cue."""
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        for cue_id in one.key:
            found.setdefault(cue_id, []).append(one)
    return found


def unseen(ordered: Sequence[Decision], held: Collection[Decision]) -> list[Decision]:
    """Those of `ordered`, from the last on, that are not `held` and whose cues are not all settled by later ones.

    ordered: all that were not taken back, from the first on. held: what says the texts and the times now, and the
    approvals of just that. A later decision settles an earlier one that it saw or that says the same; times settle no
    text. So whatever is settled is held itself, or told, by the last in a row of decisions of which each saw the one
    before. Who changes times is taken to have seen those that were there.
    """
    ages = {id(one): age for age, one in enumerate(ordered)}
    holds = {id(one) for one in held}
    there = by_cue(ordered)

    def is_settled(one: Decision, cue_id: str) -> bool:
        return any(ages[id(other)] > ages[id(one)] and _settles(other, one) for other in there[cue_id])

    return [
        one
        for one in reversed(ordered)
        if id(one) not in holds and not all(is_settled(one, cue_id) for cue_id in one.key)
    ]


def _settles(later: Decision, one: Decision) -> bool:
    if one.what is What.RETIME:
        return later.what is What.RETIME or one.mark in later.seen or one.times == later.times
    if later.what is What.RETIME:
        return False
    return one.mark in (*later.seen, later.mark) or (one.key == later.key and one.digest == later.digest)
