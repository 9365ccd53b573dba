"""What is in a translation package, as a digest: one that was trained again under the same version is another."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from localize.errors import ModelError
from localize.project.packing import as_bytes, as_json
from localize.project.runs import Runs
from localize.translators.base import PackageInfo

# A file written twice within one tick of a file system's clock keeps its time: what is so new is not trusted to stay.
_SETTLED_NS = 2_000_000_000

_KNOWN = "SELECT digest FROM package WHERE path = ? AND stamp = ?"
_KEEP = """
    INSERT INTO package (path, stamp, digest) VALUES (?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, digest = excluded.digest
"""


def digest(runs: Runs, package: PackageInfo) -> str:
    """32 hexadecimal digits over names and contents of the package's files.

    They are read again only if the size or a time of one has changed. Raises ModelError if one cannot be read.
    """
    try:
        path, (stamp, newest) = as_bytes(package.path), _stamp(package)
        row = runs.read(lambda connection: connection.execute(_KNOWN, (path, stamp)).fetchone())
        if row:
            return str(row[0])
        made = _digest(package)
    except OSError as error:
        raise ModelError(f"{package.path}: the package cannot be read ({error.strerror}); install it again") from error
    if runs.going_on and newest + _SETTLED_NS < time.time_ns():
        runs.write(lambda connection: connection.execute(_KEEP, (path, stamp, made)))
    return made


def _stamp(package: PackageInfo) -> tuple[bytes, int]:
    """What changes when a file does that nobody takes pains to hide; and the time of the newest, in ns."""
    facts = [(name, path.stat()) for name, path in _files(package)]
    rows = [(name, fact.st_size, fact.st_mtime_ns, fact.st_ctime_ns) for name, fact in facts]
    newest = max((max(fact.st_mtime_ns, fact.st_ctime_ns) for _, fact in facts), default=0)
    return hashlib.blake2b(as_json(rows), digest_size=16).digest(), newest


def _digest(package: PackageInfo) -> str:
    rows = []
    for name, path in _files(package):
        with path.open("rb") as file:
            rows.append((name, hashlib.file_digest(file, hashlib.blake2b).hexdigest()))
    return hashlib.blake2b(as_json(rows), digest_size=16).hexdigest()


def _files(package: PackageInfo) -> list[tuple[str, Path]]:
    """Names inside the package, and the files."""
    folder = Path(package.path)
    return sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
