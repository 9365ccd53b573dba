"""A document's sentences back to its cues."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from localize.alignment import shared
from localize.glossary.term import Glossary
from localize.model import Cue, Document, Finding, Part, Sentence, Severity, Span
from localize.spreading.cuts import cut, weights
from localize.spreading.rendering import Rendering, placed
from localize.spreading.tags import Share, rebuilt

# The rule that names a cue which has no words of its own.
HELD = "spread.held"
_PAUSE = re.compile(r"[^\w\s]['\"”’»」』)\]]*$")


def spread(
    document: Document, translations: Mapping[str, Rendering], locale: str, glossary: Glossary | None
) -> tuple[dict[str, tuple[str, tuple[Span, ...]]], tuple[Finding, ...]]:
    """The text and spans of every cue that holds a translated sentence, by cue id, and findings.

    `translations` maps sentence ids to texts in `locale`; sentences without one keep their source words.
    A sentence too short to give each of its cues a word is held: the cue repeats the words shown before it.
    """
    pieces: dict[str, list[Share]] = {}
    findings: list[Finding] = []
    for sentence in document.sentences or ():
        if sentence.id in translations:
            for share in _shares(sentence, document, translations[sentence.id], locale, glossary, findings):
                pieces.setdefault(share.part.cue_id, []).append(share)
    texts = {}
    for cue_id, shares in pieces.items():
        text, spans, guessed = rebuilt(document.by_id[cue_id], shares, document.language, locale, glossary)
        texts[cue_id] = (text, spans)
        if guessed:
            message = f"the place of {', '.join(guessed)} is a guess; check which words it covers"
            findings.append(Finding(rule="tag.placed", severity=Severity.WARNING, message=message, cue_id=cue_id))
    return texts, tuple(findings)


def _shares(
    sentence: Sentence,
    document: Document,
    translation: Rendering,
    locale: str,
    glossary: Glossary | None,
    findings: list[Finding],
) -> list[Share]:
    """What each cue of a sentence gets; a finding is added for each that is held."""
    there = [(part, document.by_id[part.cue_id]) for part in sentence.parts]
    said = [cue.text[part.start : part.end] for part, cue in there]
    own = _cut(translation, there, said, sentence.language or document.language, locale, glossary)
    links = _local_links(said, own, translation)
    shares = []
    for number, (part, text) in enumerate(zip(sentence.parts, own, strict=True)):
        if not text:
            text = next((one for one in reversed(own[:number]) if one), translation.text)
            message = f"the translation is too short for {len(own)} cues; the words before are held"
            findings.append(Finding(rule=HELD, severity=Severity.WARNING, message=message, cue_id=part.cue_id))
        shares.append(Share(part=part, text=text, links=links[number]))
    return shares


def _cut(
    translation: Rendering,
    there: Sequence[tuple[Part, Cue]],
    said: Sequence[str],
    source: str,
    locale: str,
    glossary: Glossary | None,
) -> tuple[str, ...]:
    if len(said) == 1:
        return (translation.text.strip(),)
    owners = translation.owners(said)
    if not any(owner is not None for owner in owners):
        links = shared(" ".join(said), translation.text, source, locale, glossary)
        owners = Rendering(text=translation.text, links=links).owners(said)
    lengths = [len(text) for text in said]
    times = [cue.duration_ms * length / len(cue.text) for (_, cue), length in zip(there, lengths, strict=True)]
    pauses = tuple(_PAUSE.search(text) is not None for text in said[:-1])
    return cut(translation.text, weights(lengths, times), locale, glossary, pauses, owners)


def _local_links(
    said: Sequence[str], own: Sequence[str], translation: Rendering
) -> list[tuple[tuple[int, int, int, int], ...]]:
    """For each part: (start, end) in it and (start, end) in its share, of words that stand for each other."""
    found: list[list[tuple[int, int, int, int]]] = [[] for _ in said]
    if translation.links:
        left, right = placed(said), placed(own)
        for one, other in translation.links:
            if one < len(left) and other < len(right) and left[one][0] == right[other][0]:
                found[left[one][0]].append((*left[one][1:], *right[other][1:]))
    return [tuple(some) for some in found]
