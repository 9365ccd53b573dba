"""The formats of review tables, and which of them a file that came back is in.

Adding one: a module with the members of `Table`, a line in `TABLES`, its mark in `name_of`, and a line in the tables of
`tests/review/test_round_trip.py`.
"""

from __future__ import annotations

import re
from typing import Protocol

from localize.review import csv, xliff, xliff2, xlsx
from localize.review.sheet import Returned, Sheet


class Table(Protocol):
    """A module of one format."""

    SUFFIX: str
    """Of its files, with the dot."""

    def write(self, sheet: Sheet) -> bytes:
        """The table as a file. Raises FileError, naming the cue, for what the format cannot hold."""

    def read(self, data: bytes, path: str) -> Returned:
        """The table in `data`; `path` is its name, for messages. Raises FileError if it is none of this format."""


TABLES: dict[str, Table] = {"xlsx": xlsx, "csv": csv, "xliff": xliff, "xliff2": xliff2}

_XLIFF2 = re.compile(rb"<[^<>]*xliff\s[^<>]*?(?:\bversion\s*=\s*[\"']2|xliff:document:2)")
_HEAD = 4_096


def name_of(data: bytes) -> str:
    """The format of a table that came back, by its content: people rename files, and XLIFF has one suffix for all."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "xlsx"
    if head.startswith(b"<"):
        return "xliff2" if _XLIFF2.search(head) else "xliff"
    return "csv"


def read(data: bytes, path: str) -> Returned:
    """The table in `data`, whatever its format. Raises FileError if it is none."""
    return TABLES[name_of(data)].read(data, path)
