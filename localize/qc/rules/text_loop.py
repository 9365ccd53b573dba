"""`text.loop`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.detect import loop
from localize.model import Kind, Severity
from localize.protection import rendered
from localize.qc.rule import Hit, Job, Need, Rule
from localize.qc.units import joined


def check(job: Job) -> Iterator[Hit]:
    """The same words again and again, as `detect.loop` finds them in machine text: far more often than in the source.

    Exempt: drawings and songs, which have refrains.
    """
    if job.source is None:
        return
    there, here = job.source.language, job.document.language
    for group in job.pairing.groups:
        source = joined(group.source)
        for cue in group.target:
            if cue.kind in (Kind.DRAWING, Kind.SONG):
                continue
            message = loop.check(source, cue.text, there, here)
            if message and job.glossary and there == job.glossary.source:
                message = loop.check(rendered(source, job.glossary, there, here), cue.text, there, here)
            if message:
                yield Hit(cue.id, message)


RULE = Rule(
    id="text.loop",
    summary="The same words again and again.",
    check=check,
    needs=(Need.SOURCE,),
    severity=Severity.WARNING,
)
