"""The sentences of a memory: each text once a locale, with the marks by which similar ones find it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from localize.memory.grams import grams
from localize.memory.same import same
from localize.memory.similarity import letters, tokens

_T = TypeVar("_T")


def rounds(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The values, `size` at a time."""
    remaining = iter(values)
    while some := list(islice(remaining, size)):
        yield some


def key(text: str) -> int:
    """64 bits of a hash, the same for the same sentence. Two sentences may have one key: compare them."""
    digest = hashlib.blake2b(same(text).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def known(connection: sqlite3.Connection, texts: Iterable[str]) -> list[tuple[int, str, str]]:
    """Id, locale and text of every sentence that is the same as one of `texts`."""
    asked = {same(text): key(text) for text in texts}
    rows = connection.execute(
        "SELECT id, locale, text FROM sentence WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps([*asked.values()]),),
    )
    return [row for row in rows if same(row[2]) in asked]


def keep(connection: sqlite3.Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The ids of sentences (locale, text), which are put into the memory if they are not there yet."""
    asked = set(wanted)
    there = {(locale, text): number for number, locale, text in known(connection, {text for _, text in asked})}
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM sentence").fetchone()
    new = {sentence: number for number, sentence in enumerate(sorted(asked - there.keys()), last + 1)}
    connection.executemany(
        "INSERT INTO sentence (id, locale, key, text) VALUES (?, ?, ?, ?)",
        [(number, locale, key(text), text) for (locale, text), number in new.items()],
    )
    connection.executemany(
        "INSERT INTO gram (gram, weight, sentence) VALUES (?, ?, ?)",
        sorted(row for (_, text), number in new.items() for row in _gram_rows(text, number)),
    )
    return there | new


def sweep(connection: sqlite3.Connection) -> None:
    """Take out the sentences that stand in no unit any more."""
    orphans = connection.execute(
        """SELECT id, text FROM sentence WHERE id NOT IN
        (SELECT source FROM unit UNION SELECT before FROM unit UNION SELECT after FROM unit)"""
    ).fetchall()
    connection.executemany("DELETE FROM sentence WHERE id = ?", [(number,) for number, _ in orphans])
    connection.executemany(
        "DELETE FROM gram WHERE gram = ? AND weight = ? AND sentence = ?",
        (row for number, text in orphans for row in _gram_rows(text, number)),
    )


def _gram_rows(text: str, number: int) -> list[tuple[int, int, int]]:
    parts = tokens(same(text))
    weight = len(letters(parts))
    return [(gram, weight, number) for gram in grams(parts)]
