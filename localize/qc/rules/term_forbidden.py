"""`term.forbidden`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.glossary.matcher import forbidden
from localize.languages import canonical
from localize.qc.rule import Hit, Job, Need, Rule
from localize.qc.units import named


def check(job: Job) -> Iterator[Hit]:
    """Renderings that the glossary forbids in this language. Exempt: cues in a language of their own.

    With a source in the glossary's language, a cue is only to blame if its source names the term: a wrong rendering of
    one word ("item" for изделие) may be the right one of another.
    """
    if job.glossary is None:
        return
    locale = canonical(job.document.language)
    known = job.source is not None and canonical(job.source.language) == job.glossary.source
    terms = named(job.units, job.glossary) if known else {}
    for cue in job.document.cues:
        if job.foreign(cue):
            continue
        for match in forbidden(cue.text, job.glossary, locale):
            if cue.id in terms and id(match.term) not in terms[cue.id]:
                continue
            preferred = match.term.preferred(locale)
            hint = f"; write “{preferred}”" if preferred else ""
            yield Hit(cue.id, f"forbidden “{match.surface}”{hint}", match.surface, preferred)


RULE = Rule(
    id="term.forbidden",
    summary="A rendering that the glossary forbids.",
    check=check,
    needs=(Need.GLOSSARY,),
)
