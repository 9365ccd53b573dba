"""Opening the file of a memory, and what SQLite's errors mean to people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localize.errors import StoreError
from localize.memory import schema

_CACHE_KIB = 65_536  # SQLite's own 2 MB make a large import several times slower

_MEANINGS = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when that is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again when that is done",
    sqlite3.SQLITE_READONLY: "cannot be written to; check the rights of the file and its folder",
    sqlite3.SQLITE_PERM: "cannot be opened; check the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists, and the rights of both",
    sqlite3.SQLITE_FULL: "the disk is full; nothing was changed",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk or the network share",
    sqlite3.SQLITE_NOTADB: "no translation memory, or damaged; give another file, or import its TMX into a new one",
    sqlite3.SQLITE_CORRUPT: "damaged; put back a copy, or import its TMX into a new file",
}


def connect(path: Path, *, create: bool, timeout_s: float) -> sqlite3.Connection:
    """A connection to a memory of the newest schema, without open transaction. Raises StoreError."""
    with explained(path):
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        connection = sqlite3.connect(uri, uri=True, timeout=timeout_s, isolation_level=None)
        try:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            schema.prepare(connection, str(path))
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite says into a StoreError that names the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        # No code: Python itself complains, of text that is no UTF-8. The low byte is the kind, the rest tells details.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        meaning = _MEANINGS.get(code)
        if meaning is None or isinstance(error, sqlite3.ProgrammingError):
            raise
        raise StoreError(f"{path}: {meaning}") from error


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of the block's changes or, if it raises anything, none."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
