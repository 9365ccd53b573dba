"""What was found on disk, or asked for, as decisions that are not made yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from localize.project.decider import Decider, Proposals
from localize.project.found import Found, Place
from localize.project.ground import Ground
from localize.project.places import by_people, together
from localize.project.rivals import versions
from localize.project.standing import standing
from localize.project.values import Decision, Row, What

_NONE: Proposals = MappingProxyType({})


def decisions(
    found: Found,
    ground: Ground,
    *,
    when: str,
    by: str = "",
    earlier: Sequence[Decision] = (),
    proposals: Proposals = _NONE,
) -> tuple[Decision, ...]:
    """The decisions of the person who changed an output as `found` says.

    ground: the source that the output was made from. when: see `stamp`. earlier: all decisions on it so far; what they
    say already is not said again, and what they should say but do not, as after some were lost, is said; see `unsaid`.
    proposals: what the program would have written in place of people's text, by id of its cues, as the person knew.
    """
    decider = Decider(ground, found.rows, standing(earlier), when, by, proposals)
    changed = {row.id for place in found.places for row in place.rows}
    lost = (place for place in unsaid(found.rows, earlier) if changed.isdisjoint(row.id for row in place.rows))
    made = (*decider.decide(What.EDIT, (*found.places, *lost)), *decider.decide(What.RETIME, found.retimed))
    return tuple(replace(one, seen=()) for one in made) if found.mixed else made


def unsaid(rows: Sequence[Row], earlier: Iterable[Decision]) -> tuple[Place, ...]:
    """The places in `rows`, what was last written, that people wrote though no decision speaks of them.

    rows: they may be of several versions; if two people wrote something there, both are told.
    """
    spoken = {one for decision in earlier for one in decision.key}
    return tuple(
        Place(rows=place, now=place)
        for version in versions(sorted(rows, key=lambda row: not by_people(row)))
        for place in together(version)
        if any(map(by_people, place)) and spoken.isdisjoint(one for row in place for one in row.of or (row.id,))
    )


def decide(
    what: What,
    places: Iterable[Place],
    rows: Sequence[Row],
    ground: Ground,
    *,
    when: str,
    by: str = "",
    earlier: Sequence[Decision] = (),
    proposals: Proposals = _NONE,
) -> tuple[Decision, ...]:
    """Decisions on places of an output that consists of `rows`, made of `places.together`; the rest as `decisions`.

    `now` of what is approved, or approved no longer, are its rows. What would change nothing is not decided again.
    """
    return tuple(Decider(ground, rows, standing(earlier), when, by, proposals).decide(what, places))
