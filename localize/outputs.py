"""Single files that are made again and again, a report or the output of one stage: never over a person's work.

Beside them `.localize/written/` remembers the SHA-256 of what was written. A file that differs from it, or that was
never written by us, counts as a person's: it stays, and the new text goes beside it as `NAME.new.EXT` (`NAME.new2.EXT`
if that has been edited too). Outputs of a season are told apart cue by cue, see `season`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from localize.atomic import write_atomically
from localize.errors import FileError, UsageError
from localize.project import written
from localize.project.lines import content
from localize.project.place import Place
from localize.project.written import Written


class Outputs:
    """The folder `out` and what was last written into it."""

    def __init__(self, out: Path) -> None:
        self.folder = out
        self._place = Place(out)

    @property
    def made(self) -> tuple[Path, ...]:
        """The files written by any run, whoever edited them since."""
        return tuple(self.folder / name for name in self._place.outputs)

    def prepare(self) -> None:
        """Make the folder. Raises UsageError if it cannot be made or written to, so that no work is done in vain."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise UsageError(f"{self.folder}: not a folder, and none can be made there; give another with -o") from None
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise UsageError(f"{self.folder}: you may not write to this folder; give another with -o")

    def write(self, name: str, data: bytes) -> tuple[Path, Path | None]:
        """As `store`, of `data`."""
        return self.store(name, _digest(data), (data,))

    def store(self, name: str, sha256: str, pieces: Iterable[bytes]) -> tuple[Path, Path | None]:
        """Write `pieces` as `name`: (the file that now holds them, the person's file that was left alone, if any).

        Raises FileError if the file cannot be written.
        """
        path = self.folder / name
        if not self._person(name, but=sha256):
            self._put(path, sha256, pieces)
            return path, None
        for aside, person in self.asides(name):
            if person in ("", sha256):
                self._put(aside, sha256, pieces)
                return aside, path
        raise FileError(str(path), None, "somebody edited it, and every name beside it is taken", "tidy the folder")

    def asides(self, name: str) -> Iterator[tuple[Path, str]]:
        """Where the text of `name` may go if the file itself must stay, with the SHA-256 of what a person wrote there,
        empty if nobody did: such a place is the last.
        """
        path = self.folder / name
        for number in ("", *range(2, 1000)):
            aside = path.with_name(f"{path.stem}.new{number}{path.suffix}")
            person = self._person(aside.name)
            yield aside, person
            if not person:
                return

    def put(self, name: str, data: bytes) -> None:
        """Write `data` as `name`, whatever is there. Raises FileError if it cannot be written."""
        self._put(self.folder / name, _digest(data), (data,))

    def _person(self, name: str, but: str = "") -> str:
        """SHA-256 of the file `name` if a person wrote it; empty if we did, if there is none, or if it is `but`."""
        there = content(self.folder / name)
        found = _digest(there) if there is not None else ""
        if found in ("", but):
            return ""
        known = written.load(self._place.written(name), found)
        return "" if known is not None and known.sha256 == (found,) else found

    def _put(self, path: Path, sha256: str, pieces: Iterable[bytes]) -> None:
        # As `season.desk.put` does, so that a kill at any moment leaves a file that is known to be ours.
        table, there = self._place.written(path.name), content(path)
        written.recover(table, _digest(there) if there is not None else None)
        written.begin(table, Written(sha256=(sha256,), source=""))
        write_atomically(path, pieces)
        written.finish(table)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
