"""Opening the file of a memory, and what SQLite's errors mean to people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localize import sqlite
from localize.memory import schema

_MEANINGS = {
    sqlite3.SQLITE_NOTADB: "no translation memory, or damaged; give another file, or import its TMX into a new one",
    sqlite3.SQLITE_CORRUPT: "damaged; put back a copy, or import its TMX into a new file",
}


def connect(path: Path, *, create: bool, timeout_s: float) -> sqlite3.Connection:
    """A connection to a memory of the newest schema, without open transaction. Raises StoreError."""
    with explained(path):
        connection = sqlite.connect(path, create=create, timeout_s=timeout_s)
        try:
            schema.prepare(connection, str(path))
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite says into a StoreError that names the file and what to do."""
    with sqlite.explained(path, _MEANINGS):
        yield


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of the block's changes or, if it raises anything, none."""
    with explained(path), sqlite.transaction(connection):
        yield
