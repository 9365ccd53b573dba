"""`timing.max-duration`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from localize.qc.rule import BESIDE_DIALOGUE, Hit, Job, Need, Rule


def check(job: Job) -> Iterator[Hit]:
    """Time on screen, in ms. Exempt: drawings and on-screen text, which stay as long as the picture wants.

    Guides give the limit in seconds of time code, which run slow at NTSC rates: 7 seconds at 23.976 are 168 frames, so
    7007 ms (Pixelogic, Chinese (Simplified) PRC, prints both). Without a frame rate the plain figure is used.
    """
    limit = job.profile.limits[RULE.id].value
    if job.frame_rate:
        limit = math.ceil(Fraction(limit) * round(job.frame_rate) / job.frame_rate)
    for cue in job.document.cues:
        if cue.duration_ms > limit and cue.kind not in BESIDE_DIALOGUE:
            yield Hit(cue.id, f"{cue.duration_ms} ms on screen, limit {limit:g}", cue.duration_ms, limit)


RULE = Rule(id="timing.max-duration", summary="A cue is on screen too long.", check=check, needs=(Need.LIMIT,))
