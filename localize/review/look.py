"""What a review workbook looks like: its words, fonts, colours, and the size of its columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from localize.languages import LANGUAGES, canonical
from localize.model import Severity
from localize.review.columns import COLUMNS
from localize.review.sheet import Row, Sheet
from localize.text.width import visible

# Least and greatest width of each column, in half-width characters, the unit of a spreadsheet.
_WIDTHS = {
    "number": (6, 10), "time": (19, 19), "source": (20, 46), "target": (20, 46), "approved": (12, 12), "note": (24, 36),
    "findings": (14, 40), "proposal": (11, 40), "status": (9, 14), "file": (8, 30), "id": (4, 14), "mark": (18, 18),
}  # fmt: skip
_MARGIN = 2.0
_ROOM = 1.12  # proportional letters are wider than the digit that a spreadsheet measures by
_LINE_POINTS = 16.5
_MOST_POINTS = 409.0  # what Excel allows

# Written forms of Chinese share code points and differ in shape; these fonts come with Windows and have the right ones.
_FONTS = {"Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei"}
_LOCKED = "F2F2F2"
_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}
_TECHNICAL = ("file", "id", "mark")

_GUIDE = (
    "Each of the next sheets is one subtitle file; each row is one subtitle.",
    "Write in the white columns: Target, Approved and Note. The grey ones are locked: they say which subtitle it is.",
    "Target: correct the translation here. A line break is Alt+Enter (Ctrl+Enter in LibreOffice). Leave tags such as "
    "<i> and {\\an8} as they are.",
    "Approved: choose yes if the target is right as it now stands.",
    "Note: anything you want to tell the editor.",
    "Findings, errors in red and warnings in yellow, were found by the program. A proposal is only a suggestion.",
    "Do not add, remove, copy or sort rows, and do not move text from one row to another: the table would be refused.",
    "Save the file as .xlsx and send it back.",
)


def guide(sheet: Sheet) -> tuple[str, ...]:
    """The lines of the first sheet, a heading first."""
    return (
        f"{sheet.name}: review of {sheet.target_locale}, translated from {sheet.source_locale}",
        f"Exported {sheet.when}; {len(sheet.rows)} subtitles; fingerprint {sheet.fingerprint}",
        *_GUIDE,
    )


def style(key: str, row: Row) -> str:
    """The name of the style of the cell of `row` in the column `key`."""
    if key == "findings" and row.findings:
        return next(severity.value for severity in Severity if any(one.severity is severity for one in row.findings))
    return key if key in ("source", "target", "note", "approved") else "technical" if key in _TECHNICAL else "locked"


def styles(sheet: Sheet) -> Iterator[Any]:
    """The named styles that `style` names, "heading" and "guide". All are text to a spreadsheet."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    side = Side(style="thin", color="D0D0D0")

    def made(
        name: str,
        colour: str,
        *,
        font: str = "Calibri",
        size: int = 11,
        bold: bool = False,
        wrap: bool = True,
        ink: str = "000000",
        locked: bool = True,
    ) -> NamedStyle:
        return NamedStyle(
            name=name,
            font=Font(name=font, size=size, bold=bold, color=ink),
            fill=PatternFill("solid", start_color=colour),
            border=Border(left=side, right=side, top=side, bottom=side),
            alignment=Alignment(vertical="top", wrap_text=wrap),
            number_format="@",
            protection=Protection(locked=locked),
        )

    yield made("heading", "44546A", bold=True, ink="FFFFFF", wrap=False)
    yield made("guide", "FFFFFF", size=12)
    yield made("locked", _LOCKED)
    yield made("technical", _LOCKED, size=8, ink="808080")
    yield made("source", _LOCKED, font=_font(sheet.source_locale))
    yield made("target", "FFFFFF", font=_font(sheet.target_locale), locked=False)
    yield made("note", "FFFFFF", locked=False)
    yield made("approved", "FFFFFF", locked=False)
    for severity, colour in _COLOURS.items():
        yield made(severity.value, colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """widths: of the columns, in half-width characters. heights: of the rows, in points."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]


def size(table: list[dict[str, str]]) -> Size:
    """Columns as wide as their longest line, within bounds; rows as high as their wrapped text. table: the cells."""
    lines = {key: [[_units(line) for line in texts[key].split("\n")] for texts in table] for key in _WIDTHS}
    widths = {
        key: min(max(least, _MARGIN + max((max(cell) for cell in lines[key]), default=0.0)), most)
        for key, (least, most) in _WIDTHS.items()
    }
    wrapped = [key for key in widths if key not in _TECHNICAL]
    heights = (
        max(sum(max(1, ceil(units / (widths[key] - _MARGIN))) for units in lines[key][index]) for key in wrapped)
        for index in range(len(table))
    )
    return Size(
        widths=tuple(widths[key] for key in COLUMNS),
        heights=tuple(min(count * _LINE_POINTS + 2, _MOST_POINTS) for count in heights),
    )


def _units(line: str) -> float:
    return 2 * visible(line, half_width=True) * _ROOM


def _font(locale: str) -> str:
    known = LANGUAGES.get(canonical(locale))
    return _FONTS.get(known.script, "Calibri") if known else "Calibri"
