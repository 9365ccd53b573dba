"""Characters that came out broken: half of a letter, or the mark that stands for one."""

from __future__ import annotations

# What a model's byte pieces give when they do not add up to a letter.
_BROKEN = "\ufffd"


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """U+FFFD, the replacement character, more often than in the source."""
    count = target.count(_BROKEN)
    return f"{count} broken character{'s' if count > 1 else ''}" if count > source.count(_BROKEN) else None
