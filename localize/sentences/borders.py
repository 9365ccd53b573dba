"""Whether a sentence goes on from one cue to the next, or to the next line where marks are often left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from localize.languages import LANGUAGES, engine_code
from localize.sentences import chinese
from localize.sentences.abbreviations import goes_on_after

_ELLIPSIS = r"(?:\.{2,}|[…⋯]+)"
_BEFORE_WORDS = re.compile(r"^[^\w–—-]+")
OPENS_WITH_ELLIPSIS = re.compile(rf"{_ELLIPSIS}\s*")
ENDS_WITH_ELLIPSIS = re.compile(rf"\s*{_ELLIPSIS}$")
_TRAILS_OFF = re.compile(rf"{_ELLIPSIS}[\"'»”’]*$")
_SENTENCE_END = re.compile(r"[.!?…。！？][^\w,;:，；：、–—-]*$")  # quotation marks, brackets, emoji may follow
_RUNS_ON = re.compile(r"[,;:，；：、–—-][\"'»”’]*$")
_BROKEN_OFF = re.compile(r"[–—-]$")
_WORD_RUN = re.compile(r"\w+(?:-\w+)*")
_CAPITALISED_INSIDE = re.compile(r"[a-zа-яё,]\s([A-ZА-ЯЁ][a-zа-яё]+)")
_INITIALS = re.compile(r"[A-ZА-ЯЁ]\.\s?(?:[A-ZА-ЯЁ]\.\s?)?[A-ZА-ЯЁ][a-zа-яё]")
_CALLED = re.compile(r"[^\W\d_]+(?:\s[A-ZА-ЯЁ][^\W\d_]*)*[,!?]")
# Files of which fewer cues than this close a sentence with a mark leave marks out.
_STRICT = 0.9
# A line that ends on one of these is not the end of a sentence, whatever comes next.
_HANGING = frozenset(
    "а без в во для до за и из или к ко как когда которая которого которое которой которому которую которые "
    "который которым которых на над не ни но о об от по под при про с со та так такой такая такие тем то только "
    "тот у через что чтобы это этот эта если где г-н г-жа гр-н гр-ка a an and as at but by for from if in into of "
    "on or our my your that the their this to when where which who with because than while whether wherever "
    "whenever whoever whatever".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a file is written. lax: end marks are often left out. names: words that have a capital inside sentences."""

    lax: bool = False
    names: frozenset[str] = frozenset()


def manner(texts: Iterable[str]) -> Manner:
    """Of what is said in a file, unit by unit."""
    said = list(texts)
    ends = [
        bool(_SENTENCE_END.search(left))
        for left, right in pairwise(said)
        if not _RUNS_ON.search(left) and _BEFORE_WORDS.sub("", right)[:1].isupper()
    ]
    names = {name for text in said for name in _CAPITALISED_INSIDE.findall(text.replace("\n", " "))}
    return Manner(lax=sum(ends) < _STRICT * len(ends), names=frozenset(names))


def hangs(text: str) -> bool:
    """Whether no sentence can end where `text` does."""
    words = _WORD_RUN.findall(text)
    return bool(_RUNS_ON.search(text)) or (bool(words) and words[-1].lower() in _HANGING)


def goes_on(left: str, right: str, tag: str, how: Manner) -> bool:
    """Whether a sentence in the language `tag` may go on from the end of `left` to the beginning of `right`."""
    known = LANGUAGES.get(tag)
    opening = _BEFORE_WORDS.sub("", right, count=1)
    lower = opening[:1].islower()
    if _TRAILS_OFF.search(left):
        return lower or OPENS_WITH_ELLIPSIS.match(right) is not None
    if _SENTENCE_END.search(left):
        return goes_on_after(left, right, engine_code(tag))
    if known and known.chinese:
        return chinese.goes_on(left, right)
    if lower or opening[:1].isdigit():
        return True
    if _BROKEN_OFF.search(left) and opening[:1].isupper():
        return False
    if hangs(left) or not opening[:1].isupper():
        return True
    return _is_name(opening, engine_code(tag), how)


def unmarked(text: str, tag: str, how: Manner) -> Iterator[int]:
    """Places inside a cue at which a sentence ends without a mark."""
    known = LANGUAGES.get(tag)
    if known and known.chinese:
        yield from chinese.pauses(text)
    elif how.lax:
        for place, char in enumerate(text):
            if char == "\n" and not goes_on(text[:place], text[place + 1 :], tag, how):
                yield place


def _is_name(opening: str, engine: str, how: Manner) -> bool:
    """Whether a capital in the middle of nowhere is that of a name in mid-sentence."""
    if _INITIALS.match(opening):
        return True
    word = _WORD_RUN.match(opening)
    first = word[0] if word else ""
    if engine == "en":
        return (first == "I" and not how.lax) or (first in how.names and not (how.lax and _CALLED.match(opening)))
    if engine != "ru":
        return False
    if first.isascii():
        return True
    case = _case(first)
    if case == "oblique":
        return True
    return (case == "name" or first in how.names) and not _CALLED.match(opening) and not how.lax


@lru_cache(maxsize=1 << 12)
def _case(word: str) -> str:
    """`oblique` or `name` (nominative) for a Russian name, by pymorphy3; empty for any other word."""
    from localize.glossary.declension import name_case

    return name_case(word)
