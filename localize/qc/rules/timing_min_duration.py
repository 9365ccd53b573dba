"""`timing.min-duration`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.model import Kind
from localize.qc.rule import Hit, Job, Need, Rule


def check(job: Job) -> Iterator[Hit]:
    """Time on screen, in ms. Exempt: drawings. A cue that ends before it starts belongs to `timing.order`."""
    limit = job.profile.limits[RULE.id].value
    for cue in job.document.cues:
        if 0 <= cue.duration_ms < limit and cue.kind is not Kind.DRAWING:
            yield Hit(cue.id, f"{cue.duration_ms} ms on screen, minimum {limit:g}", cue.duration_ms)


RULE = Rule(id="timing.min-duration", summary="A cue is on screen too short.", check=check, needs=(Need.LIMIT,))
