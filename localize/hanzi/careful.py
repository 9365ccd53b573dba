"""Simplified to Traditional where the tables need help: names keep their characters, and no phrase of the tables may
begin or end inside a word.

The tables take their longest phrase wherever it stands: 夏天|干燥 has 天干 for them, 一百年|历史 has 年历, and
瓦列里 ends like 家里.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from localize.hanzi.engine import converter, phrases
from localize.hanzi.names import Token, tokens
from localize.script import chinese_script
from localize.text.lexicon import lexicon

# How names have a character that the tables take for another word: 里 is no 裡.
_READINGS = {char: char for char in "里范干于余台夸采岳游郁涂朴谷后种仇升征咸松卜"} | {"钟": "鍾"}
# The conversion of single characters, without words of a region.
_PLAIN = {"s2twp": "s2tw", "s2hkp": "s2hk"}
# What belongs to the verb before it, as words of the tables may know: 卷进|来.
_WHITHER = frozenset("进来 出来 上来 下来 回来 过来 起来 进去 出去 上去 下去 回去 过去".split())
# Words that the tables may know as one phrase.
_MOST = 4


def convert(line: str, configuration: str, source: str = "", known: Collection[str] = ()) -> str:
    """`line`, plain text, by `configuration`. source, known: see `names.tokens`. What is Traditional already stays."""
    plain, doubtful = _looked_at(line, configuration)
    if not doubtful:
        return plain
    found = tokens(line, source, known)
    made, rest = [], 0
    for place, token in enumerate(found):
        if token.is_name:
            made.append(converter(configuration)(line[rest : token.start]))
            made.append(by_sound(line[token.start : token.end], configuration))
            rest = token.end
        elif place and _parts(line, found, place, configuration):
            made.append(converter(configuration)(line[rest : token.start]))
            rest = token.start
    made.append(converter(configuration)(line[rest:]))
    return "".join(made)


def doubts(
    line: str, configuration: str, source: str = "", known: Collection[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """What `convert` had to choose in `line`: (the words, as they were written, the other way).

    Names that nothing but their sound speaks for, and neighbours that the tables take for a phrase and the cut into
    words does not.
    """
    if not _looked_at(line, configuration)[1]:
        return
    by_tables = converter(configuration)
    found = tokens(line, source, known)
    for place, token in enumerate(found):
        old = line[token.start : token.end]
        if token.is_name:
            made, other = by_sound(old, configuration), by_tables(old)
            if not token.sure and made != other and old not in lexicon().counts:
                yield old, made, other
        elif place and _parts(line, found, place, configuration):
            before = line[found[place - 1].start : found[place - 1].end]
            yield before + old, by_tables(before) + by_tables(old), by_tables(before + old)


def sure_names(line: str, configuration: str, source: str) -> set[str]:
    """The names of a line of which something speaks for each, if there is any doubt about the line."""
    _, doubtful = _looked_at(line, configuration)
    found = tokens(line, source) if doubtful else ()
    return {line[one.start : one.end] for one in found if one.sure and one.end > one.start + 1}


@lru_cache(1 << 14)
def _looked_at(line: str, configuration: str) -> tuple[str, bool]:
    """What the tables make of a line, and whether that may be wrong: a phrase has another reading than its characters,
    or something may stand in a name.
    """
    plain = converter(configuration)(line)
    if plain == line or not configuration.startswith("s2"):
        return plain, False
    if chinese_script(line) == "Hant":
        return line, False
    if any(char in _READINGS for char in line):
        return plain, True
    return plain, "".join(_character(char, configuration) for char in line) != plain


def by_sound(name: str, configuration: str) -> str:
    """A name, character by character."""
    return "".join(_READINGS.get(char) or _character(char, configuration) for char in name)


@cache
def _character(char: str, configuration: str) -> str:
    return converter(_PLAIN.get(configuration, configuration))(char)


def _parts(line: str, found: Sequence[Token], place: int, configuration: str) -> bool:
    """Whether the tables would read over the border before a token what is no phrase of whole words."""
    before, after = found[place - 1], found[place]
    if before.end != after.start or before.is_name or line[after.start : after.end] in _WHITHER:
        return False
    both, convert_ = line[before.start : after.end], converter(configuration)
    if convert_(both) == convert_(line[before.start : before.end]) + convert_(line[after.start : after.end]):
        return False
    for first in range(max(0, place - _MOST), place):
        for last in range(place, min(len(found), first + _MOST)):
            if line[found[first].start : found[last].end] in phrases(configuration):
                return False
    return True
