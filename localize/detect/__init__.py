"""The ways in which machine text fails, one module a way; used by translation and by QC.

A detector is a pure function of a source text and what should be its translation; it returns a message, or None if
there is nothing wrong. Adding one: write `detect/<way>.py` with a function `check` of these four arguments, add a line
to `FAILURES`, add `tests/detect/test_<way>.py`, and say what it means in `report/meanings.py` if no delivery rule has
the same id.
"""

from __future__ import annotations

from collections.abc import Callable

from localize.detect import address, empty, garbled, length, loop, number, placeholder, script, symbol, tag

# (source text, target text, source language, target language) -> message or None. Languages are BCP 47 tags.
Detector = Callable[[str, str, str, str], str | None]

# Rule id -> detector, in the order in which failures are reported.
FAILURES: dict[str, Detector] = {
    "text.empty": empty.check,
    "text.garbled": garbled.check,
    "script.wrong": script.check,
    "text.loop": loop.check,
    "text.length": length.check,
    "text.number": number.check,
    "text.address": address.check,
    "text.symbol": symbol.check,
    "placeholder.lost": placeholder.check,
    "tag.lost": tag.check,
}


def failures(source: str, target: str, source_language: str, target_language: str) -> tuple[tuple[str, str], ...]:
    """Everything wrong with `target` as the translation of `source`: (rule id, message). An empty text fails alone."""
    found = []
    for rule, detector in FAILURES.items():
        message = detector(source, target, source_language, target_language)
        if message:
            found.append((rule, message))
            if rule == "text.empty":
                break
    return tuple(found)
