"""`layout.lines`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import BESIDE_DIALOGUE, Hit, Job, Need, Rule


def check(job: Job) -> Iterator[Hit]:
    """Lines of a cue, empty lines between others included. Exempt: on-screen text and drawings."""
    limit = job.profile.limits[RULE.id].value
    for cue in job.document.cues:
        lines = cue.text.strip("\n").count("\n") + 1
        if lines > limit and cue.kind not in BESIDE_DIALOGUE:
            yield Hit(cue.id, f"{lines} lines, limit {limit:g}", lines)


RULE = Rule(id="layout.lines", summary="A cue has too many lines.", check=check, needs=(Need.LIMIT,))
