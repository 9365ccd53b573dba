"""What kinds of tag a cue carries, whatever the format calls them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from localize.model import Cue

# Kinds that SRT, WebVTT and ASS all have.
STYLES = ("i", "b", "u", "s")

_OVERRIDE = re.compile(r"\\(fn|r|[1-4]?[a-z]+)([^\\}]*)")
_ELEMENT = re.compile(r"<([a-zA-Z]+)")
_SAME = {"em": "i", "strong": "b"}


def kinds(cue: Cue) -> Counter[str]:
    """How often each kind stands in `cue`: "i" for `<i>` and `{\\i1}`, "font", "v", "an", "pos" and so on.

    Italics (bold, …) that go on after nothing but blanks or a line break count once, since a line may be broken
    elsewhere. Tags that only end something count nothing.
    """
    found: Counter[str] = Counter()
    ends: dict[str, int] = {}
    for span in cue.spans:
        for kind in _kinds(span.open):
            end = ends.get(kind)
            if kind not in STYLES or end is None or cue.text[end : span.start].strip():
                found[kind] += 1
            ends[kind] = span.end
    return found


def _kinds(tag: str) -> Iterator[str]:
    if tag.startswith("{"):
        for name, value in _OVERRIDE.findall(tag):
            if name not in STYLES or value != "0":
                yield name
    elif match := _ELEMENT.match(tag):
        name = match[1].lower()
        yield _SAME.get(name, name)
