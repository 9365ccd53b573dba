"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from localize.errors import FileError


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
