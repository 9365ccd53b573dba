"""Two subtitle files of one film, cut where both pause: stretches that say the same in two languages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from localize.model import Cue, Document, Kind
from localize.sentences import group

# Two files of one film show the same line this much earlier or later (Elephants Dream: 0.3 s and more).
SLACK_MS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """sentences: what is said, in the source language. source, target: the cues' texts, each on one line."""

    sentences: tuple[str, ...]
    source: str
    target: str


def windows(source: Document, target: Document) -> list[Window]:
    """The stretches between cuts in which both files say something, noises apart; no source sentence is cut."""
    sentences = [sentence for sentence in group(source) if sentence.kind is not Kind.SOUND]
    at = {cue.id: place for place, cue in enumerate(source.cues)}
    inside = {
        place + 1
        for sentence in sentences
        for place in range(at[sentence.parts[0].cue_id], at[sentence.parts[-1].cue_id])
    }
    edges = [(0, 0), *cuts(source.cues, target.cues, inside), (len(source.cues), len(target.cues))]
    found = []
    for (first, start), (last, end) in pairwise(edges):
        window = Window(
            sentences=tuple(sentence.text for sentence in sentences if first <= at[sentence.parts[0].cue_id] < last),
            source=_text(source.cues[first:last]),
            target=_text(target.cues[start:end]),
        )
        if window.sentences and any(map(str.isalpha, window.target)):
            found.append(window)
    return found


def cuts(
    source: Sequence[Cue], target: Sequence[Cue], never: Collection[int] = (), slack_ms: int = SLACK_MS
) -> Iterator[tuple[int, int]]:
    """Where both files can be cut: before `source[i]` and before `target[j]`, as (i, j), in order.

    Nothing before a cut ends more than `slack_ms` after something behind it begins. never: places i that are not cut.
    """
    middles = [(cue.start_ms + cue.end_ms) / 2 for cue in target]
    for i in range(1, len(source)):
        j = bisect_right(middles, (source[i - 1].end_ms + source[i].start_ms) / 2)
        before, after = (source[i - 1], *target[:j][-1:]), (source[i], *target[j : j + 1])
        if i not in never and max(cue.end_ms for cue in before) - min(cue.start_ms for cue in after) <= slack_ms:
            yield i, j


def _text(cues: Sequence[Cue]) -> str:
    return " ".join(" ".join(cue.text for cue in cues).split())
