"""Writing what a run made: atomically, never over an input, never over a person's work.

Beside the outputs `.localize/outputs.json` remembers the SHA-256 of every file written. A file that differs from what
was last written there, or that was never written by us, counts as a person's: it stays, and the new text goes beside it
as `NAME.new.EXT` (`NAME.new2.EXT` if that has been edited too).
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from localize.errors import FileError, UsageError

_MEMORY = Path(".localize") / "outputs.json"


class Outputs:
    """The folder `out` and what was last written into it. One object serves one run."""

    def __init__(self, out: Path) -> None:
        self.folder = out
        self._written = _load(out / _MEMORY)
        self._taken: set[str] = set()

    @property
    def made(self) -> tuple[Path, ...]:
        """The files written by this run and those before it, whoever edited them since."""
        return tuple(self.folder / name for name in self._written)

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

        Raises FileError if the file cannot be written, or if this run has written another of that name.
        """
        path = self.folder / name
        if name in self._taken:
            raise FileError(str(path), None, "another input was written to this file", "rename one of the inputs")
        self._taken.add(name)
        if self._is_ours(path, data):
            self._put(path, data)
            return path, None
        asides = (path.with_name(f"{path.stem}.new{number or ''}{path.suffix}") for number in (0, *range(2, 1000)))
        aside = next((place for place in asides if self._is_ours(place, data)), None)
        if aside is None:
            raise FileError(str(path), None, "somebody edited it, and every name beside it is taken", "tidy the folder")
        self._put(aside, data)
        return aside, path

    def _is_ours(self, path: Path, data: bytes) -> bool:
        try:
            there = path.read_bytes()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise FileError(str(path), None, f"cannot be read: {error.strerror}") from error
        return there == data or self._written.get(path.name) == _digest(there)

    def _put(self, path: Path, data: bytes) -> None:
        write_atomically(path, data)
        self._written[path.name] = _digest(data)
        text = json.dumps(dict(sorted(self._written.items())), ensure_ascii=False, indent=1)
        write_atomically(self.folder / _MEMORY, text.encode("utf-8", "surrogatepass"))


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write `data`, or its pieces one after another, to `path`, whole or not at all.

    Raises FileError if that fails; a file that was there then stays.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".localize-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise FileError(
            str(path), None, f"cannot be written: {error.strerror}", "check the folder and the disk"
        ) from error
    finally:
        if temporary:  # the disk is full, or somebody pressed Ctrl-C
            Path(temporary).unlink(missing_ok=True)


def _load(path: Path) -> dict[str, str]:
    """The memory; empty if there is none or it is damaged, so that what we cannot tell counts as a person's."""
    try:
        memory = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in memory.items()} if isinstance(memory, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
