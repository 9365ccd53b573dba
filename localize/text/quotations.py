"""A quotation that runs over several cues gets its marks in each of them.

Netflix, Traditional Chinese: the quotation marks 「」 are repeated in every cue of a long quotation. Only where one cue
opens it and a later one closes it; a quotation that never ends stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from localize.languages import language
from localize.model import Cue

# By script: the marks to repeat, and the inner ones. Those are not repeated, and must be whole in each cue.
_REPEATED = {"Hant": "「」『』"}
_LONGEST = 12  # cues; more are an odd mark rather than a quotation
_DASHES = tuple("-‐‑–—")


def repeated(cues: Sequence[Cue], locale: str, may_change: Sequence[bool]) -> list[Cue]:
    """`cues`, with the marks of quotations over several of them in each. may_change: which cues may be changed.

    The others are read all the same. A second time changes nothing, since every cue then has both of its marks.
    """
    marks = _REPEATED.get(language(locale).script)
    after = list(cues)
    if marks is None:
        return after
    for first, last in _quotations(cues, marks):
        for number in range(first, last + 1):
            if may_change[number]:
                after[number] = _within(
                    after[number], marks[0] if number > first else "", marks[1] if number < last else ""
                )
    return after


def _quotations(cues: Sequence[Cue], marks: str) -> Iterator[tuple[int, int]]:
    """The first and last cue of each quotation over several cues. A cue with marks of its own in between ends none."""
    first: int | None = None
    for number, cue in enumerate(cues):
        closes, opens, marked = _ends(cue.text, marks)
        if first is not None:
            speaks_else = cue.text.startswith(_DASHES)
            if closes and not speaks_else and number - first < _LONGEST:
                yield first, number
            if marked or speaks_else:
                first = None
        if opens:
            first = number


def _ends(text: str, marks: str) -> tuple[bool, bool, bool]:
    """Whether `text` closes a quotation from before, leaves one open, and has any marks at all."""
    depth = lowest = 0
    for char in text:
        depth += (char == marks[0]) - (char == marks[1])
        lowest = min(lowest, depth)
    first = next((char for char in text if char in marks[:2]), "")
    whole = text.count(marks[2]) == text.count(marks[3])
    return whole and lowest == -1 and first == marks[1], whole and depth - lowest == 1, bool(first) or not whole


def _within(cue: Cue, before: str, after: str) -> Cue:
    """The cue between two marks; markup at its edges takes them in."""
    size = len(cue.text)

    def moved(offset: int) -> int:
        return offset and offset + len(before) + (len(after) if offset == size else 0)

    spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in cue.spans)
    return cue.with_text(before + cue.text + after, tuple(spans))
