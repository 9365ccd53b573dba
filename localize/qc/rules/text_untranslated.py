"""`text.untranslated`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from localize.languages import language
from localize.model import Cue, Kind
from localize.qc.rule import Hit, Job, Need, Rule, quoted
from localize.qc.units import joined
from localize.script import HAN

# Words that show that text was left as it was. Capitalised Latin words may be names, which many languages keep.
_HAN = re.compile(f"[{HAN}]+")
_WORDS = {
    "Cyrl": re.compile("[\u0400-\u052f]+"),
    "Latn": re.compile("(?<![^\\W\\d_])[a-z\u00df-\u00f6\u00f8-\u00ff]{2,}(?![^\\W\\d_])"),
    "Hans": _HAN,
    "Hant": _HAN,
}


def check(job: Job) -> Iterator[Hit]:
    """Cues that equal their source, and Cyrillic or Chinese words of the source left in text of another script.

    Numbers, and names in Latin letters, may stay; single Latin words as well, which are often terms of a trade.
    Nothing is compared between two forms of Chinese. Exempt: drawings, and cues in a language of their own.
    """
    if job.source is None:
        return
    here, there = language(job.document.language), language(job.source.language)
    if here.engine == there.engine:
        return
    words = _WORDS[there.script]
    for group in job.pairing.groups:
        source = joined(group.source)
        known, whole = set(words.findall(source)), source.split()
        for cue in group.target:
            left = [] if _exempt(cue, job) else [word for word in words.findall(cue.text) if word in known]
            if left and cue.text.split() == whole:
                yield Hit(cue.id, f"same as the source: {quoted(cue.text)}")
            elif left and there.script not in ("Latn", here.script):
                yield Hit(cue.id, f"source text left: {quoted(' '.join(left))}")


def _exempt(cue: Cue, job: Job) -> bool:
    return cue.kind is Kind.DRAWING or job.foreign(cue)


RULE = Rule(
    id="text.untranslated",
    summary="A cue, or a word of it, was left in the source language.",
    check=check,
    needs=(Need.SOURCE, Need.LANGUAGE, Need.SOURCE_LANGUAGE),
)
