"""Small things that were worked out, kept by name in the index: a piece of a report, say."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable

from localize.project.packing import as_bytes

_KNOWN = "SELECT seal, data FROM piece WHERE name = ?"
_KEEP = """
    INSERT INTO piece (name, seal, data) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET seal = excluded.seal, data = excluded.data WHERE data IS NOT excluded.data
"""
_FORGET = "DELETE FROM piece WHERE name >= ? AND name < ?"


def kept(connection: sqlite3.Connection, name: str) -> bytes | None:
    """What was kept under `name`. Raises sqlite3.DatabaseError, as SQLite does, if it is damaged."""
    row = connection.execute(_KNOWN, (as_bytes(name),)).fetchone()
    if row is None:
        return None
    seal, data = row
    if not isinstance(data, bytes) or seal != _seal(name, data):
        raise sqlite3.DatabaseError("a row of the index is damaged")
    return data


def keep(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    """Keep `data` in place of what was kept under `name`."""
    connection.execute(_KEEP, (as_bytes(name), _seal(name, data), data))


def forget(connection: sqlite3.Connection, outputs: Iterable[str]) -> None:
    """Take out all whose name begins with that of an output and U+0000."""
    starts = [as_bytes(output) for output in outputs]
    connection.executemany(_FORGET, [(start + b"\0", start + b"\1") for start in starts])


def _seal(name: str, data: bytes) -> int:
    """A checksum."""
    return zlib.crc32(data, zlib.crc32(as_bytes(name)))
