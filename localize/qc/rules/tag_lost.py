"""`tag.lost`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from localize.model import Cue, Kind
from localize.qc.rule import Hit, Job, Need, Rule
from localize.qc.tags import STYLES, kinds


def check(job: Job) -> Iterator[Hit]:
    """Kinds of tag, and how many of each, that a cue's source has and the cue has not.

    If cues were merged or split only the kinds are compared; between two formats only italics, bold, underline and
    strike-through. Italics may go where the profile allows none. Exempt: drawings.
    """
    same_format = job.source is not None and job.source.facts.format == job.document.facts.format
    no_italics = job.profile.limit("tag.italics") is not None
    for group in job.pairing.groups:
        if not any(cue.spans for cue in group.source) or any(cue.kind is Kind.DRAWING for cue in group.source):
            continue
        wanted, found = _total(group.source), _total(group.target)
        if len(group.source) + len(group.target) > 2:
            wanted, found = Counter(dict.fromkeys(wanted, 1)), Counter(dict.fromkeys(found, 1))
        lost = {
            kind: count
            for kind, count in sorted((wanted - found).items())
            if (same_format or kind in STYLES) and not (no_italics and kind == "i")
        }
        if lost:
            what = ", ".join(kind if count == 1 else f"{kind} ({count})" for kind, count in lost.items())
            yield Hit(group.target[0].id, f"tags lost against the source: {what}", sum(lost.values()), 0)


def _total(cues: Sequence[Cue]) -> Counter[str]:
    return sum((kinds(cue) for cue in cues), Counter())


RULE = Rule(id="tag.lost", summary="Tags of the source are gone.", check=check, needs=(Need.SOURCE,))
