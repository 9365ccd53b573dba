"""`layout.cpl`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import BESIDE_DIALOGUE, Hit, Job, Need, Rule
from localize.text.width import visible


def check(job: Job) -> Iterator[Hit]:
    """Characters of a cue's longest line: spaces and punctuation count, tags do not, half-width 0.5 if so profiled.

    Exempt: on-screen text and drawings, which are laid out by the picture.
    """
    limit = job.profile.limits[RULE.id].value
    for cue in job.document.cues:
        # No character counts more than 1.
        if len(cue.text) <= limit or cue.kind in BESIDE_DIALOGUE:
            continue
        widths = [visible(line, half_width=job.profile.half_width) for line in cue.lines]
        longest = max(widths)
        if longest > limit:
            line = widths.index(longest) + 1
            yield Hit(cue.id, f"line {line} has {longest:g} characters, limit {limit:g}", longest)


RULE = Rule(id="layout.cpl", summary="A line has too many characters.", check=check, needs=(Need.LIMIT,))
