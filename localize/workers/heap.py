"""Memory that a worker of Dask keeps from one batch to the next.

Dask's nannies start workers with `MALLOC_TRIM_THRESHOLD_=65536`: what is freed goes back to the system at once, and the
next batch fetches it again page by page. Translation then takes twice the CPU time.
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


@functools.cache
def keep() -> None:
    """Once a process: keep what is freed, if a nanny said otherwise and the C library is glibc."""
    name, value = _NANNY
    if os.environ.get(name) == value:
        with contextlib.suppress(OSError, AttributeError, TypeError):
            library = ctypes.CDLL(None)
            library.mallopt(_M_TRIM_THRESHOLD, _KEPT)
            library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
