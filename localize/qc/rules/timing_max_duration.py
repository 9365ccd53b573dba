"""`timing.max-duration`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.frames import longest_ms
from localize.qc.rule import BESIDE_DIALOGUE, Hit, Job, Need, Rule


def check(job: Job) -> Iterator[Hit]:
    """Time on screen, in ms. Exempt: drawings and on-screen text, which stay as long as the picture wants."""
    limit = longest_ms(job.profile.limits[RULE.id].value, job.frame_rate)
    for cue in job.document.cues:
        if cue.duration_ms > limit and cue.kind not in BESIDE_DIALOGUE:
            yield Hit(cue.id, f"{cue.duration_ms} ms on screen, limit {limit:g}", cue.duration_ms, limit)


RULE = Rule(id="timing.max-duration", summary="A cue is on screen too long.", check=check, needs=(Need.LIMIT,))
