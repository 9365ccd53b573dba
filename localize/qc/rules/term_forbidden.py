"""`term.forbidden`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.glossary.matcher import forbidden
from localize.languages import canonical
from localize.qc.rule import Hit, Job, Need, Rule


def check(job: Job) -> Iterator[Hit]:
    """Renderings that the glossary forbids in this language. Exempt: cues in a language of their own."""
    if job.glossary is None:
        return
    locale = canonical(job.document.language)
    for cue in job.document.cues:
        if job.foreign(cue):
            continue
        for match in forbidden(cue.text, job.glossary, locale):
            preferred = match.term.preferred(locale)
            hint = f"; write “{preferred}”" if preferred else ""
            yield Hit(cue.id, f"forbidden “{match.surface}”{hint}", match.surface, preferred)


RULE = Rule(
    id="term.forbidden",
    summary="A rendering that the glossary forbids.",
    check=check,
    needs=(Need.GLOSSARY,),
)
