"""What people made of each sentence, where that can be told.

Cues that share sentences make a place. The sentence of a place that has no other became all that stands there. Of
several, each became one, if each stands in one cue and there are as many, with the same brackets and notes around them.
Where a person put what is said into another order, nothing can be told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from localize.languages import language
from localize.memory import Lookup
from localize.model import Cue, Document, Kind, Sentence
from localize.project.groups import connected
from localize.project.overlaid import stands_for
from localize.project.trunk import unwrapped
from localize.recall import lookups
from localize.sentences import group

# Their lines belong to the picture.
_OWN_LINES = frozenset({Kind.SONG, Kind.ON_SCREEN, Kind.FORCED_NARRATIVE})
_DOTS = r"(?:\.{2,}|…+)"
# Dots on both sides of a border between cues only say that the sentence goes on.
_GOES_ON = re.compile(rf"{_DOTS}\s+{_DOTS}")
_BLANK_AT_MARK = re.compile("(?<=[，。、？！：；…”’」』）】]) +| +(?=[，。、？！：；”’」』）】])")
# What may differ around sentences: blanks, dashes of speakers, dots at borders, and how brackets are written.
_NO_MATTER = re.compile(rf"{_DOTS}|[-‐‑–—―\s]")
_ALIKE = {**dict.fromkeys(map(ord, "[（【"), "("), **dict.fromkeys(map(ord, "]）】"), ")"), ord("："): ":"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The sentence of that id, in the language `tag`, between its neighbours; its translation, on one line; the cues
    that hold it.
    """

    sentence: str
    tag: str
    lookup: Lookup
    text: str
    cues: tuple[Cue, ...]


def renderings(document: Document, source: Document, people: Collection[str]) -> Iterator[Rendering]:
    """Those of which a cue is among `people`, ids of cues of `document`; in order of `source`, which is segmented."""
    asked = list(lookups(source))
    of = stands_for(document)
    members = [{part.cue_id for part in sentence.parts} for _, sentence, _ in asked]
    for places in connected([*members, *(set(of[cue.id]) for cue in document.cues)]):
        here = [asked[place] for place in places if place < len(asked)]
        cues = tuple(document.cues[place - len(asked)] for place in places if place >= len(asked))
        order = [min(map(source.numbers.__getitem__, of[cue.id])) for cue in cues if of[cue.id]]
        if here and order == sorted(order) and any(cue.id in people for cue in cues):
            found = _translations([sentence for _, sentence, _ in here], source, cues, document)
            for (tag, sentence, lookup), (text, own) in zip(here, found, strict=False):
                if text and any(cue.id in people for cue in own):
                    yield Rendering(sentence=sentence.id, tag=tag, lookup=lookup, text=text, cues=own)


def _translations(
    sentences: Sequence[Sentence], source: Document, cues: Sequence[Cue], document: Document
) -> list[tuple[str, tuple[Cue, ...]]]:
    """The text of each of the sentences, with the cues that it stands in; nothing if that cannot be told."""
    there = replace(document, cues=tuple(_on_one_line(cue, document.language) for cue in cues))
    found, tag = group(there), document.language
    parts = dict.fromkeys(part.cue_id for sentence in sentences for part in sentence.parts)
    frame = _frame([source.by_id[one] for one in parts], sentences)
    framed = frame == _frame(there.cues, found)
    if len(sentences) > 1:
        told = framed and len(found) == len(sentences) and all(len(one.parts) == 1 for one in (*sentences, *found))
        return [(_joined([one.text], tag), (there.by_id[one.parts[0].cue_id],)) for one in found] if told else []
    if any(one.speaker_dash for one in found[1:]):
        return []  # two people speak
    texts = [one.text for one in found] if framed else [cue.text for cue in there.cues] if frame == "\0" else []
    return [(_joined(texts, tag), tuple(cues))]


def _on_one_line(cue: Cue, tag: str) -> Cue:
    if cue.kind in _OWN_LINES:
        return cue
    text, spans = unwrapped(cue.text, cue.spans, tag)
    return replace(cue, text=text, spans=spans)


def _joined(texts: Iterable[str], tag: str) -> str:
    """Texts of several cues as one. Between Chinese cues there is a pause, as a blank is, unless a mark says so."""
    text = " ".join(_GOES_ON.sub(" ", " ".join(texts)).split())
    return _BLANK_AT_MARK.sub("", text) if language(tag).chinese else text


def _frame(cues: Iterable[Cue], sentences: Iterable[Sentence]) -> str:
    """What stands around the sentences in the cues, with one NUL for all that follow each other."""
    parts: dict[str, list[tuple[int, int]]] = {}
    for sentence in sentences:
        for part in sentence.parts:
            parts.setdefault(part.cue_id, []).append((part.start, part.end))
    text = ""
    for cue in cues:
        at = 0
        for start, end in sorted(parts.get(cue.id, ())):
            text += cue.text[at:start] + "\0"
            at = end
        text += cue.text[at:]
    return re.sub("\0+", "\0", _NO_MATTER.sub("", text)).translate(_ALIKE)
