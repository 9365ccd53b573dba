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
from localize.text import rewritten_numbers
from localize.translators.base import PackageInfo

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


def protect(
    text: str, matches: Sequence[Match], source: str, target: str, available: Sequence[str], *, numbers: bool
) -> Protected:
    """`text` with its glossary matches and, if asked, its numbers taken out, as far as there are tokens.

    Terms that the glossary does not render in `target` stay in the text. Quotation marks around a name go with it:
    Russian sets names of companies and ships in « », English and Chinese do not.
    """
    stretches = [
        (*(_quoted(text, match) if match.term.kind.is_name else (match.start, match.end)), rendering)
        for match in matches
        if (rendering := match.term.preferred(target))
    ]
    if numbers:
        taken = [(start, end) for start, end, _ in stretches]
        stretches += [
            stretch
            for stretch in rewritten_numbers.stretches(text, source, target)
            if not any(start < stretch[1] and stretch[0] < end for start, end in taken)
        ]
    chosen = list(zip(sorted(stretches), available, strict=False))
    for (start, end, _), token in reversed(chosen):
        text = text[:start] + token + text[end:]
    return Protected(text, tuple((token, rendering) for (_, _, rendering), token in chosen))


def _quoted(text: str, match: Match) -> tuple[int, int]:
    """A match with the quotation marks that enclose just it."""
    around = text[match.start - 1 : match.start] + text[match.end : match.end + 1]
    return (match.start - 1, match.end + 1) if around in ("«»", "„“", "“”", '""') else (match.start, match.end)


def restore(translation: str, protected: Protected, locale: str) -> str:
    """`translation` with its tokens replaced by what they stand for, with the blanks the target language wants."""
    chinese = language(locale).chinese
    for token, rendering in protected.renderings:
        found = translation.find(token)
        if found < 0:
            continue
        before, after = translation[:found], translation[found + len(token) :]
        if chinese:
            before = before.rstrip(" ") + _gap(before.rstrip(" ")[-1:], rendering[:1])
            after = _gap(rendering[-1:], after.lstrip(" ")[:1]) + after.lstrip(" ")
        else:
            before += " " if before[-1:].isalnum() else ""
            after = (" " if after[:1].isalnum() else "") + after
            if not before.strip() or before.rstrip()[-1] in ".!?…":
                rendering = rendering[:1].upper() + rendering[1:]
        translation = before + rendering + after
    return translation


def _gap(left: str, right: str) -> str:
    """The blank that keeps two half-width words apart in Chinese text."""
    return " " if left.isascii() and right.isascii() and left.isalnum() and right.isalnum() else ""
