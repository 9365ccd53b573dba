"""Which of several answers is the best."""

from __future__ import annotations

from collections.abc import Iterable

from localize.memory.unit import Match, Unit, UnitMaker

# The more trusted, the higher; kept in the file.
RANKS = {UnitMaker.IMPORTED: 0, UnitMaker.HUMAN: 1, UnitMaker.APPROVED: 2}
MAKERS = {rank: maker for maker, rank in RANKS.items()}
_KINDS = {"fuzzy": 0, "exact": 1, "context": 2}


def best(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The best match of each target text, the best first: by kind, score, maker, date; then in alphabetical order."""
    ordered = sorted(sorted(matches, key=lambda match: _content(match.unit)), key=_worth, reverse=True)
    first: dict[str, Match] = {}
    for match in ordered:
        first.setdefault(match.unit.target, match)
    return tuple(first.values())


def _worth(match: Match) -> tuple[int, int, int, str]:
    return _KINDS[match.kind], match.score, RANKS[match.unit.maker], match.unit.created


def _content(unit: Unit) -> tuple[str, ...]:
    return unit.target, unit.source, unit.before, unit.after, unit.origin, unit.creator, unit.note
