"""Cues to sentences: a view, so that a translation can be spread back over the very same cues.

A cue is first cut into units (what one speaker says in it). Units that follow each other closely and run on into each
other form a chain; a chain is one text, and sentence ends are looked for in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from localize.model import Document, Part, Sentence
from localize.sentences.borders import ENDS_WITH_ELLIPSIS, OPENS_WITH_ELLIPSIS, Manner, goes_on, manner, unmarked
from localize.sentences.ends import ends
from localize.sentences.units import Unit, bare, units

# What one sentence may bridge and cover, unless the `segment` stage is told otherwise.
MAX_GAP_MS, MAX_CUES = 1500, 6
_BLANKS = re.compile(r"\s+")


def group(document: Document, *, max_gap_ms: int = MAX_GAP_MS, max_cues: int = MAX_CUES) -> tuple[Sentence, ...]:
    """The sentences of a document, in order.

    A sentence never runs over a silence longer than `max_gap_ms`, over a change of speaker, kind or language, or over
    more than `max_cues` cues. Cues without a letter or digit (a lone "…", a drawing) stand in no sentence.
    """
    said = [unit for cue in document.cues for unit in units(cue)]
    how = manner(unit.text for unit in said if not unit.closed)
    sentences: list[Sentence] = []
    for chain in _chains(said, document.language, how, max_gap_ms):
        for parts in _split(chain, document.language, how):
            groups = (parts[first : first + max_cues] for first in range(0, len(parts), max_cues))
            sentences.extend(_sentence(few, chain[0], document) for few in groups)
    return tuple(sentences)


def _sentence(parts: list[Part], first: Unit, document: Document) -> Sentence:
    """`first` begins the chain: no other unit of it stands behind a dash."""
    cues = document.by_id
    text = " ".join(cues[part.cue_id].text[part.start : part.end].replace("\n", " ") for part in parts)
    cue = cues[parts[0].cue_id]
    return Sentence(
        id=f"{cue.id}.{parts[0].start}",
        parts=tuple(parts),
        text=_BLANKS.sub(" ", text),
        kind=cue.kind,
        language=cue.language or document.language,
        speaker_dash=first.dash and (first.cue.id, first.start) == (cue.id, parts[0].start),
    )


def _chains(said: Sequence[Unit], tag: str, how: Manner, max_gap_ms: int) -> Iterator[list[Unit]]:
    chain: list[Unit] = []
    for unit in said:
        if chain and _joins(chain[-1], unit, tag, how, max_gap_ms):
            chain[-1], unit = _without_ellipsis(chain[-1], unit)
            chain.append(unit)
        else:
            if chain:
                yield chain
            chain = [_without_opening(unit)]
    if chain:
        yield chain


def _joins(left: Unit, right: Unit, tag: str, how: Manner, max_gap_ms: int) -> bool:
    """Whether two neighbouring units may belong to one sentence."""
    if left.closed or right.closed or right.dash or left.cue.id == right.cue.id:
        return False
    one, two = left.cue, right.cue
    if (one.language, left.speaker) != (two.language, right.speaker) or two.start_ms - one.end_ms > max_gap_ms:
        return False
    return goes_on(left.text, right.text, one.language or tag, how)


def _without_opening(unit: Unit) -> Unit:
    """Dots before the first word stay in the cue, outside the sentence: no engine keeps them."""
    dots = OPENS_WITH_ELLIPSIS.match(unit.text)
    return replace(unit, start=unit.start + dots.end()) if dots else unit


def _without_ellipsis(left: Unit, right: Unit) -> tuple[Unit, Unit]:
    """Dots that only say "goes on" stay in their cues, outside the sentence."""
    end = ENDS_WITH_ELLIPSIS.search(left.text)
    start = OPENS_WITH_ELLIPSIS.match(right.text)
    return (
        replace(left, end=left.start + end.start() if end else left.end),
        replace(right, start=right.start + start.end() if start else right.start),
    )


def _split(chain: list[Unit], document_language: str, how: Manner) -> Iterator[list[Part]]:
    """The sentences of a chain, as lists of parts."""
    tag = chain[0].cue.language or document_language
    joined = " ".join(unit.text.replace("\n", " ") for unit in chain)
    offsets = list(accumulate((len(unit.text) + 1 for unit in chain[:-1]), initial=0))
    breaks = [
        offset + place for offset, unit in zip(offsets, chain, strict=True) for place in unmarked(unit.text, tag, how)
    ]
    closed = chain[0].closed
    for start, end in [(0, len(joined))] if closed else ends(joined, tag, breaks):
        parts = []
        for place in range(max(bisect_right(offsets, start) - 1, 0), bisect_left(offsets, end)):
            unit, offset = chain[place], offsets[place]
            first, last = max(start, offset), min(end, offset + unit.end - unit.start)
            if first < last:
                first, last = bare(joined, first, last)
                base = unit.start - offset
                if first < last:
                    parts.append(Part(cue_id=unit.cue.id, start=base + first, end=base + last))
        if parts:
            yield parts
