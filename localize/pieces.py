"""A text translated in pieces: the stretches between tokens or commas one by one, and put together again.

What this gives holds every term and number in its place, but no grammar: it is for texts that nothing else got right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from localize.languages import language

_LETTER = re.compile(r"[^\W\d_]")
# Marks and blanks, words (which may be tokens themselves), marks and blanks.
_STRETCH = re.compile(r"([^\w⟦]*)((?:.*[\w⟧])?)(.*)", re.DOTALL)
_ENDS = ".,;:!?…。，、；：！？ "
_I = re.compile(r"I(?:'\w+)?\b")
# Russian words too small to be translated alone: (English, Chinese).
_SMALL_WORDS = {
    "а": ("and", ""), "без": ("without", "没有"), "в": ("in", "在"), "во": ("in", "在"), "для": ("for", "为"),
    "до": ("until", "到"), "за": ("for", "为"), "и": ("and", "和"), "из": ("from", "从"), "или": ("or", "或"),
    "к": ("to", "到"), "ко": ("to", "到"), "на": ("on", "在"), "не": ("not", "不"), "ни": ("nor", "也不"),
    "но": ("but", "但"), "о": ("about", "关于"), "об": ("about", "关于"), "от": ("from", "从"), "по": ("on", "在"),
    "под": ("under", "在"), "при": ("at", "在"), "с": ("with", "和"), "со": ("with", "和"), "у": ("at", "在"),
}  # fmt: skip


def wanted(pieces: Iterable[tuple[str, bool]], *, marks: bool = False) -> list[str]:
    """What an engine has to translate of `pieces`, pairs of a stretch and whether it is a token.

    marks: with the marks at the end, that tell it whether a clause goes on.
    """
    return [
        core + (trail.rstrip() if marks else "?" * ("?" in trail))
        for _, core, trail in (_parts(piece) for piece, token in pieces if not token)
        if _is_for_engine(core)
    ]


def glued(pieces: Iterable[tuple[str, bool]], answers: Iterable[str], locale: str) -> str:
    """`pieces` with the answers to `wanted` in their places; tokens, and the marks between words, stay."""
    left = iter(answers)
    text = ""
    for piece, token in pieces:
        if token:
            text += piece
            continue
        lead, core, trail = _parts(piece)
        if _is_for_engine(core):
            answer = next(left).strip(_ENDS)
            core = answer if core[0].isupper() or not text.strip() else _lowered(answer)
        else:
            core = _small(core, locale)
        text += lead + core + trail
    return text


def _parts(piece: str) -> tuple[str, str, str]:
    """A stretch as the marks before its words, its words, and the marks after them."""
    found = _STRETCH.fullmatch(piece)
    return (found[1], found[2], found[3]) if found else ("", piece, "")


def _is_for_engine(core: str) -> bool:
    return bool(_LETTER.search(core)) and core.lower() not in _SMALL_WORDS


def _small(core: str, locale: str) -> str:
    english, chinese = _SMALL_WORDS.get(core.lower(), (core, core))
    word = chinese if language(locale).chinese else english
    return word[:1].upper() + word[1:] if core[:1].isupper() else word


def _lowered(text: str) -> str:
    """`text` as it goes on in mid-sentence: the first letter small, unless it is an I."""
    first = _LETTER.search(text)
    if not first or _I.match(text, first.start()):
        return text
    return text[: first.start()] + first.group().lower() + text[first.end() :]
