"""One row of a glossary: cells to a `Term`, and everything that can be wrong with them.

Several forms in a cell stand between ` | `, the preferred one first. An empty `kind` is term, an empty `match` lemma,
an empty `case` sensitive for names and any for terms and phrases. `forbidden` holds `locale:form` between ` | `; in the
source locale such a form is a stop-form, one that looks like the term and is not (`ru:стали` for сталь).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from localize.errors import SpecError
from localize.glossary.pattern import compile_bounded
from localize.glossary.term import MatchMode, Term, TermKind
from localize.languages import canonical
from localize.suggest import did_you_mean

ATTRIBUTES = ("kind", "match", "case", "forbidden", "notes")
SEPARATOR = " | "

_KINDS = {kind.value: kind for kind in TermKind}
_MODES = {mode.value: mode for mode in MatchMode}
_CASES = {"sensitive": True, "any": False}
_LONGEST = 200  # characters of a form; a longer one is a note in the wrong cell
_REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # bidirectional overrides and isolates

_Value = TypeVar("_Value")


class Problems:
    """Collects messages: `file:line: column 'x': what is wrong; what to write`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[str] = []

    def add(self, line: int, message: str, column: str = "") -> None:
        """Note a problem of a line, or of one of its cells."""
        where = f"column {column!r}: " if column else ""
        self._found.append(f"{self._path}:{line}: {where}{message}")

    def raise_if_any(self) -> None:
        """Raises SpecError with all of them."""
        if self._found:
            raise SpecError(tuple(self._found))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row whose cells are tidy. cells: column name -> cell. locales: the locale columns, the source first."""

    line: int
    cells: Mapping[str, str]
    locales: tuple[str, ...]
    problems: Problems

    def term(self) -> Term:
        """The term; what is wrong is added to `problems`, with the cell taken for empty."""
        for column, cell in self.cells.items():
            self._check_characters(column, cell)
        kind = self._choice("kind", _KINDS, TermKind.TERM)
        match = self._choice("match", _MODES, MatchMode.LEMMA)
        case_sensitive = self._choice("case", _CASES, kind.is_name)
        forms = {locale: self._forms(locale, match) for locale in self.locales}
        self._check_source(forms[self.locales[0]], match, case_sensitive=case_sensitive)
        return Term(
            forms={locale: found for locale, found in forms.items() if found},
            kind=kind,
            match=match,
            case_sensitive=case_sensitive,
            forbidden=self._forbidden(forms),
            notes=self.cells.get("notes", ""),
            line=self.line,
        )

    def _problem(self, column: str, message: str) -> None:
        self.problems.add(self.line, message, column)

    def _check_characters(self, column: str, cell: str) -> None:
        for character in cell:
            if unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in _REORDERING:
                self._problem(column, f"control character U+{ord(character):04X}; take it out")
                return

    def _choice(self, column: str, values: Mapping[str, _Value], default: _Value) -> _Value:
        cell = self.cells.get(column, "")
        if cell and cell not in values:
            self._problem(column, f"unknown {column} {cell!r}{did_you_mean(cell, values)}")
        return values.get(cell, default)

    def _forms(self, locale: str, match: MatchMode) -> tuple[str, ...]:
        if not self.cells[locale]:
            return ()
        forms = tuple(self.cells[locale].split(SEPARATOR))
        is_pattern = match is MatchMode.PATTERN and locale == self.locales[0]
        for form in forms:
            if len(form) > _LONGEST:
                self._problem(locale, f"a form of {len(form)} characters, at most {_LONGEST}; write notes into 'notes'")
            elif "|" in form and not is_pattern:
                self._problem(locale, f"{form!r} holds '|'; write ' | ' between forms")
        if len(set(forms)) < len(forms):
            self._problem(locale, "a form is listed twice; take one out")
        return forms

    def _check_source(self, forms: tuple[str, ...], match: MatchMode, *, case_sensitive: bool) -> None:
        source = self.locales[0]
        if not forms:
            self._problem(source, "the source term is empty; write it, or take the row out")
        for form in forms:
            if match is MatchMode.PATTERN:
                try:
                    compile_bounded(form, case_sensitive=case_sensitive)
                except ValueError as error:
                    self._problem(source, f"pattern {form!r}: {error}")
            elif match is MatchMode.LEMMA and not any(map(str.isalnum, form)):
                self._problem(source, f"{form!r} holds no word; write one, or set match to exact")

    def _forbidden(self, forms: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        cell = self.cells.get("forbidden", "")
        found: dict[str, tuple[str, ...]] = {}
        for part in cell.split(SEPARATOR) if cell else ():
            tag, colon, form = (piece.strip() for piece in part.partition(":"))
            locale = canonical(tag)
            if not colon or not form:
                self._problem("forbidden", f"{part!r} is not locale:form; write such as {self.locales[-1]}:form")
            elif locale not in self.locales:
                self._problem("forbidden", f"no column for locale {tag!r}{did_you_mean(tag, self.locales)}")
            elif form in forms[locale]:
                self._problem("forbidden", f"{form!r} is both allowed and forbidden in {locale}; take one out")
            else:
                found[locale] = (*found.get(locale, ()), form)
        return found
