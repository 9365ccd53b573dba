"""Names in a line of Simplified Chinese that keep their characters, told from the words beside them.

A foreign name is a run of characters that write sounds (`sounds.py`), a Chinese surname stands before a title. Of all
ways to cut a line into words of jieba's dictionary and names the likeliest is taken; a run counts for more that sounds
like a word of the source cue, that stands beside an interpunct, or that is a name elsewhere in the document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from localize.hanzi.sounds import characters, sounds_like
from localize.script import HAN
from localize.text.lexicon import lexicon

_RUN = re.compile(f"[{HAN}]+")
_INTERPUNCT = frozenset("·•・‧")
_WORD = re.compile(r"[А-ЯЁ][А-Яа-яЁё]+")
_TITLED = re.compile(
    "[范岳游余郁于涂朴谷姜曲后种仇卜干胡沈钟松舍丰咸升向征适喻](?:先生|女士|小姐|太太|夫人|博士|教授|老师|医生|大夫|警官|警察|"
    "队长|处长|局长|主任|经理|老板|总|队|局|处|姐|哥|叔|婶|婆婆|奶奶|爷爷)"
)
_LONGEST = 8
# A word of the dictionary of so many characters that all write sounds was written by sound: 布尔什维克.
_BY_SOUND = 4
# Of a name in the dictionary the weight counts too, unless it may be a word with 里 behind it: 车|库里.
# Logarithms: of a name beside words, of each of its characters, of a character that no word has.
_NAME, _CHARACTER, _STRANGE = -8.0, -5.6, -19.0
# What speaks for a name: its sound is in the source, or it is one elsewhere; it stands beside an interpunct, before a
# title.
_KNOWN, _JOINED, _TITLE = 13.0, 9.0, 9.0


@dataclass(frozen=True, slots=True)
class Token:
    """`line[start:end]`, a word or a name. sure: more than likelihood speaks for a name."""

    start: int
    end: int
    is_name: bool = False
    sure: bool = False


def tokens(line: str, source: str = "", known: Collection[str] = ()) -> list[Token]:
    """The words and names of `line`, in order; what is not Chinese belongs to none.

    source: the line that it translates. known: names of the same document.
    """
    runs = [(run.start(), run.end()) for run in _RUN.finditer(line)]
    names = {*known, *_heard(line, runs, _words(source.title() if source.isupper() else source))}
    return [token for first, last in runs for token in _cut(line, first, last, names)]


def _words(source: str) -> list[str]:
    """What may be names in the source; two in a row may be one: Марий Эл, Ван Дейк."""
    found = list(_WORD.finditer(source))
    pairs = [one[0] + two[0] for one, two in pairwise(found) if source[one.end() : two.start()] in (" ", "-")]
    return list(dict.fromkeys([one[0] for one in found if len(one[0]) > 2] + pairs))


def _heard(line: str, runs: Collection[tuple[int, int]], words: Collection[str]) -> set[str]:
    """For each of `words` the longest run of characters that sounds like it."""
    if not words:
        return set()
    pieces = {line[start:end] for first, last in runs for start, end in _sounding(line, first, last)}
    longest = sorted(pieces, key=len, reverse=True)
    heard = (next((piece for piece in longest if sounds_like(piece, word)), "") for word in words)
    return set(filter(None, heard))


def _sounding(line: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for start in range(first, last):
        for end in range(start + 1, min(start + _LONGEST, last) + 1):
            if line[end - 1] not in characters():
                break
            if end > start + 1:
                yield start, end


def _cut(line: str, first: int, last: int, names: Collection[str]) -> list[Token]:
    """The likeliest tokens of `line[first:last]`."""
    best: dict[int, tuple[float, Token | None]] = {first: (0.0, None)}
    for start in range(first, last):
        before = best[start][0]
        for token, weight in _tokens(line, start, last, names):
            if token.end not in best or before + weight > best[token.end][0]:
                best[token.end] = (before + weight, token)
    found: list[Token] = []
    place = last
    while ended := best[place][1]:
        found.append(ended)
        place = ended.start
    return found[::-1]


def _tokens(line: str, start: int, last: int, names: Collection[str]) -> Iterator[tuple[Token, float]]:
    """What may stand from `start` on, and how likely it is."""
    yield Token(start, start + 1), _likelihood(line[start])
    if _TITLED.match(line, start, last):
        yield Token(start, start + 1, is_name=True, sure=True), _NAME + _CHARACTER + _TITLE
    sounding = line[start] in characters()
    for end in range(start + 2, min(start + _LONGEST, last) + 1):
        piece = line[start:end]
        sounding = sounding and piece[-1] in characters()
        word = _likelihood(piece)
        named = sounding and piece in lexicon().persons
        if word > _STRANGE and not (named and (len(piece) == 2 or piece[-1] == "里")):
            yield Token(start, end, is_name=named or (sounding and len(piece) >= _BY_SOUND)), word
        if sounding:
            bonus = _JOINED * ((line[start - 1 : start] in _INTERPUNCT) + (line[end : end + 1] in _INTERPUNCT))
            bonus += _KNOWN * (piece in names)
            yield Token(start, end, is_name=True, sure=bonus > 0), _NAME + _CHARACTER * len(piece) + bonus


def _likelihood(word: str) -> float:
    known = lexicon()
    count = known.counts.get(word)
    return math.log(count / known.total) if count else _STRANGE
