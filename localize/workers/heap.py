"""How the C library of a process, if it is glibc, holds memory.

Dask's nannies start workers with `MALLOC_TRIM_THRESHOLD_=65536`: what is freed goes back to the system at once, and the
next batch fetches it again page by page. Translation then takes twice the CPU time.

Threads get arenas of their own, eight a processor. What one has freed no other can use, so a process that translates
for hours with threads that come and go grows.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os

_NANNY = ("MALLOC_TRIM_THRESHOLD_", "65536")
# From glibc's malloc.h; bytes of freed memory that are kept, and from which size on memory is asked of the system.
_M_TRIM_THRESHOLD, _KEPT = -1, 64 << 20
_M_MMAP_THRESHOLD, _LARGE = -3, 32 << 20
_M_ARENA_MAX, _FEW = -8, 2


@functools.cache
def keep() -> None:
    """Once a process: keep what is freed, if a nanny said otherwise."""
    name, value = _NANNY
    if os.environ.get(name) == value:
        _set((_M_TRIM_THRESHOLD, _KEPT), (_M_MMAP_THRESHOLD, _LARGE))


@functools.cache
def share() -> None:
    """Once a process, before its threads begin: let them share arenas, unless somebody else decided."""
    if "MALLOC_ARENA_MAX" not in os.environ:
        _set((_M_ARENA_MAX, _FEW))


def _set(*options: tuple[int, int]) -> None:
    with contextlib.suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        for option, value in options:
            library.mallopt(option, value)
