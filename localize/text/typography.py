"""Punctuation and spacing of a locale, put right in passes; markup moves along.

English and Russian: one ellipsis character, single blanks, no blank before a mark. Chinese: full-width marks, the
region's quotation marks, and what the Netflix Timed Text Style Guides want: Simplified Chinese has no comma and no full
stop (a blank separates phrases), Traditional Chinese has none at the end of a line. Decimals, times, addresses and
placeholders stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from localize.languages import language
from localize.model import Span
from localize.script import HAN
from localize.text.edits import Edit, replaced, substitutions

_Pass = Callable[[str], list[Edit]]

_MARKS = "，。、？！：；…"
_OPENERS, _CLOSERS = "“‘「『（《", "”’」』）》"
_TO_FULL_WIDTH = str.maketrans(",.?!:;", "，。？！：；", " ")


def apply(text: str, locale: str) -> str:
    """`text` in the typography of `locale` (BCP 47). Lines stay lines; a second time changes nothing."""
    return set_type(text, (), locale)[0]


def full_width(text: str) -> str:
    """Chinese text with full-width marks and one ellipsis character; nothing that `apply` takes away is taken away."""
    for edits_for in (_ELLIPSIS, *_TO_CHINESE):
        text = replaced(text, (), edits_for(text))[0]
    return text


def set_type(text: str, spans: tuple[Span, ...], locale: str) -> tuple[str, tuple[Span, ...]]:
    """`apply`, for a text with markup. The passes are repeated until nothing changes: one may make work for another."""
    passes = _PASSES[language(locale).script]
    before = None
    while text != before:
        before = text
        for edits_for in passes:
            text, spans = replaced(text, spans, edits_for(text))
    return text, spans


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> _Pass:
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: substitutions(compiled, new, text)


def _among_han(pattern: str) -> _Pass:
    """Half-width marks to full-width ones, in text that holds Chinese characters at all."""
    compiled, han = re.compile(pattern, re.MULTILINE), re.compile(f"[{HAN}]")

    def edits_for(text: str) -> list[Edit]:
        if not han.search(text):
            return []
        return substitutions(compiled, lambda found: found[0].translate(_TO_FULL_WIDTH), text)

    return edits_for


def _quotes(outer: str, inner: str) -> _Pass:
    """Quotation marks by depth. Straight ones alternate, if they are even; ’ without ‘ before it is an apostrophe."""

    def edits_for(text: str) -> list[Edit]:
        pairs = text.count('"') % 2 == 0
        edits, opened = [], ""
        for at, char in enumerate(text):
            if char in "“‘「『" or (char == '"' and pairs and '"' not in opened):
                new = (inner if len(opened) % 2 else outer)[0]
                opened += char
            elif char in "”」』" or (char == '"' and pairs) or (char == "’" and "‘" in opened):
                opened = opened[:-1]
                new = (inner if len(opened) % 2 else outer)[1]
            else:
                continue
            if new != char:
                edits.append(Edit(at, at + 1, new))
        return edits

    return edits_for


def _speaker_dashes(text: str) -> list[Edit]:
    """A hyphen without a blank before each of two speakers (Netflix, English and Chinese). A lone dash stays."""
    edits = substitutions(_DASH_LINE, "-", text)
    return edits if len(edits) > 1 else []


_DASH_LINE = re.compile(r"^[-‐‑–—] *(?=[^-–—\d\s])", re.MULTILINE)
_BLANK = "[ \u3000]"
_ELLIPSIS = _sub(r"\.{3,}|。{3,}", "…")
_EDGE_BLANKS = _sub(f"^{_BLANK}+|{_BLANK}+$", "")
_SPACED = (
    _ELLIPSIS,
    _sub(r"(?<=\S) +(?=[,.?!…](?!\w))", ""),
    _sub(" {2,}", " "),
    _EDGE_BLANKS,
)
_TO_CHINESE = (
    _among_han(f"(?<=[{HAN}{_MARKS}{_CLOSERS}]) ?[,.?!:;]+(?=$|[\\s{HAN}{_MARKS}{_OPENERS}{_CLOSERS}])"),
    _among_han(f"(?<=[A-Za-z0-9%]) ?[,?!:;]+(?=[{HAN}])|(?<=[{HAN}])[,?!:;]+(?=[A-Za-z0-9])|(?<=[0-9%])\\.(?=[{HAN}])"),
    _among_han("(?<=[A-Za-z0-9%])[?!]+$|(?<=[A-Za-z]{2})\\.$"),
    _sub(f"{_BLANK}+(?=[，。、？！：；”’」』）》])|(?<=[，。、？！：；“‘「『（《]){_BLANK}+", ""),
)
_PASSES: dict[str, tuple[_Pass, ...]] = {
    "Latn": (*_SPACED, _speaker_dashes),
    "Cyrl": _SPACED,
    "Hans": (
        _ELLIPSIS,
        _quotes("“”", "‘’"),
        *_TO_CHINESE,
        _sub(f"[，。、]+(?=$|[{_MARKS}{_CLOSERS}])|(?<=[{_OPENERS}])[，。、]+|^[，。、]+", ""),
        _sub(f"[，。、]+|{_BLANK}+", " "),
        _EDGE_BLANKS,
        _speaker_dashes,
    ),
    "Hant": (
        _ELLIPSIS,
        _quotes("「」", "『』"),
        *_TO_CHINESE,
        _sub(f"[，。、]+(?=[{_CLOSERS}]*$)|(?<=[？！：；，。、])[，。、]+", ""),
        _sub(f"{_BLANK}+", " "),
        _EDGE_BLANKS,
        _speaker_dashes,
    ),
}
