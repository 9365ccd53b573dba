"""`term.forbidden`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.glossary.matcher import find, forbidden
from localize.languages import canonical
from localize.qc.rule import Hit, Job, Need, Rule


def check(job: Job) -> Iterator[Hit]:
    """Renderings that the glossary forbids in this language. Exempt: cues in a language of their own.

    With a source in the glossary's language, a cue is only to blame if its source names the term: a wrong rendering of
    one word ("item" for изделие) may be the right one of another.
    """
    if job.glossary is None:
        return
    locale = canonical(job.document.language)
    named = _named(job)
    for cue in job.document.cues:
        if job.foreign(cue):
            continue
        for match in forbidden(cue.text, job.glossary, locale):
            if cue.id in named and id(match.term) not in named[cue.id]:
                continue
            preferred = match.term.preferred(locale)
            hint = f"; write “{preferred}”" if preferred else ""
            yield Hit(cue.id, f"forbidden “{match.surface}”{hint}", match.surface, preferred)


def _named(job: Job) -> dict[str, set[int]]:
    """The terms (by identity) that the source of each cue names, for the cues that have one."""
    named: dict[str, set[int]] = {}
    if job.glossary is None or job.source is None or job.source.language != job.glossary.source:
        return named
    for unit in job.units:
        terms = {id(match.term) for match in find(unit.source, job.glossary, job.glossary.source)}
        for cue in unit.target:
            named.setdefault(cue.id, set()).update(terms)
    return named


RULE = Rule(
    id="term.forbidden",
    summary="A rendering that the glossary forbids.",
    check=check,
    needs=(Need.GLOSSARY,),
)
