"""Indexes for tests that have many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from localize import sqlite


@contextmanager
def unsynced() -> Iterator[None]:
    """Indexes that do not wait for the disk: enough where nobody cuts the power."""
    connect = sqlite.connect

    def at_once(path: Path, **options: Any) -> sqlite3.Connection:
        connection = connect(path, **options)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "connect", at_once)
        yield
