"""How much memory some work takes."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable


def peak_of(work: Callable[[], int]) -> tuple[int, int]:
    """What `work` gives, and the most bytes that Python held for it at one time."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
