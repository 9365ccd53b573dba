"""`tag.italics`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import BESIDE_DIALOGUE, Hit, Job, Need, Rule
from localize.qc.tags import kinds


def check(job: Job) -> Iterator[Hit]:
    """Spans of italic text in a cue. Exempt: on-screen text and drawings."""
    limit = job.profile.limits[RULE.id].value
    for cue in job.document.cues:
        spans = kinds(cue)["i"] if cue.spans else 0
        if spans > limit and cue.kind not in BESIDE_DIALOGUE:
            yield Hit(cue.id, f"italic spans: {spans}, limit {limit:g}", spans)


RULE = Rule(
    id="tag.italics",
    summary="Italics in a language that has none.",
    check=check,
    needs=(Need.LIMIT,),
)
