"""Keeping terms and numbers whole through a translation engine: taken out before, put back after, and checked.

A protected stretch becomes a token that the engine copies: `⟦1⟧` where the package's vocabulary holds such tokens, else
a made-up Latin name, which translation models tend to copy. Each token stands for one occurrence, so "exactly once
each" is what must come back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from localize.glossary.term import Match
from localize.languages import language
from localize.translators.base import PackageInfo

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,:]\d+)*")
# Pronounceable, in no dictionary of ours, and unlike each other.
_NAMES = ("Zorvex", "Quimbal", "Drathon", "Velquis", "Brixolm", "Tarnyph", "Mordiza", "Kelvanq")


@dataclass(frozen=True, slots=True)
class Protected:
    """`text` with tokens in place of what `renderings` holds: (token, what to write instead)."""

    text: str
    renderings: tuple[tuple[str, str], ...]

    def intact(self, translation: str) -> bool:
        """Whether every token came back exactly once."""
        return all(translation.count(token) == 1 for token, _ in self.renderings)

    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut at its tokens: (stretch, it is a token)."""
        if not self.renderings:
            return [(self.text, False)]
        pattern = "|".join(re.escape(token) for token, _ in self.renderings)
        return [(piece, bool(index % 2)) for index, piece in enumerate(re.split(f"({pattern})", self.text)) if piece]


def tokens(route: Sequence[PackageInfo]) -> tuple[str, ...]:
    """The tokens that every package of a route is expected to copy."""
    shared = [token for token in route[0].placeholders if all(token in package.placeholders for package in route)]
    return tuple(shared) or _NAMES


def protect(text: str, matches: Sequence[Match], locale: str, available: Sequence[str], *, numbers: bool) -> Protected:
    """`text` with its glossary matches and, if asked, its figures taken out, as far as there are tokens.

    Terms that the glossary does not render in `locale` stay in the text.
    """
    stretches = [
        (match.start, match.end, rendering) for match in matches if (rendering := match.term.preferred(locale))
    ]
    if numbers:
        taken = [(start, end) for start, end, _ in stretches]
        stretches += [
            (found.start(), found.end(), _figure(found.group(), locale))
            for found in _NUMBER.finditer(text)
            if not any(start < found.end() and found.start() < end for start, end in taken)
        ]
    chosen = list(zip(sorted(stretches), available, strict=False))
    for (start, end, _), token in reversed(chosen):
        text = text[:start] + token + text[end:]
    return Protected(text, tuple((token, rendering) for (_, _, rendering), token in chosen))


def restore(translation: str, protected: Protected, locale: str) -> str:
    """`translation` with its tokens replaced by what they stand for, with the blanks the target language wants."""
    chinese = language(locale).chinese
    for token, rendering in protected.renderings:
        found = translation.find(token)
        if found < 0:
            continue
        before, after = translation[:found], translation[found + len(token) :]
        if chinese:
            before, after = before.rstrip(" "), after.lstrip(" ")
        else:
            before += " " if before[-1:].isalnum() else ""
            after = (" " if after[:1].isalnum() else "") + after
            if not before.strip() or before.rstrip()[-1] in ".!?…":
                rendering = rendering[:1].upper() + rendering[1:]
        translation = before + rendering + after
    return translation


def _figure(number: str, locale: str) -> str:
    """A Russian figure as the target language writes it: "3,5" is "3.5", "12 000" is "12,000"."""
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+", number)
    if grouped:
        return re.sub(r"[ \u00a0\u202f]", "" if language(locale).chinese else ",", number)
    return re.sub(r"(\d),(\d)", r"\1.\2", number)
