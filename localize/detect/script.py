"""Text left in, or put into, a script that is not the target's."""

from __future__ import annotations

import re

from localize.languages import language
from localize.script import HAN
from localize.text.verbatim import addresses

_WORDS = {
    "Cyrl": re.compile(r"[\u0400-\u052f]+(?:-[\u0400-\u052f]+)*"),
    "Han": re.compile(f"[{HAN}]+"),
    # Names, acronyms (OK, ДНК as DNA) and single letters are at home in every script; common words are not.
    # Chinese characters beside them are no part of a word.
    "Latn": re.compile(r"(?<![0-9A-Za-z\u00c0-\u04ff])[a-z\u00df-\u00ff]{2,}(?![0-9A-Za-z\u00c0-\u04ff])"),
}
_NAMES = {"Cyrl": "Cyrillic", "Han": "Chinese", "Latn": "Latin"}
_UNITS = frozenset("km cm mm kg mg ml kb mb gb www com ru org net http https".split())
_SHOWN = 3


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Words in another script: Cyrillic or Chinese in English, Cyrillic or common Latin words in Chinese.

    Words of a third script that stand in the source too, such as an English brand in a Russian text, may stay; so may
    its addresses and hashtags.
    """
    for address in addresses(source):
        target = target.replace(address, " ")
    own = _script(target_language)
    theirs = _script(source_language)
    for script, words in _WORDS.items():
        if script == own:
            continue
        kept = set() if script == theirs and script != "Latn" else {*words.findall(source), *_UNITS}
        left = [word for word in dict.fromkeys(words.findall(target)) if word not in kept]
        if left:
            shown = ", ".join(left[:_SHOWN]) + (" …" if len(left) > _SHOWN else "")
            return f"{_NAMES[script]} in {language(target_language).name} text: {shown}"
    return None


def _script(tag: str) -> str:
    row = language(tag)
    return "Han" if row.chinese else row.script
