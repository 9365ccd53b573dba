"""`term.missing`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.languages import canonical
from localize.qc.rule import Hit, Job, Need, Rule
from localize.qc.units import unrendered


def check(job: Job) -> Iterator[Hit]:
    """Terms in the source, in any grammatical form, of which no allowed rendering stands in the text.

    If the source is known by sentence, a rendering may stand in any cue of the sentence; else also in the cue before
    or after. Exempt: drawings, and cues in a language of their own.
    """
    if job.glossary is None:
        return
    locale = canonical(job.document.language)
    for unit in job.units:
        for match in unrendered(unit, job.glossary, locale):
            allowed = match.term.forms[locale]
            wanted = " or ".join(f"“{form}”" for form in allowed)
            yield Hit(unit.blame(match.start).id, f"“{match.surface}” must be {wanted}", match.surface, allowed[0])


RULE = Rule(
    id="term.missing",
    summary="A glossary term of the source is not rendered as the glossary says.",
    check=check,
    needs=(Need.SOURCE, Need.GLOSSARY, Need.SOURCE_TERMS),
)
