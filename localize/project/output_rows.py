"""The rows of the index about outputs: how they stand, and the stories of their cues. Inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from localize.project.events import Event, event, moved, with_news
from localize.project.packing import as_bytes, pack, unpack
from localize.project.states import OutputState, Tally, output_state, output_tally, tally

_RECORD = """
    INSERT INTO output (name, made, fingerprint, tally, state) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET
        made = excluded.made, fingerprint = excluded.fingerprint, tally = excluded.tally, state = excluded.state
"""
_TELL = "INSERT INTO output (name, past) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET past = excluded.past"
_MOVE = """
    INSERT INTO output (name, past, version) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET past = excluded.past, version = excluded.version
"""


def record(connection: sqlite3.Connection, state: OutputState) -> None:
    """An output as it now stands."""
    values = state.run, pack(state.fingerprint), pack(tally(state)), pack(state)
    connection.execute(_RECORD, (as_bytes(state.name), *values))


def fingerprint(connection: sqlite3.Connection, output: str) -> dict[str, str]:
    """Of an output when it was last made; empty if it never was."""
    row = connection.execute("SELECT fingerprint FROM output WHERE name = ?", (as_bytes(output),)).fetchone()
    return unpack(row[0], dict) if row and row[0] else {}


def state(connection: sqlite3.Connection, output: str) -> OutputState | None:
    """How an output stood when it was last made."""
    row = connection.execute("SELECT state FROM output WHERE name = ?", (as_bytes(output),)).fetchone()
    return unpack(row[0], output_state) if row and row[0] else None


def tallies(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """All outputs that were made, by name."""
    rows = connection.execute("SELECT tally FROM output WHERE made > 0 ORDER BY name")
    return tuple(unpack(data, output_tally) for (data,) in rows)


def names(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The names of all outputs that were made, by name of the input and locale."""
    rows = connection.execute("SELECT tally FROM output WHERE made > 0 ORDER BY name")
    tallies = (unpack(data, output_tally) for (data,) in rows)
    return {(one.input, one.locale): one.name for one in tallies}


def forget(connection: sqlite3.Connection, outputs: Iterable[str]) -> None:
    """Take out all that is known of some outputs."""
    connection.executemany("DELETE FROM output WHERE name = ?", [(as_bytes(output),) for output in outputs])


def past(connection: sqlite3.Connection, output: str) -> tuple[Event, ...]:
    """What happened to the cues of an output, in order."""
    row = connection.execute("SELECT past FROM output WHERE name = ?", (as_bytes(output),)).fetchone()
    return unpack(row[0], _events) if row and row[0] else ()


def tell(connection: sqlite3.Connection, output: str, news: Iterable[Event], run: int) -> None:
    """Add what is new in `news` to the stories."""
    before = past(connection, output)
    after = with_news(before, news, run)
    if after != before:
        connection.execute(_TELL, (as_bytes(output), pack(after)))


def move(connection: sqlite3.Connection, output: str, moves: Mapping[str, Sequence[str]], version: str) -> None:
    """The stories under new ids, unless they were moved to `version` of the source already."""
    row = connection.execute("SELECT version FROM output WHERE name = ?", (as_bytes(output),)).fetchone()
    if row != (version,):
        connection.execute(_MOVE, (as_bytes(output), pack(moved(past(connection, output), moves)), version))


def _events(rows: Iterable[Mapping[str, Any]]) -> tuple[Event, ...]:
    return tuple(map(event, rows))
