"""`text.loop`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import Hit, Job, Rule


def check(job: Job) -> Iterator[Hit]:
    """A."""
    yield from ()


RULE = Rule(id="text.loop", summary="A word or phrase repeats again and again.", check=check)
