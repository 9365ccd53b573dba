"""`source.cue-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.qc.rule import Hit, Job, Need, Rule, quoted
from localize.timecode import clock


def check(job: Job) -> Iterator[Hit]:
    """A cue of the source file that no cue stands for. The finding is about the whole file.

    Cues are matched one to one if both files have the same times, else by overlap. Exempt: source cues that are empty,
    drawings, sound captions (subtitles for hearing viewers have none), and cues the ledger says were omitted.
    """
    for number, cue in job.pairing.unpaired:
        yield Hit(None, f"no cue for source cue {number} at {clock(cue.start_ms)}: {quoted(cue.text)}", number)


RULE = Rule(
    id="source.cue-missing",
    summary="A source cue has no counterpart.",
    check=check,
    needs=(Need.SOURCE,),
)
