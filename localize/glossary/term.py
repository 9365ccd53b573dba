"""Terms and glossaries: values only. Files are read in `glossary/tsv.py`, matching is in `glossary/matcher.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class TermKind(StrEnum):
    """What a term names. Names (the first five) are case-sensitive unless the glossary says otherwise."""

    PERSON = "person"
    PLACE = "place"
    COMPANY = "company"
    PRODUCT = "product"
    TITLE = "title"
    TERM = "term"
    PHRASE = "phrase"

    @property
    def is_name(self) -> bool:
        """True for proper names."""
        return self not in (TermKind.TERM, TermKind.PHRASE)


class MatchMode(StrEnum):
    """How source forms are found: by lemma (any grammatical case), exactly as written, or as a regular expression."""

    LEMMA = "lemma"
    EXACT = "exact"
    PATTERN = "pattern"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One row. forms: locale tag -> allowed renderings, preferred first. forbidden: locale tag -> wrong renderings.

    `forms[source locale]` are the source spellings. line: 1-based line in the glossary file.
    """

    forms: Mapping[str, tuple[str, ...]]
    kind: TermKind = TermKind.TERM
    match: MatchMode = MatchMode.LEMMA
    case_sensitive: bool = False
    forbidden: Mapping[str, tuple[str, ...]]
    notes: str = ""
    line: int = 0

    def preferred(self, locale: str) -> str | None:
        """The rendering to use in `locale`; None if the glossary has none."""
        forms = self.forms.get(locale, ())
        return forms[0] if forms else None


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """All terms of one file. source: locale of the source forms (the first column). locales: every locale column."""

    path: str
    source: str
    locales: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`text[start:end]` is `term`, found as `surface`."""

    start: int
    end: int
    surface: str
    term: Term
