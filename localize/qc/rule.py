"""What a delivery rule is, and what it may look at.

Adding a rule: (1) write `qc/rules/<group>_<name>.py` with one `RULE`; (2) add it to `RULES` in `qc/__init__.py`;
(3) add `tests/qc/cases/<group>.<name>.yaml` with passing and failing cues. Nothing else has to change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from localize.glossary.term import Glossary
from localize.languages import canonical
from localize.model import Cue, Document, Kind, Severity
from localize.qc.pairing import Pairing, pair
from localize.qc.profile import Profile
from localize.qc.units import Unit, units

# Text that stands where the picture wants it and as long as the picture wants it.
BESIDE_DIALOGUE = (Kind.ON_SCREEN, Kind.DRAWING)

_QUOTED = 40  # characters


class Need(StrEnum):
    """What a rule cannot run without, besides the document."""

    LIMIT = "limit"
    FRAME_RATE = "frame rate"
    SOURCE = "source file"
    GLOSSARY = "glossary"
    SOURCE_TERMS = "glossary from the language of the source file"
    LANGUAGE = "known language"
    SOURCE_LANGUAGE = "known language of the source file"


class Hit(NamedTuple):
    """What a rule found: the cue to blame (None: the whole file), a phrase with the figures, and the figure.

    limit: the figure allowed, where it is not simply the profile's.
    """

    cue_id: str | None
    message: str
    value: float | str | None = None
    limit: float | str | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """One document and everything a rule may compare it with."""

    document: Document
    profile: Profile
    source: Document | None = None
    glossary: Glossary | None = None
    frame_rate: Fraction | None = None

    @cached_property
    def pairing(self) -> Pairing:
        """Which source cues and cues belong together; nothing is paired without a source."""
        return pair(self.source, self.document) if self.source else Pairing()

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Source texts beside the texts that should say the same."""
        return tuple(units(self.source, self.document, self.pairing)) if self.source else ()

    @cached_property
    def neighbours(self) -> tuple[tuple[Cue, Cue], ...]:
        """Every cue with the one that starts next, in order of time.

        On-screen text and drawings stand where the picture wants them, beside dialogue, so they are no neighbours.
        """
        shown = [cue for cue in self.document.cues if cue.kind not in BESIDE_DIALOGUE]
        return tuple(pairwise(sorted(shown, key=lambda cue: cue.start_ms)))

    def foreign(self, cue: Cue) -> bool:
        """True if `cue` is meant to be in another language than its document."""
        return cue.language is not None and canonical(cue.language) != canonical(self.document.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its stable id, what it needs, how much it weighs unless the profile says otherwise, and its check.

    summary: one line for tables. check: yields what it finds, in any order; it is called only if all its needs are met,
    so a rule that needs a limit finds it in `job.profile.limits[RULE.id]`. Its docstring says what is counted and which
    kinds of cue are exempt.
    """

    id: str
    summary: str
    check: Callable[[Job], Iterable[Hit]]
    needs: tuple[Need, ...] = ()
    severity: Severity = Severity.ERROR


def figure(value: float, limit: float) -> float:
    """`value` with one decimal, or as many as it takes to differ from `limit`."""
    return next((rounded for places in range(1, 6) if (rounded := round(value, places)) != limit), value)


def quoted(text: str) -> str:
    """`text` on one line, in quotes, cut after 40 characters."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _QUOTED else f"“{line[:_QUOTED]}…”"
