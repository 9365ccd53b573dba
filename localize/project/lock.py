"""One run at a time on an output folder, on a network share too.

The lock is a POSIX record lock (`fcntl`), on one byte of a file. It needs no clean-up: the system gives it back when
its process ends, however that ends. NFS and SMB pass it on to the server, unless they are mounted not to (`nolock`,
`nobrl`); if a whole machine dies, an NFSv4 server gives it back after a minute or two. Two other ways were weighed.
`flock` is inherited by forked workers, which may outlive a killed run and would go on holding it. A lock that is a file
or none stays behind a killed run, and nobody can tell from another machine.

The byte lies behind the text that says who holds the lock: on SMB nobody else could read what is locked. Other
descriptors of the file must not be closed in the process that holds it, or the lock is gone; nothing else opens it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from localize.errors import UsageError
from localize.project.place import Place

_BYTE = 1 << 30
_HOLDER = re.compile(r"(process \d{1,20} on [\w.-]{1,255} since [\d:TZ-]{20})\n", re.ASCII)

# Such a lock does not keep out its own process.
_held: set[tuple[int, int]] = set()
_guard = threading.Lock()


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Nobody else works on the folder as long as the block lasts.

    Raises UsageError if another run does, saying which, or if nothing can be written or locked there.
    """
    with _guard:
        handle, key = _taken(place)
        _held.add(key)
    try:
        yield
    finally:
        with _guard:
            _held.discard(key)
            os.close(handle)


def _taken(place: Place) -> tuple[int, tuple[int, int]]:
    """A descriptor of the locked file, and what tells the file from others."""
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if _identity(place.lock.stat()) in _held:
                raise UsageError(f"{place.out}: this very process is at work there; wait until it is done")
        handle = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        hint = "check the folder and the disk, or give another folder with -o"
        raise UsageError(f"{place.lock}: cannot be written: {error.strerror}; {hint}") from error
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _BYTE)
    except OSError as error:
        holder = _HOLDER.match(os.pread(handle, 400, 0).decode("ascii", "replace"))
        os.close(handle)
        if error.errno in (errno.EACCES, errno.EAGAIN):
            who = f" ({holder[1]})" if holder else ""
            message = f"{place.out}: another run is at work there{who}; wait until it is done, or stop it"
        else:
            hint = "two runs there could not be kept apart; give a folder on another disk with -o"
            message = f"{place.lock}: cannot be locked: {error.strerror}; {hint}"
        raise UsageError(message) from error
    with suppress(OSError):  # a full disk is for the run to tell
        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()} since {since}\n".encode(), 0)
    return handle, _identity(os.fstat(handle))


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
