"""The tables of a season's index, and how an older file becomes a newer one.

The index is a cache: a step may throw away what it cannot carry over.
"""

from __future__ import annotations

import sqlite3

from localize import sqlite

APPLICATION_ID = 0x4C6F6349  # "LocI": tells an index from other programs' databases

# Step n makes schema n from schema n - 1. Never change a step that was released; add one.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        # done: empty if the run was killed, or is going on.
        "CREATE TABLE run (number INTEGER PRIMARY KEY, begun TEXT NOT NULL, done TEXT NOT NULL DEFAULT '')",
        # stamp: sizes and times of the package's files when `digest` was made of what is in them.
        "CREATE TABLE package (path BLOB PRIMARY KEY, stamp BLOB NOT NULL, digest TEXT NOT NULL)",
        # used: number of a run that asked for the answer. seal: checksum of key and texts.
        """CREATE TABLE answer (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
            used INTEGER NOT NULL, seal INTEGER NOT NULL, texts BLOB NOT NULL
        )""",
        "CREATE TABLE batch (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, requests BLOB NOT NULL)",
        # name: begins with that of an output and U+0000 if it goes with the output. seal: checksum of name and data.
        "CREATE TABLE piece (name BLOB PRIMARY KEY, seal INTEGER NOT NULL, data BLOB NOT NULL)",
        # made: number of the run that last made the output, 0 for none. version: of the source, for the ids in `past`.
        """CREATE TABLE output (
            id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE,
            made INTEGER NOT NULL DEFAULT 0, version TEXT NOT NULL DEFAULT '',
            tally BLOB, fingerprint BLOB, state BLOB, past BLOB
        )""",
    ),
)


def prepare(connection: sqlite3.Connection, path: str) -> None:
    """Bring the file to the newest schema; an empty file becomes an empty index.

    Raises StoreError for another program's database and for an index of a newer localize; sqlite3.Error as SQLite does,
    and if the tables are not as they were made.
    """
    kind = sqlite.Schema(
        application_id=APPLICATION_ID,
        steps=STEPS,
        foreign="no index of localize but another program's database; move it away",
        newer="update localize, or delete the file: only the history of cues is lost with it",
    )
    sqlite.prepare(connection, kind, path)
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        sqlite.prepare(model, kind, path)
        if _tables(connection) != _tables(model):
            raise sqlite3.DatabaseError("the tables of the index are damaged")
    finally:
        model.close()


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY name").fetchall()
