"""What all our SQLite files share: opening, transactions, schemas that grow, and what SQLite's errors mean to people.

There is no write-ahead log: it does not work on network shares.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from localize.errors import StoreError

_CACHE_KIB = 65_536  # SQLite's own 2 MB make large changes several times slower

_MEANINGS = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when that is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again when that is done",
    sqlite3.SQLITE_READONLY: "cannot be written to; check the rights of the file and its folder",
    sqlite3.SQLITE_PERM: "cannot be opened; check the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists, and the rights of both",
    sqlite3.SQLITE_FULL: "the disk is full; nothing was changed",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk or the network share",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The tables of one kind of file.

    application_id: tells it from other programs' databases. steps: statements; step n makes schema n from n - 1.
    foreign, newer: what to say of another program's database, and what to do about a file of a newer localize.
    """

    application_id: int
    steps: tuple[tuple[str, ...], ...]
    foreign: str
    newer: str


def connect(path: Path, *, create: bool, timeout_s: float, cache_kib: int = _CACHE_KIB) -> sqlite3.Connection:
    """A connection without open transaction. timeout_s: how long to wait for another program. cache_kib: how much of
    the file may be held in memory. Raises sqlite3.Error.
    """
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout_s, isolation_level=None)
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    return connection


def prepare(connection: sqlite3.Connection, schema: Schema, path: str) -> None:
    """Bring the file to the newest schema; an empty file becomes an empty one of its kind.

    Raises StoreError for another program's database and for a file of a newer localize; sqlite3.Error as SQLite does.
    """
    if _version(connection, schema, path) == len(schema.steps):
        return
    with transaction(connection):
        for step in schema.steps[_version(connection, schema, path) :]:  # again: another process may have been faster
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {schema.application_id}")
        connection.execute(f"PRAGMA user_version = {len(schema.steps)}")


def _version(connection: sqlite3.Connection, schema: Schema, path: str) -> int:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (application or tables) and application != schema.application_id:
        raise StoreError(f"{path}: {schema.foreign}")
    if version > len(schema.steps):
        raise StoreError(
            f"{path}: written by a newer localize (schema {version}, this one knows {len(schema.steps)}); "
            f"{schema.newer}"
        )
    return int(version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block's changes or, if it raises anything, none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def kind(error: sqlite3.Error) -> int:
    """The primary result code of SQLite. Text that is no UTF-8, of which Python complains, counts as SQLITE_CORRUPT."""
    # The low byte is the kind, the rest tells details.
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF


@contextmanager
def explained(path: Path, meanings: Mapping[int, str]) -> Iterator[None]:
    """Turns what SQLite says into a StoreError that names the file and what to do; a bug of ours stays as it is.

    meanings: by result code, for what differs between kinds of files.
    """
    try:
        yield
    except sqlite3.Error as error:
        meaning = (_MEANINGS | dict(meanings)).get(kind(error))
        if meaning is None or isinstance(error, sqlite3.ProgrammingError):
            raise
        raise StoreError(f"{path}: {meaning}") from error
