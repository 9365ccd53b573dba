"""A placeholder was lost, doubled or made up."""

from __future__ import annotations

import re
from collections import Counter

_TOKEN = re.compile(r"⟦\d+⟧")


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Tokens such as ⟦1⟧: each stands in the target as often as in the source, which is once."""
    wanted, found = Counter(_TOKEN.findall(source)), Counter(_TOKEN.findall(target))
    problems = [
        f"{token} {_times(found[token])} instead of {_times(wanted[token])}"
        for token in sorted(wanted | found)
        if wanted[token] != found[token]
    ]
    return ", ".join(problems) or None


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
