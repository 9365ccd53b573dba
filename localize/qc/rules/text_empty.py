"""`text.empty`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.model import Kind
from localize.qc.rule import Hit, Job, Rule


def check(job: Job) -> Iterator[Hit]:
    """A cue with nothing to read: no character but blanks, line breaks and invisible ones. Exempt: drawings."""
    for cue in job.document.cues:
        if cue.kind is not Kind.DRAWING and not any(char.isprintable() and not char.isspace() for char in cue.text):
            yield Hit(cue.id, "nothing to read")


RULE = Rule(id="text.empty", summary="A cue has no text.", check=check)
