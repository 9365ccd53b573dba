"""Nothing came back."""

from __future__ import annotations


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """No letter or digit in the target, though the source has one."""
    if any(map(str.isalnum, source)) and not any(map(str.isalnum, target)):
        return f"nothing but {target.strip()!r} came back" if target.strip() else "nothing came back"
    return None
