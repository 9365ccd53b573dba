"""`timing.gap`."""

from __future__ import annotations

import math
from collections.abc import Iterator

from localize.qc.frames import length_ms
from localize.qc.rule import Hit, Job, Need, Rule, figure


def check(job: Job) -> Iterator[Hit]:
    """Frames from a cue's end to the start of the next cue in time; the earlier cue is blamed.

    A file in milliseconds has rounded both edges, so one millisecond is forgiven: 83 ms are two frames at 24 frames a
    second. Overlapping cues belong to `timing.overlap`. On-screen text and drawings are no neighbours.
    """
    if job.frame_rate is None:
        return
    rate, limit = job.frame_rate, job.profile.limits[RULE.id].value
    least = math.ceil(length_ms(limit, rate) - 1)
    for cue, after in job.neighbours:
        gap = after.start_ms - cue.end_ms
        if 0 <= gap < least:
            frames = figure(float(gap * rate / 1000), limit)
            found = (
                f"{frames:g} frame{'' if frames == 1 else 's'} ({gap} ms) before cue {job.document.numbers[after.id]}"
            )
            yield Hit(cue.id, f"{found}, minimum {limit:g} at {float(rate):.5g} frames a second", frames)


RULE = Rule(
    id="timing.gap",
    summary="The gap to the next cue is too small, in frames.",
    check=check,
    needs=(Need.LIMIT, Need.FRAME_RATE),
)
