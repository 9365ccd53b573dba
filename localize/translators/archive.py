"""Package archives (`.argosmodel`, a zip with one folder), unpacked without trust."""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import zipfile
import zlib
from pathlib import Path

from localize.errors import ModelError

# Model weights hardly compress: real packages grow by a tenth. What grows more than this is made to fill a disk.
_MAX_GROWTH = 20
_ALWAYS_FINE = 64 * 2**20  # bytes

# A plain relative path; no drive, no backslash, no control character, no `.` or `..` (checked apart).
_SAFE_NAME = re.compile(r"[^/\\:\x00-\x1f\x7f]+(?:/[^/\\:\x00-\x1f\x7f]+)*/?")


def sha256(path: Path) -> str:
    """The file's SHA-256, 64 hexadecimal digits, lower case."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(path: Path, into: Path, *, name: str) -> Path:
    """Unpack archive `path` into the existing, empty folder `into`; return the one folder that the archive holds.

    Every byte is checked against the archive's own checksums. name: what error messages call the archive. Raises
    ModelError; `into` may then hold a part, and is the caller's to remove.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            top = _check(archive.infolist(), path.stat().st_size, name)
            for entry in archive.infolist():
                _extract(archive, entry, into)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ModelError(f"{name}: not a whole zip archive ({error}); download or copy it again") from error
    # A password or an unknown compression is a RuntimeError to zipfile.
    except (RuntimeError, OSError) as error:
        raise ModelError(f"{name}: cannot be unpacked ({error})") from error
    return into / top


def _check(entries: list[zipfile.ZipInfo], packed: int, name: str) -> str:
    tops = set()
    for entry in entries:
        parts = entry.filename.split("/")
        link = stat.S_ISLNK(entry.external_attr >> 16)
        if link or not _SAFE_NAME.fullmatch(entry.filename) or {".", ".."}.intersection(parts):
            raise ModelError(f"{name}: its entry {entry.filename!a} is not a plain file; do not use this archive")
        tops.add(parts[0])
    if len(tops) != 1:
        raise ModelError(f"{name}: {len(tops)} folders instead of one; this is not an Argos package")
    total = sum(entry.file_size for entry in entries)
    if total > max(_ALWAYS_FINE, packed * _MAX_GROWTH):
        raise ModelError(f"{name}: would grow from {packed:,} to {total:,} bytes; do not use this archive")
    return tops.pop()


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> None:
    place = into / entry.filename
    if entry.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    # "x": the same name twice is refused. zipfile stops at the size that was declared and compares the checksum.
    with archive.open(entry) as packed, place.open("xb") as file:
        shutil.copyfileobj(packed, file)
