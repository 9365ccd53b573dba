"""What breaks cost at labels for the deaf and at the notes of songs.

A label in brackets is not cut if that can be helped, `NAME:` is not left alone at the end of a line, and a note stays
with the words that it opens or closes. The guides ask for brackets and notes (Subtitle Edit: TextForHiUseBrackets), and
say nothing of line breaks in them.
"""

from __future__ import annotations

import re

# In the scale of `costs`: more than any break between words, less than a line that is too long; more than even lines.
_CUT, _BETWEEN_SONGS = 400, -60
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】|［[^［］]*］")
_NAME = re.compile(r"[-‐‑–—]?[ \u3000]*(?=[^a-zа-яё:\n]*[A-ZА-ЯЁ]{2})[A-ZА-ЯЁ][^a-zа-яё:\n]{0,24}:(?!\d)")
_NOTES = re.compile("[♪♫♬♩]+[，。、]*")


class Labels:
    """The labels and notes in what a speaker says, `text[start:end]`."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._labels = [found.span() for found in _BRACKETS.finditer(text, start, end)]
        name = _NAME.match(text, start, end)
        if name:
            self._labels.append((name.start(), name.end() + 1))  # with the blank behind it
        self._notes = [found.span() for found in _NOTES.finditer(text, start, end)]

    def cost(self, start: int, end: int, cost: int | None) -> int | None:
        """What it costs to end a line at the blanks from `start` to `end`, given what the words there say."""
        after = any(high == start for _, high in self._notes)
        before = any(low == end for low, _ in self._notes)
        if after or before:
            inside = sum(high <= start for _, high in self._notes) % 2
            if inside:
                return None
            if after and before:
                return _BETWEEN_SONGS
        cut = any(low < start < high for low, high in self._labels)
        return cost + _CUT if cut and cost is not None else cost
