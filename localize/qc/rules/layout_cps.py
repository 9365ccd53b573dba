"""`layout.cps`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import BESIDE_DIALOGUE, Hit, Job, Need, Rule, figure
from localize.text.width import visible


def check(job: Job) -> Iterator[Hit]:
    """Characters a second over the whole cue: spaces and punctuation count, tags and line breaks do not.

    The figure is compared unrounded. Exempt: on-screen text and drawings, and cues that last no time, which belong to
    the timing rules.
    """
    limit = job.profile.limits[RULE.id].value
    for cue in job.document.cues:
        if cue.duration_ms <= 0 or cue.kind in BESIDE_DIALOGUE:
            continue
        characters = visible(cue.text, half_width=job.profile.half_width)
        if characters * 1000 > limit * cue.duration_ms:
            speed = figure(characters * 1000 / cue.duration_ms, limit)
            yield Hit(cue.id, f"{speed:g} characters a second, limit {limit:g}", speed)


RULE = Rule(id="layout.cps", summary="A cue must be read too fast.", check=check, needs=(Need.LIMIT,))
