"""`timing.order`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from localize.qc.rule import Hit, Job, Rule

_ANY_ORDER = ("ass", "ssa")


def check(job: Job) -> Iterator[Hit]:
    """A cue that ends before it starts, or starts before the cue above it. No kind is exempt.

    The events of an ASS or SSA script may stand in any order, so for these only the first is checked.
    """
    cues = job.document.cues
    for cue in cues:
        if cue.duration_ms < 0:
            yield Hit(cue.id, f"ends {-cue.duration_ms} ms before it starts", cue.duration_ms, 0)
    if job.document.facts.format not in _ANY_ORDER:
        for above, cue in pairwise(cues):
            late = above.start_ms - cue.start_ms
            if late > 0:
                yield Hit(cue.id, f"starts {late} ms before cue {job.document.numbers[above.id]} above it", -late, 0)


RULE = Rule(id="timing.order", summary="A cue ends before it starts, or cues are out of order.", check=check)
