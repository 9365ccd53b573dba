"""What a translation memory holds, what it is asked, and what it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_CREATED = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?")


class UnitMaker(StrEnum):
    """Who stands behind a unit, the most trusted first."""

    APPROVED = "approved"
    HUMAN = "human"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence and what it became. Texts are kept as they were written.

    source_locale, target_locale: BCP 47. before, after: the source sentences around it; empty if there is none or it is
    not known. origin: `file/cue` or the name of a TMX file. created: UTC, `2026-01-31T09:30:00Z`; empty if not known.
    Raises ValueError for a blank text and another form of date.
    """

    source: str
    target: str
    source_locale: str
    target_locale: str
    before: str = ""
    after: str = ""
    maker: UnitMaker = UnitMaker.HUMAN
    origin: str = ""
    creator: str = ""
    created: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not (self.source.strip() and self.target.strip()):
            raise ValueError(f"a unit needs two texts, not {self.source!r} and {self.target!r}")
        if not _CREATED.fullmatch(self.created):
            raise ValueError(f"created: {self.created!r} is not like 2026-01-31T09:30:00Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A sentence to look up, with the source sentences around it (empty at the ends of a file)."""

    text: str
    before: str = ""
    after: str = ""


class MatchKind(StrEnum):
    """How a unit answers a sentence, the best first.

    CONTEXT: the same sentence between the same sentences, of which there is at least one. EXACT: the same sentence.
    """

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A unit found. score: 100 for context and exact matches, for fuzzy ones 0 to 99 as in `similarity`."""

    unit: Unit
    kind: MatchKind
    score: int
