"""Forms found as they are written: renderings in English and Chinese, and terms with `match: exact`.

Letter case, white space (a line end too), hyphens, typographic variants and quotation marks are folded before the
text is scanned by one Aho-Corasick automaton; borders and case are then checked in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from localize.glossary.marks import HYPHENS, QUOTES, balanced
from localize.glossary.scan import Entry, Hit, cuts_word
from localize.glossary.term import MatchMode

_BLANKS = "\t\n\r\x0b\x0c\x85\u00a0\u2028\u2029\u202f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ALIKE = (
    {ord(blank): " " for blank in _BLANKS}
    | {ord(dot): "·" for dot in "‧・•･⋅∙"}
    | {ord(apostrophe): "'" for apostrophe in "‘’ʼ"}
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
)
_SPACED = _ALIKE | {ord(hyphen): " " for hyphen in HYPHENS}
_DENSE = _ALIKE | {ord(hyphen): "-" for hyphen in HYPHENS}
_QUOTES = frozenset(QUOTES)


@dataclass(frozen=True, kw_only=True)
class LiteralScanner:
    """Finds forms by their letters.

    spaced: words stand apart (Russian, English): a hyphen equals a blank; else (Chinese) blanks count nothing.
    endings: English plurals `-s` and `-es` may follow a form; they stay outside the hit, as `'s` does.
    """

    entries: Sequence[Entry]
    spaced: bool
    endings: bool = False

    @cached_property
    def _forms(self) -> dict[str, list[tuple[str, Entry]]]:
        """Folded form -> (form as it may stand in a text, entry)."""
        forms: dict[str, list[tuple[str, Entry]]] = {}
        for entry in self.entries:
            for form in self._variants(entry):
                folded, _ = _fold(form, spaced=self.spaced, unquote=False)
                if folded:
                    forms.setdefault(folded, []).append((form, entry))
        return forms

    def _variants(self, entry: Entry) -> tuple[str, ...]:
        if self.endings and not entry.term.kind.is_name and re.search("[^aeiou]y$", entry.form):
            return entry.form, entry.form[:-1] + "ies"
        return (entry.form,)

    @cached_property
    def _candidates(self) -> list[list[tuple[str, Entry]]]:
        return list(self._forms.values())

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(list(self._forms))

    def hits(self, text: str) -> Iterator[Hit]:
        """Every hit, overlapping ones too."""
        if not self._forms:
            return
        seen: set[tuple[int, int, int]] = set()
        for unquote in (False, True) if not _QUOTES.isdisjoint(text) else (False,):
            folded, offsets = _fold(text, spaced=self.spaced, unquote=unquote)
            for index, first, last in self._automaton.find_matches_as_indexes(folded, overlapping=True):
                start, end = offsets[first], offsets[last - 1] + 1
                if (index, start, end) in seen:
                    continue
                seen.add((index, start, end))
                for form, entry in self._candidates[index]:
                    if self._stands(text, start, end, form) and _cased(text[start:end], form, entry):
                        begin, stop = balanced(text, start, end)
                        yield Hit(begin, stop, entry.term, literal=text[start:end] == form)

    def _stands(self, text: str, start: int, end: int, form: str) -> bool:
        """True if the form begins and ends where a word does. Chinese has no such borders."""
        if cuts_word(text, start):
            return False
        if not cuts_word(text, end):
            return True
        if not self.endings:
            return False
        sibilant = form.lower().endswith(("s", "x", "z", "ch", "sh", "o"))
        ending = 2 if sibilant and text[end : end + 2].lower() == "es" else 1
        return text[end : end + ending].lower() in ("s", "es") and not cuts_word(text, end + ending)


def _fold(text: str, *, spaced: bool, unquote: bool) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its characters the offset in `text`."""
    folded = text.translate(_SPACED if spaced else _DENSE)
    lower = folded.lower()  # only İ changes its length
    folded = lower if len(lower) == len(folded) else "".join(c if len(c.lower()) > 1 else c.lower() for c in folded)
    if not (unquote or ("  " if spaced else " ") in folded):
        return folded, range(len(folded))
    kept = [
        at
        for at, character in enumerate(folded)
        if not (unquote and character in _QUOTES)
        and not (character == " " and (not spaced or folded[at - 1 : at] == " "))
    ]
    return "".join([folded[at] for at in kept]), kept


def _cased(surface: str, form: str, entry: Entry) -> bool:
    """True if the capitals are right: as in the form, all capitals, or a capital where a lower-case form begins."""
    if entry.mode is MatchMode.EXACT:
        found, wanted = (" ".join(side.translate(_DENSE).split()) for side in (surface, form))
        return found == wanted or (not entry.term.case_sensitive and found.lower() == wanted.lower())
    if not entry.term.case_sensitive or surface == form:
        return True
    found, wanted = ("".join(filter(str.isalnum, side)) for side in (surface, form))
    return found == wanted or found.isupper() or (wanted[:1].islower() and found[1:] == wanted[1:])
