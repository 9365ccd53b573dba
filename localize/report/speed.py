"""Reading speed of every cue, and the limit it is held against: the figures behind the picture in the report."""

from __future__ import annotations

from dataclasses import dataclass

from localize.languages import LANGUAGES, canonical
from localize.model import Cue, Document
from localize.qc import profile as profiles
from localize.qc.profile import Limit
from localize.text.width import visible

RULE = "layout.cps"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSpeed:
    """values: characters a second of each cue, unrounded; None for a cue that lasts no time or less.

    limit: what the profile allows; None without a profile or if it sets none. over: places (0-based) of the cues that
    the rule `layout.cps` found too fast: the rule alone decides, and some kinds of cue are exempt.
    """

    values: tuple[float | None, ...]
    limit: Limit | None = None
    over: tuple[int, ...] = ()


def measure(document: Document, profile_name: str = "") -> ReadingSpeed:
    """The reading speed of a checked `document`, counted as the rule counts it: no tags, no line breaks.

    Half-width characters count 0.5 if the profile says so, or, without a profile, in Chinese. Raises SpecError if there
    is no such profile.
    """
    if profile_name:
        profile = profiles.load(profile_name)
        half_width, limit = profile.half_width, profile.limit(RULE)
    else:
        row = LANGUAGES.get(canonical(document.language))
        half_width, limit = row is not None and row.half_width, None
    too_fast = {finding.cue_id for finding in document.findings if finding.rule == RULE}
    return ReadingSpeed(
        values=tuple(_speed(cue, half_width=half_width) for cue in document.cues),
        limit=limit,
        over=tuple(place for place, cue in enumerate(document.cues) if cue.id in too_fast),
    )


def _speed(cue: Cue, *, half_width: bool) -> float | None:
    return visible(cue.text, half_width=half_width) * 1000 / cue.duration_ms if cue.duration_ms > 0 else None
