"""`timing.overlap`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import Hit, Job, Rule


def check(job: Job) -> Iterator[Hit]:
    """Milliseconds by which a cue runs past the start of the next cue in time; the earlier cue is blamed.

    On-screen text and drawings are no neighbours: they stand elsewhere on the picture.
    """
    for cue, after in job.neighbours:
        over = cue.end_ms - after.start_ms
        if over > 0 and cue.duration_ms > 0:
            yield Hit(cue.id, f"ends {over} ms after cue {job.document.numbers[after.id]} starts", over, 0)


RULE = Rule(id="timing.overlap", summary="A cue is still on screen when the next one starts.", check=check)
