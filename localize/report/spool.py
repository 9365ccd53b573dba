"""Pieces of text that wait on the disk until a report is written, so that no run is too long for the memory."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from localize.errors import FileError

_IN_MEMORY = 1 << 20  # bytes; more goes to a file
_CHUNK = 1 << 16  # bytes read at a time


class Spool:
    """Pieces of text with a mark between them. size: bytes of UTF-8, without the marks.

    Methods raise FileError if there is no room for temporary files. Its own file is gone once it is closed.
    """

    def __init__(self, between: str = ",") -> None:
        self._between = between.encode()
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed by `close`
        self._empty = True
        self.size = 0

    def add(self, piece: str) -> None:
        """The next piece."""
        data = piece.encode()
        with _room():
            self._file.write(data if self._empty else self._between + data)
        self._empty = False
        self.size += len(data)

    def text(self) -> Iterator[str]:
        """All of it, cut anywhere."""
        with _room():
            self._file.seek(0)
        yield from codecs.iterdecode(iter(lambda: self._file.read(_CHUNK), b""), "utf-8")

    def close(self) -> None:
        """Give the room back."""
        with suppress(OSError):  # of a full disk, for what was not written yet and nobody wants any more
            self._file.close()


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "make room, or name another folder in TMPDIR"
        raise FileError(tempfile.gettempdir(), None, f"no temporary file can be written: {reason}", hint) from error
