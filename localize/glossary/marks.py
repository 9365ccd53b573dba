"""Quotation marks and hyphens around and inside terms."""

from __future__ import annotations

_OPENING = '«„‹「『“"'  # “ and " also close: see `_opens`
_CLOSING = "»”›」』"

# Ignored when a term is looked for. 《》 are left out: in Chinese they are part of a title.
QUOTES = _OPENING + _CLOSING
HYPHENS = "-\u2010\u2011"


def _opens(text: str, at: int) -> bool:
    """“ closes „ in Russian and opens ” in English, and " does both: such a mark opens if a word follows at once."""
    if text[at] in '“"':
        return text[at + 1 : at + 2].isalnum()
    return text[at] in _OPENING


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span `text[start:end]`, grown by the marks right beside it that pair with lone ones inside.

    So `корпорация «Кронос` takes in its `»` and `Кронос» Корп` its `«`: replacing the span leaves no half of a pair.
    """
    opened = closed = 0
    for at in range(start, end):
        if text[at] in QUOTES:
            if _opens(text, at):
                opened += 1
            elif opened:
                opened -= 1
            else:
                closed += 1
    while closed and start and text[start - 1] in QUOTES:
        start, closed = start - 1, closed - 1
    while opened and text[end : end + 1] and text[end] in QUOTES:
        end, opened = end + 1, opened - 1
    return start, end
