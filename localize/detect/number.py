"""A number was lost."""

from __future__ import annotations

from fractions import Fraction

from localize.text.numbers import lost


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """A number of the source that the target does not name, in digits or words (`text.numbers.lost`)."""
    gone = lost(source, target, source_language, target_language)
    return f"number lost: {', '.join(map(written, gone))}" if gone else None


def written(value: Fraction) -> str:
    """A number for people: 12000, 3.5."""
    return str(value) if value.denominator == 1 else f"{float(value):g}"
