"""Passes that all locales share, and the one table of dialogue dashes."""

from __future__ import annotations

import re
from collections.abc import Callable

from localize.text.edits import Edit, substitutions

Pass = Callable[[str], list[Edit]]

BLANK = "[ \u3000]"
# Before each of two speakers, by script. English and Russian: the examples in the Netflix guides (`-Are you coming?`,
# `-Не надо`). Chinese: a dash without a blank in the guides, a hyphen in Subtitle Edit (DialogHyphenSpace), which for
# Russian wants a blank as well: there the guide goes first.
_SPEAKER = {"Latn": "-", "Cyrl": "-", "Hans": "-", "Hant": "-"}
# What another speaks behind, and how a cue begins in which one answers.
_SAID, _ANSWER = re.compile(r"[.!?…。！？][\"'”’»」』)\]]*\s*$"), re.compile(r"- ")
_DASH_LINE = re.compile(r"^[-‐‑–—] *(?=[^-–—\d\s])", re.MULTILINE)


def sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Pass:
    """`re.sub` as a pass; ^ and $ are the edges of lines."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: substitutions(compiled, new, text)


def speaker_dashes(script: str) -> Pass:
    """The dash of speakers as the script has it. A lone dash that may continue a sentence stays."""

    def edits_for(text: str) -> list[Edit]:
        edits = substitutions(_DASH_LINE, _SPEAKER[script], text)
        return edits if len(edits) > 1 else [edit for edit in edits if _speaks(text, edit.start)]

    return edits_for


def _speaks(text: str, place: int) -> bool:
    return bool(_SAID.search(text, 0, place) if place else _ANSWER.match(text))


# One U+2026 (Netflix, General Requirements).
DOTS = sub(r"\.{3,}|。{3,}", "…")
ELLIPSIS = sub(r"\.{3,}|。{3,}|…{2,}", "…")
# No blank behind the ellipsis of a cue that starts in mid-sentence (Netflix, English, Russian, Traditional Chinese).
OPENING_ELLIPSIS = sub(rf"(?:(?<=\A…)|(?<=\A-…)){BLANK}+(?=\w)", "")
LABELS = sub(r"(?<=\[) +| +(?=\])", "")
EDGES = sub(f"^{BLANK}+|{BLANK}+$", "")
