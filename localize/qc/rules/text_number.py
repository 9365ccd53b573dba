"""`text.number`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.detect.number import written
from localize.qc.rule import Hit, Job, Need, Rule
from localize.qc.units import joined
from localize.text.numbers import lost, values


def check(job: Job) -> Iterator[Hit]:
    """Numbers of the source, by value (“two” is 2), that do not stand in the text.

    A number may stand in another cue of its sentence or, if the source is not known by sentence, in the cue before or
    after, unless that one has it from its own source. Exempt: drawings, and cues in a language of their own.
    """
    if job.source is None:
        return
    there, here = job.source.language, job.document.language
    for unit in job.units:
        gone = lost(unit.source, unit.target_text, there, here)
        for group in unit.around if gone else ():
            wider = lost(unit.source, f"{unit.target_text}\n{joined(group.target)}", there, here)
            own = values(joined(group.source), there)
            gone = tuple(value for value in gone if value in wider or own[value])
        if gone:
            figures = ", ".join(map(written, gone))
            yield Hit(unit.target[0].id, f"number lost against the source: {figures}", figures)


RULE = Rule(
    id="text.number",
    summary="A number of the source is gone.",
    check=check,
    needs=(Need.SOURCE, Need.LANGUAGE, Need.SOURCE_LANGUAGE),
)
