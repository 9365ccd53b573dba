"""A review table as CSV: RFC 4180 in UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8.

A cell that a spreadsheet would take for a formula, a number or a date goes out behind an apostrophe, which is taken off
again on reading, if it is still there. So "=1+1" is written as "'=1+1", "12" as "'12", and, to be told from that, "'12"
as "''12"; an apostrophe before anything else is the text's own. One that a reviewer types before such a text counts as
the guard, which is what it means to a spreadsheet.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from localize.errors import FileError
from localize.review.columns import Header, cells, headings
from localize.review.sheet import Returned, Sheet

SUFFIX = ".csv"

_BOM = "\ufeff"
# Spreadsheets make formulas of what begins with these (https://owasp.org/www-community/attacks/CSV_Injection), numbers,
# times and dates ("May 5") of a short text with a digit, and truth values of these words, in their own language.
_CONVERTED = re.compile(r"(?is)'*(?:[=+\-@\t＝＋－＠]|(?=.*\d).{1,48}\Z|\s*(?:true|false|истина|ложь)\s*\Z)")
_DELIMITERS = ",;\t"  # RFC 4180; Excel where the comma is the decimal sign; Excel's "Unicode text"
_UNICODE = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"), ("utf-8", b""))
_MISREAD = tuple(codecs.BOM_UTF8.decode(name) for name in ("cp1252", "cp1251"))  # the mark, taken for text


def write(sheet: Sheet) -> bytes:
    """The table: a row a cue, in order, line breaks inside the cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(sheet))
    writer.writerows(map(_guarded, cells(row).values()) for row in sheet.rows)
    return (_BOM + out.getvalue()).encode()


def read(data: bytes, path: str) -> Returned:
    """The table in `data`, with commas, semicolons or tabs, in UTF-8 or UTF-16.

    Raises FileError if it is none, or lacks a column, or is in an encoding that may have lost characters.
    """
    rows = _rows(_decoded(data, path), path)
    header = Header.parse(rows[0], path)
    return Returned(
        path=path,
        source_locale=header.source_locale,
        target_locale=header.target_locale,
        rows=tuple(
            header.row([_bare(text) for text in row], f"row {n}") for n, row in enumerate(rows[1:], 2) if any(row)
        ),
    )


def _guarded(text: str) -> str:
    return f"'{text}" if _CONVERTED.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and _CONVERTED.match(text) else text


def _decoded(data: bytes, path: str) -> str:
    if not data.strip():
        raise FileError(path, None, "the file is empty", "give a table that was exported")
    encoding = next(name for name, mark in _UNICODE if data.startswith(mark))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if not text or text.startswith(_MISREAD):
        what = "not UTF-8: a program opened or saved it in an encoding that does not hold every character"
        raise FileError(path, None, what, "open the exported table as UTF-8 and save it as “CSV UTF-8”")
    return text


def _rows(text: str, path: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FileError(path, None, f"a damaged table: {error}", "give it as it was saved") from None
    return rows or [[]]
