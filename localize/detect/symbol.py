"""A sign of a unit or of money, an emoji or a note was lost."""

from __future__ import annotations

from collections import Counter

from localize.languages import language
from localize.text import units
from localize.text.verbatim import pictures


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Signs beside figures (%, °C, $, №, кг) that a Russian source has and the target has under no name (percent,
    百分之); and emoji and notes that stand there less often.
    """
    gone = [picture for picture, count in Counter(pictures(source)).items() if target.count(picture) < count]
    if language(source_language).engine == "ru" and language(target_language).engine != "ru":
        gone = [*units.lost(source, target), *gone]
    return f"lost {', '.join(gone)}" if gone else None
