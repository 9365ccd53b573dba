"""A text translated in pieces: the stretches between tokens or commas one by one, and put together again.

What this gives holds every term and number in its place, but no grammar: it is for texts that nothing else got right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from localize.languages import language

_LETTER = re.compile(r"[^\W\d_]")
# marks and blanks, words, marks and blanks
_STRETCH = re.compile(r"(?P<lead>\W*)(?P<core>.*\w)?(?P<trail>.*)", re.DOTALL)
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


def wanted(pieces: Iterable[tuple[str, bool]]) -> list[str]:
    """What an engine has to translate of `pieces`, pairs of a stretch and whether it is a token."""
    return [core for piece, token in pieces if not token and (core := _core(piece))]


def glued(pieces: Sequence[tuple[str, bool]], answers: Iterable[str], locale: str) -> str:
    """`pieces` with the answers to `wanted` in their places; tokens, and the marks between words, stay."""
    left = iter(answers)
    text = ""
    for piece, token in pieces:
        if token:
            text += piece
            continue
        found = _STRETCH.fullmatch(piece)
        lead, core, trail = (found["lead"], found["core"] or "", found["trail"]) if found else ("", piece, "")
        if _core(piece):
            answer = next(left).strip(_ENDS)
            core = answer if not text.strip() or core[0].isupper() else _lowered(answer)
        elif core:
            core = _small(core, locale)
        text += lead + core + trail
    return text


def _core(piece: str) -> str:
    """The words of a stretch that an engine has to translate; empty if there are none."""
    words = piece.strip(" \t\n\"«»“”„()[]-–—" + _ENDS)
    return words if _LETTER.search(words) and words.lower() not in _SMALL_WORDS else ""


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
