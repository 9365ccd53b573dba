"""What a finding's rule means, one line each, for the report page and the README."""

from __future__ import annotations

from localize.qc import RULES

# Findings of the stages; those of delivery rules come from the rules themselves.
STAGE_FINDINGS: dict[str, str] = {
    "convert.ambiguous": "Words with two readings, of which one was chosen in the conversion.",
    "convert.region": "Traditional text of no stated region: words of Taiwan and Hong Kong were not converted.",
    "memory.fuzzy": "The translation memory holds a sentence like this one; its translation may help.",
    "memory.refused": "The translation memory holds this sentence, but what it says is wrong here, so it is not used.",
    "placeholder.lost": "The engine dropped or doubled the stand-in for a term or a number.",
    "provenance.unapproved": "A cue that nobody approved, or whose approval a later change made void.",
    "review.homeless": "A person's line whose source line is gone from the new version: kept, but without a place.",
    "review.needed": "A person's line whose source, terms or machine text changed since: look at it again.",
    "review.unclear": "It cannot be told what a person did to a file: it stayed, and the new text is beside it.",
    "spread.merged": "A cue stays on screen for the next ones too, for which its sentence has no words left.",
    "spread.held": "A sentence too short for its cues: a cue repeats the words before it.",
    "tag.placed": "Markup over part of a sentence: where it belongs in the translation is a guess.",
    "term.repaired": "A rendering that the glossary forbids was replaced by the right one.",
    "text.address": "An address, a path, an @name or a hashtag of the source is gone.",
    "text.garbled": "A broken character stands in the translation.",
    "text.length": "A translation far too long or too short for its source.",
    "text.symbol": "A sign of the source (%, °C, $, №, кг, an emoji, ♪) is gone.",
    "timing.extended": "A cue stays on screen longer than its source, so that it can be read.",
    "translate.kept": "A line in a language that no package translates; it stands as it was.",
    "translate.piece": "A piece of a sentence came back empty: its words are missing.",
    "translate.pieces": "Translated piece by piece, because nothing else kept its terms: the grammar needs a look.",
}

MEANINGS: dict[str, str] = {**STAGE_FINDINGS, **{rule.id: rule.summary for rule in RULES.values()}}
