"""Punctuation and spacing of a locale, put right in passes; markup moves along.

Numbers, times, addresses and placeholders stay as they are; so do the lines. What is not told safely, such as an odd
quotation mark, stays too. The rules and their sources stand in `western`, `chinese` and `common`.
"""

from __future__ import annotations

import re

from localize.languages import language
from localize.model import Span
from localize.script import HAN
from localize.text.edits import Edit, replaced
from localize.text.typography import chinese, common, western
from localize.text.typography.common import Pass
from localize.text.verbatim import stretches

_PASSES: dict[str, tuple[Pass, ...]] = {
    "Latn": western.ENGLISH,
    "Cyrl": western.RUSSIAN,
    "Hans": chinese.SIMPLIFIED,
    "Hant": chinese.TRADITIONAL,
}


def _lines(line: str) -> re.Pattern[str]:
    return re.compile(f"{line}(?:\\n{line})*")


_WESTERN = re.compile(r"[^\W_]+(?:'[^\W_]+)*[,.?!]?(?:[ \n][^\W_]+(?:'[^\W_]+)*[,.?!]?)*")
_HAN_RUN = f"[{HAN}]+"
# Most lines are of letters, blanks and a few marks, and no pass would change them: it is as quick to see that at once.
SETTLED = {
    "Latn": _WESTERN,
    "Cyrl": _WESTERN,
    "Hans": _lines(rf"{_HAN_RUN}(?: {_HAN_RUN})*[？！]?"),
    "Hant": _lines(rf"{_HAN_RUN}(?:，{_HAN_RUN})*[？！]?"),
}


def apply(text: str, locale: str) -> str:
    """`text` in the typography of `locale` (BCP 47). Lines stay lines; a second time changes nothing."""
    return set_type(text, (), locale)[0]


def full_width(text: str) -> str:
    """Chinese text with full-width marks and one ellipsis character; nothing that `apply` takes away is taken away."""
    for edits_for in (common.DOTS, *chinese.TO_FULL_WIDTH):
        text = replaced(text, (), edits_for(text))[0]
    return text


def set_type(text: str, spans: tuple[Span, ...], locale: str) -> tuple[str, tuple[Span, ...]]:
    """`apply`, for a text with markup. The passes are repeated until nothing changes: one may make work for another."""
    script = language(locale).script
    if SETTLED[script].fullmatch(text):
        return text, spans
    return passed(text, spans, script)


def passed(text: str, spans: tuple[Span, ...], script: str) -> tuple[str, tuple[Span, ...]]:
    """What all passes make of a text."""
    passes = _PASSES[script]
    before = None
    while text != before:
        before = text
        for edits_for in passes:
            text, spans = replaced(text, spans, _outside_addresses(text, edits_for(text)))
    return text, spans


def _outside_addresses(text: str, edits: list[Edit]) -> list[Edit]:
    if not edits:
        return edits
    kept = list(stretches(text))
    return [edit for edit in edits if not any(low < edit.end and edit.start < high for low, high in kept)]
