"""The tables of a memory, and how an older file becomes a newer one.

A sentence is kept once a locale, whatever it is: a source, or only the sentence before or after one. `gram` is the
index of `grams`: mark, weight of the sentence, sentence. `whole` is a unit with its texts.
"""

from __future__ import annotations

import sqlite3

from localize import sqlite

APPLICATION_ID = 0x4C6F634D  # "LocM": tells a memory from other programs' databases

# Step n makes schema n from schema n - 1. Never change a step that was released; add one.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE sentence (
            id INTEGER PRIMARY KEY, locale TEXT NOT NULL, key INTEGER NOT NULL, text TEXT NOT NULL
        )""",
        "CREATE INDEX sentence_key ON sentence (key, locale)",
        """CREATE TABLE unit (
            source INTEGER NOT NULL, locale TEXT NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
            target TEXT NOT NULL, origin TEXT NOT NULL,
            rank INTEGER NOT NULL, created TEXT NOT NULL, creator TEXT NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY (source, locale, before, after, target, origin)
        ) WITHOUT ROWID""",
        """CREATE TABLE gram (
            gram INTEGER NOT NULL, weight INTEGER NOT NULL, sentence INTEGER NOT NULL,
            PRIMARY KEY (gram, weight, sentence)
        ) WITHOUT ROWID""",
        """CREATE VIEW whole AS
            SELECT source.id, source.key, source.text AS source, unit.target,
                source.locale AS source_locale, unit.locale AS target_locale,
                coalesce(before.text, '') AS before, coalesce(after.text, '') AS after,
                unit.rank, unit.origin, unit.creator, unit.created, unit.note
            FROM sentence AS source JOIN unit ON unit.source = source.id
            LEFT JOIN sentence AS before ON before.id = unit.before
            LEFT JOIN sentence AS after ON after.id = unit.after""",
    ),
)


def prepare(connection: sqlite3.Connection, path: str) -> None:
    """Bring the file to the newest schema; an empty file becomes an empty memory.

    Raises StoreError for another program's database and for a memory of a newer localize; sqlite3.Error as SQLite does.
    """
    kind = sqlite.Schema(
        application_id=APPLICATION_ID,
        steps=STEPS,
        foreign="no translation memory but another program's database; give another file",
        newer="update localize",
    )
    sqlite.prepare(connection, kind, path)
