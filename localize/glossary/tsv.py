"""Glossaries as tab-separated text, the home format: a column a locale, attributes beside them.

    # comments and blank lines may stand anywhere
    ru<TAB>en<TAB>zh-Hans<TAB>kind<TAB>match<TAB>case<TAB>forbidden<TAB>notes

The first column is the source locale. A header that is a known BCP 47 tag is a locale column, others are ATTRIBUTES;
their order is free. What the cells of a row may hold is told in `row.py`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from localize.errors import SpecError
from localize.glossary.row import ATTRIBUTES, Problems, Row
from localize.glossary.term import Glossary, Term
from localize.languages import LANGUAGES, canonical
from localize.suggest import did_you_mean


def load(path: Path) -> Glossary:
    """The glossary in `path` (UTF-8, with or without BOM). Raises SpecError with every problem of the file."""
    return parse(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The decoded file, line ends as they are. Raises SpecError if it cannot be read or is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SpecError((f"{path}: cannot be read: {error.strerror}; give the path of a glossary file",)) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SpecError(
            (f"{path}:{line}: byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8",)
        ) from None


def parse(text: str, path: str) -> Glossary:
    """The glossary that `text` holds; `path` is for messages. Raises SpecError with every problem."""
    problems = Problems(path)
    rows = [(number, cells_of(line)) for number, line in enumerate(lines(text), 1) if is_row(line)]
    if not rows:
        problems.add(1, "no header; write a line such as ru<TAB>en<TAB>zh-Hans<TAB>kind<TAB>notes")
    columns = _columns(*rows[0], problems) if rows else ()
    problems.raise_if_any()
    locales = tuple(column for column in columns if column in LANGUAGES)
    terms = []
    for number, cells in rows[1:]:
        if len(cells) == len(columns):
            row = Row(line=number, cells=dict(zip(columns, cells, strict=True)), locales=locales, problems=problems)
            terms.append(row.term())
        else:
            problems.add(number, f"{len(cells)} cells, but {len(columns)} columns; add or take out tabs")
    _check_unique(terms, locales[0], problems)
    problems.raise_if_any()
    return Glossary(path=path, source=locales[0], locales=locales, terms=tuple(terms))


def lines(text: str) -> list[str]:
    """The lines of a glossary without their ends (LF, CR LF or CR) and without the BOM."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def is_row(line: str) -> bool:
    """False for comments and blank lines."""
    return bool(line.strip()) and not line.startswith("#")


def cells_of(line: str) -> list[str]:
    """The cells of a row in NFC, with single blanks and none at their ends."""
    cells = unicodedata.normalize("NFC", line).replace("\u00a0", " ").split("\t")
    return [" ".join(filter(None, cell.split(" "))) for cell in cells]


def _columns(line: int, header: list[str], problems: Problems) -> tuple[str, ...]:
    """The canonical names of the columns."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = canonical(cell)
        if not cell:
            problems.add(line, f"column {place} has no name; write a locale or one of {', '.join(ATTRIBUTES)}")
        elif name not in LANGUAGES and name not in ATTRIBUTES:
            problems.add(line, f"unknown column{did_you_mean(cell, (*LANGUAGES, *ATTRIBUTES))}", cell)
        elif name in names:
            problems.add(line, "the column is there twice; take one out", cell)
        elif not names and name not in LANGUAGES:
            problems.add(line, "the first column must be the source locale; write ru", cell)
        names.append(name)
    return tuple(names)


def _check_unique(terms: Iterable[Term], source: str, problems: Problems) -> None:
    """No source form may stand in two rows; ё and е are one letter here."""
    seen: dict[str, int] = {}
    for term in terms:
        for form in dict.fromkeys(form.replace("ё", "е").replace("Ё", "Е") for form in term.forms.get(source, ())):
            if form in seen:
                problems.add(term.line, f"{form!r} is also in line {seen[form]}; put them into one row", source)
            else:
                seen[form] = term.line
