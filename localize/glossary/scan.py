"""What the scanners of the matcher share: an entry to look for, and a hit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from localize.glossary.term import MatchMode, Term


class Entry(NamedTuple):
    """One form of a term, and how it is looked for."""

    form: str
    term: Term
    mode: MatchMode


class Hit(NamedTuple):
    """`text[start:end]` may stand for `term`; literal: it is written exactly as a form of it."""

    start: int
    end: int
    term: Term
    literal: bool


class Scanner(Protocol):
    """Finds the forms that it was made with."""

    def hits(self, text: str) -> Iterator[Hit]:
        """Every place where a form stands, overlapping ones too."""


def cuts_word(text: str, at: int) -> bool:
    """True if `at` cuts a word or number in two. Chinese characters, from U+2E80 on, have no borders."""
    return 0 < at < len(text) and all(c.isalnum() and c < "\u2e80" for c in text[at - 1 : at + 1])
