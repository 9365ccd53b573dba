"""Chinese: full-width marks, half-width figures and letters, quotation marks of the region, one interpunct.

After the Netflix Timed Text Style Guides: Simplified Chinese has no comma and no full stop (a blank separates phrases),
Traditional Chinese has none at the end of a line, and neither ？？ nor ！！. The interpunct of foreign names is
U+00B7 (the Simplified guide); it is never put in or taken out. One copy of the Traditional guide wants none between
first and last name, but a name is the glossary's to decide.
"""

from __future__ import annotations

import re

from localize.script import HAN
from localize.text.edits import Edit, substitutions
from localize.text.typography.common import BLANK, EDGES, ELLIPSIS, LABELS, OPENING_ELLIPSIS, Pass, speaker_dashes, sub

_MARKS = "，。、？！：；…"
_OPENERS, _CLOSERS = "“‘「『（《", "”’」』）》"
_FULL_WIDTH = str.maketrans(",.?!:;", "，。？！：；", " ")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _among_han(pattern: str) -> Pass:
    """Half-width marks to full-width ones, in text that holds Chinese characters at all."""
    compiled, han = re.compile(pattern, re.MULTILINE), re.compile(f"[{HAN}]")

    def edits_for(text: str) -> list[Edit]:
        if not han.search(text):
            return []
        return substitutions(compiled, lambda found: found[0].translate(_FULL_WIDTH), text)

    return edits_for


def _quotes(outer: str, inner: str) -> Pass:
    """Quotation marks by depth. Straight ones alternate, if they are even; ’ without ‘ before it is an apostrophe."""

    def edits_for(text: str) -> list[Edit]:
        pairs = text.count('"') % 2 == 0
        edits, opened = [], ""
        for at, char in enumerate(text):
            if char in "“‘「『" or (char == '"' and pairs and '"' not in opened):
                new = (inner if len(opened) % 2 else outer)[0]
                opened += char
            elif char in "”」』" or (char == '"' and pairs) or (char == "’" and "‘" in opened):
                opened = opened[:-1]
                new = (inner if len(opened) % 2 else outer)[1]
            else:
                continue
            if new != char:
                edits.append(Edit(at, at + 1, new))
        return edits

    return edits_for


# Full-width figures and letters, with the marks of a number or time that is full-width throughout.
_NARROW = sub(
    "[０-９Ａ-Ｚａ-ｚ]|(?<=[０-９])(?:，(?=[０-９]{3}(?![０-９]))|．(?=[０-９])|：(?=[０-９]{2}(?![０-９])))",
    lambda found: found[0].translate(_HALF_WIDTH),
)
_INTERPUNCT = sub(f"(?<=[{HAN}])[‧•・･⋅∙](?=[{HAN}])", "·")
TO_FULL_WIDTH = (
    _among_han(f"(?<=[{HAN}{_MARKS}{_CLOSERS}]) ?[,.?!:;]+(?=$|[\\s{HAN}{_MARKS}{_OPENERS}{_CLOSERS}])"),
    _among_han(f"(?<=[A-Za-z0-9%]) ?[,?!:;]+(?=[{HAN}])|(?<=[{HAN}])[,?!:;]+(?=[A-Za-z0-9])|(?<=[0-9%])\\.(?=[{HAN}])"),
    _among_han("(?<=[A-Za-z0-9%])[?!]+$|(?<=[A-Za-z]{2})\\.$"),
    sub(f"{BLANK}+(?=[，。、？！：；”’」』）》])|(?<=[，。、？！：；“‘「『（《]){BLANK}+", ""),
)
# ⋯ (U+22EF) stands in the examples of the Chinese guides, … in the rule for all; no full stop behind it.
_START = (ELLIPSIS, sub("[…⋯]*⋯[…⋯]*|…[.。]+", "…"), _NARROW, _INTERPUNCT)
SIMPLIFIED = (
    *_START,
    _quotes("“”", "‘’"),
    *TO_FULL_WIDTH,
    sub(f"[，。、]+(?=$|[{_MARKS}{_CLOSERS}])|(?<=[{_OPENERS}])[，。、]+|^[，。、]+", ""),
    sub(f"[，。、]+|{BLANK}+", " "),
    LABELS,
    EDGES,
    OPENING_ELLIPSIS,
    speaker_dashes("Hans"),
)
TRADITIONAL = (
    *_START,
    _quotes("「」", "『』"),
    *TO_FULL_WIDTH,
    sub(f"[，。、]+(?=[{_CLOSERS}]*$)|(?<=[？！：；，。、{_OPENERS}])[，。、]+|^[，。、]+", ""),
    sub("(?<=？)？+|(?<=！)！+", ""),
    sub(f"{BLANK}+", " "),
    LABELS,
    EDGES,
    OPENING_ELLIPSIS,
    speaker_dashes("Hant"),
)
