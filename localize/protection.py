"""Keeping terms, addresses and numbers whole through a translation engine: taken out, put back, and checked.

A protected stretch becomes a token that the engine copies: `⟦1⟧` where the package's vocabulary holds such tokens, else
a made-up Latin name, which translation models tend to copy. Each token stands for one occurrence, so "exactly once
each" is what must come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from localize.glossary.english import Noun, fitted
from localize.glossary.matcher import find
from localize.glossary.number import noun_of
from localize.glossary.term import Glossary, Match
from localize.languages import language
from localize.text import rewritten_numbers, verbatim
from localize.translators.base import PackageInfo

# Pronounceable, in no dictionary of ours, and unlike each other.
_NAMES = ("Zorvex", "Quimbal", "Drathon", "Velquis", "Brixolm", "Tarnyph", "Mordiza", "Kelvanq")
_SENTENCE_END = tuple(".!?…")
_BLANK_AFTER = tuple(".,;:!?…)”")
# (start, end, what to write instead)
_Stretch = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Protected:
    """`text` with tokens in place of what `renderings` holds: (token, what to write instead).

    taken: where each token's stretch stood, as (start, end). nouns: for each token, what English needs around it.
    """

    text: str
    renderings: tuple[tuple[str, str], ...]
    taken: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    nouns: tuple[Noun | None, ...] = field(default=(), compare=False)

    def intact(self, translation: str) -> bool:
        """Whether every token came back exactly once."""
        return all(translation.count(token) == 1 for token, _ in self.renderings)

    def marked(self, breaks: Sequence[int], mark: str) -> str:
        """`text` with `mark` and a blank wherever the whole text is to be marked, but inside what was taken out."""
        text = self.text
        for place in sorted(breaks, reverse=True):
            if not any(start < place < end for start, end in self.taken):
                tokens = zip(self.taken, self.renderings, strict=True)
                at = place + sum(len(token) - (end - start) for (start, end), (token, _) in tokens if end <= place)
                text = f"{text[:at]}{mark} {text[at:]}"
        return text

    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut at its tokens: (stretch, it is a token)."""
        if not self.renderings:
            return [(self.text, False)]
        return _cut_at(self.text, [token for token, _ in self.renderings])


def tokens(route: Sequence[PackageInfo]) -> tuple[str, ...]:
    """The tokens that every package of a route is expected to copy."""
    shared = [token for token in route[0].placeholders if all(token in package.placeholders for package in route)]
    return tuple(shared) or _NAMES


def protect(
    text: str, matches: Sequence[Match], source: str, target: str, available: Sequence[str], *, numbers: bool
) -> Protected:
    """`text` with its glossary matches and, if asked, its numbers taken out, as far as there are tokens.

    Addresses, pictures and Latin names (`text.verbatim`) are always taken out, and put back as they are. Terms that the
    glossary does not render in `target` stay in the text. Quotation marks around a name go with it: Russian sets names
    of companies and ships in « », English and Chinese do not.
    """
    stretches = [(start, end, text[start:end]) for start, end in verbatim.stretches(text)]
    named = [
        (*(_quoted(text, match) if match.term.kind.is_name else (match.start, match.end)), rendering)
        for match in matches
        if (rendering := match.term.preferred(target))
    ]
    stretches += _beside(stretches, named)
    stretches += _beside(stretches, ((start, end, text[start:end]) for start, end in verbatim.names(text)))
    if numbers:
        stretches += _beside(stretches, rewritten_numbers.stretches(text, source, target))
    english = language(target).engine == "en"
    nouns = {(match.start, match.end): noun_of(match, source) for match in matches} if english else {}
    unused = (token for token in available if token not in text)
    chosen = list(zip(sorted(stretches), unused, strict=False))
    for (start, end, _), token in reversed(chosen):
        text = text[:start] + token + text[end:]
    return Protected(
        text,
        tuple((token, rendering) for (_, _, rendering), token in chosen),
        tuple((start, end) for (start, end, _), _ in chosen),
        tuple(nouns.get((start, end)) for (start, end, _), _ in chosen),
    )


def rendered(text: str, glossary: Glossary, source: str, target: str) -> str:
    """`text` with its terms as `target` writes them; the rest stays as it is.

    For counting repeats: cases hide that the source names a term again and again («Ариса, Арисе, Арисой»).
    """
    for match in reversed(find(text, glossary, source)):
        if rendering := match.term.preferred(target):
            text = text[: match.start] + rendering + text[match.end :]
    return text


def _beside(taken: Sequence[_Stretch], more: Iterable[_Stretch]) -> list[_Stretch]:
    """Those of `more` that do not overlap with what is taken."""
    return [one for one in more if not any(start < one[1] and one[0] < end for start, end, _ in taken)]


def _quoted(text: str, match: Match) -> tuple[int, int]:
    """A match with the quotation marks that enclose just it."""
    around = text[match.start - 1 : match.start] + text[match.end : match.end + 1]
    return (match.start - 1, match.end + 1) if around in ("«»", "„“", "“”", '""') else (match.start, match.end)


def restore(translation: str, protected: Protected, locale: str) -> str:
    """`translation` with its tokens replaced by what they stand for, with the blanks the target language wants.

    No token stays, however often the engine returned it: whether it came once is for `Protected.intact` to say.
    """
    if not protected.renderings:
        return translation
    chinese = language(locale).chinese
    renderings = dict(protected.renderings)
    nouns = dict(zip(renderings, protected.nouns, strict=False))
    restored, rendering = "", ""
    pieces = _cut_at(translation, list(renderings))
    for place, (piece, token) in enumerate(pieces):
        if token:
            rendering = renderings[piece]
            if noun := nouns.get(piece):
                after = "".join(renderings.get(one, one) for one, _ in pieces[place + 1 : place + 3])
                rendering = fitted(noun, rendering, restored, after)
            begins = restored.rstrip(" \"'")[-1:] in _SENTENCE_END
            if begins and not chinese and not verbatim.is_address(rendering):
                rendering = rendering[:1].upper() + rendering[1:]
            piece = rendering
        elif rendering and not rendering[0].isalpha():
            # Engines take a token for a name: "⟦1⟧'s men" are 12 men.
            piece = piece.removeprefix("'s")
        restored = _joined(restored, piece, chinese) if rendering else piece
    return restored


def _joined(left: str, right: str, chinese: bool) -> str:
    """Two neighbours put together: half-width words are kept apart, Chinese has no blanks."""
    if chinese:
        left, right = left.rstrip(" "), right.lstrip(" ")
        apart = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalnum() and right[:1].isalnum()
    else:
        apart = right[:1].isalnum() and (left[-1:].isalnum() or left[-1:] in _BLANK_AFTER)
    return f"{left} {right}" if apart else left + right


def _cut_at(text: str, tokens: Sequence[str]) -> list[tuple[str, bool]]:
    """The text cut at tokens: (stretch, it is a token)."""
    pattern = "|".join(map(re.escape, tokens))
    return [(piece, bool(index % 2)) for index, piece in enumerate(re.split(f"({pattern})", text)) if piece]
