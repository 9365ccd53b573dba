"""`text.loop`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.detect import loop
from localize.model import Kind, Severity
from localize.qc.rule import Hit, Job, Need, Rule
from localize.qc.units import joined


def check(job: Job) -> Iterator[Hit]:
    """The same words again and again, as `detect.loop` finds them in machine text: far more often than in the source.

    Exempt: drawings and songs, which have refrains.
    """
    if job.source is None:
        return
    for group in job.pairing.groups:
        source = joined(group.source)
        for cue in group.target:
            message = loop.check(source, cue.text, job.source.language, job.document.language)
            if message and cue.kind not in (Kind.DRAWING, Kind.SONG):
                yield Hit(cue.id, message)


RULE = Rule(
    id="text.loop",
    summary="The same words again and again.",
    check=check,
    needs=(Need.SOURCE,),
    severity=Severity.WARNING,
)
