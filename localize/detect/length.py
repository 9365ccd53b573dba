"""Far too long or far too short."""

from __future__ import annotations

from localize.languages import language

# (source, target) engine codes: the least and the greatest number of target characters for a source character, and how
# many more or fewer are allowed on top. Beyond what 99.95 of 100 human translations do (OpenSubtitles 2018, Tatoeba).
_BOUNDS = {
    ("ru", "en"): (0.3, 2.0, 12),
    ("ru", "zh"): (0.1, 1.0, 9),
    ("en", "zh"): (0.08, 0.9, 8),
}
_ANY = (0.08, 4.0, 12)


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """A length, in characters, that no translation of the source has."""
    least, greatest, slack = _BOUNDS.get((language(source_language).engine, language(target_language).engine), _ANY)
    if len(target) > greatest * len(source) + slack:
        return f"too long: {len(target)} characters for {len(source)}"
    if len(target) < least * len(source) - slack:
        return f"too short: {len(target)} characters for {len(source)}"
    return None
