"""A review table as an Excel workbook: a sheet that says how to use it, then one for each subtitle file.

Every cell is text and says so, so that no program makes a formula, a number or a date of a line. What a reviewer may
edit is white and unlocked, all else is grey and locked, without a password: the lock is there against slips.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from localize.errors import FileError
from localize.review.columns import COLUMNS, Header, cells, headings
from localize.review.look import guide, size, style, styles
from localize.review.package import check
from localize.review.sheet import Returned, ReturnedRow, Row, Sheet, fit

SUFFIX = ".xlsx"

_GUIDE = "How to use"
_LONGEST = 32_767  # characters of a cell: Excel specifications and limits
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")  # reads as a character to Excel: ECMA-376 Part 1, 22.9.2.19
_CARRIAGE_RETURN = "_x000D_"
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")
_TITLE = 31  # characters of a sheet's name
_MOST_CELLS = 5_000_000  # of a sheet that is read; a stray cell in the last row would make it 17 thousand millions


def write(sheet: Sheet) -> bytes:
    """The workbook. Raises FileError, naming the cue, for a text that no cell can hold."""
    from openpyxl import Workbook

    tables = [[(row, _checked(cells(row), row)) for row in rows] for rows in sheet.files.values()]
    workbook = Workbook(write_only=True)
    workbook.properties.title = fit(sheet.name)
    for named in styles(sheet):
        workbook.add_named_style(named)
    page = _page(workbook, _GUIDE)
    page.column_dimensions["A"].width = 90
    for number, text in enumerate(guide(sheet)):
        page.append([_cell(page, fit(text), "guide" if number else "heading")])
    for title, table in zip(_titles(sheet.files), tables, strict=True):
        _fill(_page(workbook, title), headings(sheet), table)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(data: bytes, path: str) -> Returned:
    """The table in `data`, as Excel or LibreOffice saved it. Comments on cells are read as notes.

    Raises FileError if it is none, is damaged or protected by a password, or has a sheet or column too many.
    """
    pages = [page for page in _loaded(data, path).worksheets if page.title != _GUIDE and page.max_row > 1]
    if not pages:
        raise FileError(path, None, "not a review table: no sheet with rows", "give one that was exported")
    headers: list[Header] = []
    rows: list[ReturnedRow] = []
    for page in pages:
        place = f"sheet {page.title!r}, " if len(pages) > 1 else ""
        if page.max_row * page.max_column > _MOST_CELLS:
            raise FileError(path, None, f"{place}{page.max_row} rows are too many", "take out those that were added")
        lines = page.iter_rows()
        headers.append(Header.parse([_text(cell) for cell in next(lines)], path, f"{place}row 1"))
        rows += _rows(lines, headers[-1], place)
    source, target = headers[0].source_locale, headers[0].target_locale
    if any((header.source_locale, header.target_locale) != (source, target) for header in headers):
        raise FileError(path, None, "its sheets are in different locales", "take out those of another table")
    return Returned(path=path, source_locale=source, target_locale=target, rows=tuple(rows))


def _loaded(data: bytes, path: str) -> Any:
    from openpyxl import load_workbook

    check(data, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not know, such as the newest kinds of validation
        try:
            return load_workbook(io.BytesIO(data))
        except Exception as error:  # openpyxl lets through whatever its parsers stumble over
            what = f"a damaged workbook ({type(error).__name__})"
            raise FileError(path, None, what, "give it as it was saved") from None


def _page(workbook: Any, title: str) -> Any:
    """A locked sheet, to be printed as wide as the paper."""
    page = workbook.create_sheet(title)
    page.protection.sheet = True
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    return page


def _fill(page: Any, first: list[str], table: list[tuple[Row, dict[str, str]]]) -> None:
    """Write the rows of one file. What is said of columns and rows must be said before they are written."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    measured = size([texts for _, texts in table])
    last = len(table) + 1
    letters = {key: get_column_letter(number) for number, key in enumerate(COLUMNS, 1)}
    for letter, width in zip(letters.values(), measured.widths, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = f"{letters['source']}2"
    page.auto_filter.ref = f"A1:{letters['mark']}{last}"
    page.print_title_rows = "1:1"
    for allowed in ("autoFilter", "formatCells", "formatColumns", "formatRows"):
        setattr(page.protection, allowed, False)
    choice = DataValidation(type="list", formula1='"yes"', allow_blank=True, showErrorMessage=True)
    choice.error = "Choose yes, or leave the cell empty."
    choice.add(f"{letters['approved']}2:{letters['approved']}{last}")
    page.data_validations.append(choice)
    page.append([_cell(page, text, "heading") for text in first])
    for number, ((row, texts), height) in enumerate(zip(table, measured.heights, strict=True), 2):
        page.row_dimensions[number].height = height
        page.append([_cell(page, text, style(key, row)) for key, text in texts.items()])


def _cell(page: Any, text: str, named: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, text)
    cell.style = named
    cell.data_type = "s"  # openpyxl makes a formula of what begins with "="
    return cell


def _checked(texts: dict[str, str], row: Row) -> dict[str, str]:
    for text in texts.values():
        if len(text) > _LONGEST or _ESCAPE.search(text):
            what = f"{len(text)} characters" if len(text) > _LONGEST else "a text such as _x0041_"
            raise FileError(row.file, None, f"cue {row.number}: no cell of a workbook can hold {what}", "export as csv")
    return texts


def _titles(files: Iterable[str]) -> Iterator[str]:
    """A name for the sheet of each file, unlike the others in more than capitals."""
    taken = {_GUIDE.lower(), "history"}  # the second is Excel's own
    for file in files:
        plain = _NOT_IN_TITLE.sub("_", fit(file)).strip() or "_"
        names = (plain[: _TITLE - len(end)] + end for end in ("", *(f"~{number}" for number in range(2, 10_000))))
        title = next(name for name in names if name.lower() not in taken)
        taken.add(title.lower())
        yield title


def _rows(lines: Iterable[tuple[Any, ...]], header: Header, place: str) -> Iterator[ReturnedRow]:
    for number, line in enumerate(lines, 2):
        if any(cell.value is not None for cell in line):
            odd = [key for key, cell in zip(header.keys, line, strict=True) if key and not _is_text(cell)]
            problem = f"not text under {COLUMNS[odd[0]].heading!r}; set the cell's format to Text" if odd else ""
            yield header.row([_text(cell) for cell in line], f"{place}row {number}", problem, _comments(line))


def _is_text(cell: Any) -> bool:
    """Whole numbers pass for text: nothing is lost on the way back."""
    return cell.value is None or cell.data_type == "s" or type(cell.value) is int


def _text(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value).replace(_CARRIAGE_RETURN, "\r")


def _comments(line: Iterable[Any]) -> str:
    return "\n".join(cell.comment.text for cell in line if getattr(cell, "comment", None))
