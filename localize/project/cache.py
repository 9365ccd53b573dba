"""A SQLite file that may be lost: if it is damaged it is moved aside, told in one sentence, and begun anew."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from localize import sqlite
from localize.errors import StoreError
from localize.project import schema

_T = TypeVar("_T")

_AGAIN = "damaged, and so was the new one made in its place; check the disk"
_MEANINGS = {
    sqlite3.SQLITE_CORRUPT: _AGAIN,
    sqlite3.SQLITE_NOTADB: _AGAIN,
    sqlite3.SQLITE_FULL: "the disk is full; all files that were written are whole; make room and run again",
}
_CACHE_KIB = 8_192  # a run comes to each row once or twice; its memory must not grow with the files
# A violated constraint is damage too: nothing that is written here violates one in a sound file.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}


class Cache:
    """The file `path`. create: make it if it is missing, or damaged; else such a one is as an empty one, and stays.

    timeout_s: how long to wait while another program writes. Raises StoreError, here and in every method, for a file
    that is locked, another program's, of a newer localize or cannot be written, and for a full disk.
    """

    def __init__(self, path: Path, *, create: bool, timeout_s: float) -> None:
        self.path = path
        self._create = create
        self._timeout_s = timeout_s
        with sqlite.explained(path, _MEANINGS):
            try:
                self._connection = self._connect(create or path.is_file())
            except sqlite3.Error as error:
                _only_damage(error)
                self._connection = self._anew()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def read(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """What `work` gives. It is called again, with an empty file, if it meets damage."""
        with sqlite.explained(self.path, _MEANINGS):
            try:
                return work(self._connection)
            except sqlite3.Error as error:
                _only_damage(error)
                self._connection.close()
                self._connection = self._anew()
                return work(self._connection)

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """As `read`, all changes in one transaction: if anything is raised, none of them is made."""

        def whole(connection: sqlite3.Connection) -> _T:
            with sqlite.transaction(connection):
                return work(connection)

        return self.read(whole)

    def _connect(self, file: bool) -> sqlite3.Connection:
        """To the file, or to one in memory, which is empty."""
        if file:
            connection = sqlite.connect(self.path, create=self._create, timeout_s=self._timeout_s, cache_kib=_CACHE_KIB)
        else:
            connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            schema.prepare(connection, str(self.path))
        except BaseException:
            connection.close()
            raise
        return connection

    def _anew(self) -> sqlite3.Connection:
        """A connection to an empty file."""
        log = logging.getLogger(__name__)
        if self._create:
            aside = self._move_aside()
            log.warning("%s: damaged; it was moved to %s and begun anew, without the history of cues", self.path, aside)
        else:
            log.warning("%s: damaged; the next run begins it anew, without the history of cues", self.path)
        return self._connect(self._create)

    def _move_aside(self) -> str:
        """The name that the file has now."""
        aside = self.path.with_suffix(f".damaged{self.path.suffix}")
        try:
            self.path.replace(aside)
            # Only now: without it a file that was being written when the program was killed might pass for a sound one.
            self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.path}: damaged, and it cannot be moved aside ({error.strerror}); "
                "delete it: only the history of cues is lost with it"
            ) from error
        return aside.name


def _only_damage(error: sqlite3.Error) -> None:
    """Raises `error` if it tells of anything else."""
    if sqlite.kind(error) not in _DAMAGE or isinstance(error, sqlite3.ProgrammingError):
        raise error
