"""Where a season's state lies beside its outputs, and how the folder of an older version becomes one of this version.

decisions/OUTPUT.jsonl   what people decided
notes/OUTPUT.jsonl       what reviewers noted
around/OUTPUT.jsonl      what people wrote around the cues
written/OUTPUT.tsv       what the program last wrote
sources/INPUT.tsv        the source as it was in the last run
index.sqlite             may be deleted
lock                     one run at a time
version                  of all this
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from localize.atomic import write_atomically
from localize.errors import StoreError, UsageError
from localize.project import around, written
from localize.project.lines import content, explained, numbered
from localize.project.remark import Remark, Where
from localize.project.written import Written

# Lines that two people added at one place are all kept, and a table is read with the rows of both sides: none of these
# files needs a person to settle a merge. Where git does not do it (on the pages of GitHub), conflict markers are read.
_GIT = {
    ".gitignore": "index.sqlite*\nindex.damaged.sqlite\nlock\n.localize-*\n",
    ".gitattributes": "*.jsonl text eol=lf merge=union\n*.tsv text eol=lf merge=union\n",
}
_PARTS = ("decisions", "notes", "around", "written", "sources")
_TEMPORARY = re.compile(r"\.localize-[a-z0-9_]{8}")  # what `write_atomically` leaves behind if it is killed
_LONG_AGO = "1970-01-01T00:00:00Z"  # of what has no time
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Place:
    """The state beside the outputs in `out`. OUTPUT and INPUT are file names, without a folder."""

    out: Path

    @property
    def folder(self) -> Path:
        """Where all of it lies."""
        return self.out / ".localize"

    @property
    def index(self) -> Path:
        """The cache."""
        return self.folder / "index.sqlite"

    @property
    def lock(self) -> Path:
        """The file that the run at work has locked."""
        return self.folder / "lock"

    def decisions(self, output: str) -> Path:
        """What people decided on an output."""
        return self._entry("decisions", output, ".jsonl")

    def notes(self, output: str) -> Path:
        """What reviewers noted on an output."""
        return self._entry("notes", output, ".jsonl")

    def around(self, output: str) -> Path:
        """What people wrote around the cues of an output."""
        return self._entry("around", output, ".jsonl")

    def written(self, output: str) -> Path:
        """What the program last wrote into an output."""
        return self._entry("written", output, ".tsv")

    def sources(self, name: str) -> Path:
        """An input as it was in the last run."""
        return self._entry("sources", name, ".tsv")

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of all outputs that something is known of, in order."""
        tables = (path.name.removesuffix(".next").removesuffix(".tsv") for path in self._files("written", "*.tsv*"))
        decided = (path.name.removesuffix(".jsonl") for path in self._files("decisions", "*.jsonl"))
        return tuple(sorted({*tables, *decided}))

    def check(self) -> int:
        """The version of the folder, 0 if it has none.

        Raises UsageError if it is newer than this program knows, StoreError if it cannot be told.
        """
        path = self.folder / "version"
        try:
            # Two people's copies may have had two versions.
            version = max((int(line) for _, line in numbered(content(path) or b"")), default=0)
        except ValueError:
            raise StoreError(f"{path}: damaged; write {len(_STEPS)} into it, or put back a copy") from None
        if version > len(_STEPS):
            raise UsageError(
                f"{self.out}: its state is of a newer localize (version {version}, this one knows {len(_STEPS)}); "
                "update localize, or give another folder with -o"
            )
        return version

    def prepare(self) -> None:
        """Make the folder, or bring it to the newest version; what a killed run half wrote is removed.

        To be called by the run that holds the lock. Raises as `check`, and FileError if something cannot be written.
        """
        version = self.check()
        for step in _STEPS[version:]:
            step(self)
        for name, text in _GIT.items():
            if content(self.folder / name) is None:
                write_atomically(self.folder / name, text.encode())
        if version < len(_STEPS):
            write_atomically(self.folder / "version", f"{len(_STEPS)}\n".encode())
        for folder in (self.out, self.folder, *(self.folder / name for name in _PARTS)):
            for path in folder.glob(".localize-*"):
                if _TEMPORARY.fullmatch(path.name) and path.is_file():
                    with explained(path, "removed"):
                        path.unlink(missing_ok=True)

    def _entry(self, part: str, name: str, suffix: str) -> Path:
        if not _is_name(name):
            raise ValueError(f"{name!r} is no file name")
        return self.folder / part / f"{name}{suffix}"

    def _files(self, part: str, pattern: str) -> list[Path]:
        return list((self.folder / part).glob(pattern))


def _is_name(name: str) -> bool:
    return name not in ("", "..") and PurePath(name).name == name


def _take_over(place: Place) -> None:
    """Version 0 kept the SHA-256 of outputs in `outputs.json`: enough to know an output that nobody touched."""
    path = place.folder / "outputs.json"
    try:
        known = json.loads(content(path) or b"{}")
    except ValueError:
        return  # what cannot be told counts as a person's
    for name, sha256 in known.items() if isinstance(known, dict) else ():
        if _is_name(name) and _SHA256.fullmatch(str(sha256)) and written.load(place.written(name)) is None:
            written.save(place.written(name), Written(sha256=(str(sha256),), source=""))
    with explained(path, "removed"):
        path.unlink(missing_ok=True)


def _tops(place: Place) -> None:
    """Version 1 kept what a person wrote above the first cue, and nothing else, in `tops/OUTPUT.txt`."""
    for path in sorted(place._files("tops", "*.txt")):
        text = (content(path) or b"").decode("utf-8", "surrogateescape").strip("\n")
        there = place.around(path.name.removesuffix(".txt"))
        if text:
            around.save(there, (Remark(where=Where.TOP, now=(text,), when=_LONG_AGO), *around.load(there)))
        with explained(path, "removed"):
            path.unlink(missing_ok=True)


# Step n makes version n from version n - 1, and may be repeated if it was cut short. Never change one that was
# released; add one.
_STEPS: tuple[Callable[[Place], None], ...] = (_take_over, _tops)
