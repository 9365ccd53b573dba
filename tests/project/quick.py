"""Indexes for tests that have many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from localize import sqlite


@contextmanager
def unsynced() -> Iterator[None]:
    """Indexes that do not wait for the disk: enough where nobody cuts the power."""
    connect = sqlite.connect

    def at_once(path: Path, *, create: bool, timeout_s: float) -> sqlite3.Connection:
        connection = connect(path, create=create, timeout_s=timeout_s)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "connect", at_once)
        yield
