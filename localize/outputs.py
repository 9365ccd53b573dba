"""Single files that are made again and again, a report or the output of one stage: never over a person's work.

Beside them `.localize/written/` remembers the SHA-256 of what was written. A file that differs from it, or that was
never written by us, counts as a person's: it stays, and the new text goes beside it as `NAME.new.EXT` (`NAME.new2.EXT`
if that has been edited too). Outputs of a season are told apart cue by cue, see `season`.
"""

from __future__ import annotations

import hashlib
import os
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
        """Write `data` as `name`: (the file that now holds it, the person's file that was left alone, if any).

        Raises FileError if the file cannot be written.
        """
        path = self.folder / name
        asides = (path.with_name(f"{path.stem}.new{number or ''}{path.suffix}") for number in (0, *range(2, 1000)))
        if self.is_ours(name, data):
            self._put(path, data)
            return path, None
        aside = next((place for place in asides if self.is_ours(place.name, data)), None)
        if aside is None:
            raise FileError(str(path), None, "somebody edited it, and every name beside it is taken", "tidy the folder")
        self._put(aside, data)
        return aside, path

    def is_ours(self, name: str, data: bytes) -> bool:
        """Whether nobody but us wrote the file `name`, if there is one, or it holds `data` already."""
        there = content(self.folder / name)
        if there is None or there == data:
            return True
        known = written.load(self._place.written(name), _digest(there))
        return known is not None and known.sha256 == (_digest(there),)

    def _put(self, path: Path, data: bytes) -> None:
        # As `season.desk.put` does, so that a kill at any moment leaves a file that is known to be ours.
        table, there = self._place.written(path.name), content(path)
        written.recover(table, _digest(there) if there is not None else None)
        written.begin(table, Written(sha256=(_digest(data),), source=""))
        write_atomically(path, data)
        written.finish(table)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
