"""The translation packages that a process has in its own folders, found by what they are instead of where."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from localize.translators.base import PackageInfo
from localize.translators.packages import survey

# The files of a package that decide what comes out of it.
_PARTS = ("metadata.json", "sentencepiece.model", "bpe.model", "model/*")

_LOCK = threading.Lock()


def digest(package: PackageInfo) -> str:
    """SHA-256 over the names and contents of the files that a package translates with."""
    folder = Path(package.path)
    files = [path for path in _files(folder) if path.is_file()]
    return _digest(package.path, tuple((str(path.relative_to(folder)), *_stamp(path)) for path in files))


def _files(folder: Path) -> Iterator[Path]:
    for part in _PARTS:
        yield from sorted(folder.glob(part))


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


# Hundreds of megabytes are not read twice, unless they have changed.
@functools.lru_cache(maxsize=64)
def _digest(folder: str, files: tuple[tuple[str, int, int], ...]) -> str:
    total = hashlib.sha256()
    for name, size, _ in files:
        total.update(f"{name}\0{size}\0".encode())
        with (Path(folder) / name).open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def packages() -> Mapping[str, PackageInfo]:
    """All packages in the folders of this process (`LOCALIZE_MODELS`, `./models`, Argos's own), by digest.

    Raises UsageError if a folder that LOCALIZE_MODELS names does not exist.
    """
    return {digest(found.package): found.package for found in reversed(survey().found)}


def find(digest: str) -> PackageInfo | None:
    """The package with that digest, if this process has it. It looks again before it says no."""
    with _LOCK:
        if digest not in _looked():
            _looked.cache_clear()
        return _looked().get(digest)


@functools.cache
def _looked() -> Mapping[str, PackageInfo]:
    return packages()
