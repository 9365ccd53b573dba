"""Tags in a text, as the inline codes that translation tools protect, and back.

What counts as a tag is guessed, the same for all subtitle formats. A wrong guess harms nothing: as text or as a code,
it comes back as it went out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Element = Any  # of lxml, which has no types

_TAG = re.compile(r"</?[a-z][^<>\n]*>|<\d[\d:.]*>|\{\\[^{}\n]*\}")
_ANNOTATIONS = ("mrk", "sm", "em")  # what a tool says about a stretch of text
_AS_TEXT = ("equiv-text", "equiv", "disp")  # XLIFF 1.2; XLIFF 2


class UnknownCodeError(ValueError):
    """An inline element that stands for nothing which was exported."""


def numbered(*texts: str) -> dict[tuple[str, int], str]:
    """An id for each tag of `texts`, by the tag and how many like it stand before it in its text.

    The same tag in source and target has the same id, which is how tools match the two.
    """
    ids: dict[tuple[str, int], str] = {}
    for text in texts:
        for _, tag, nth in _pieces(text):
            if tag:
                ids.setdefault((tag, nth), str(len(ids) + 1))
    return ids


def fill(element: Element, text: str, ids: Mapping[tuple[str, int], str], code: Callable[[str, str], Element]) -> None:
    """Write `text` into the empty `element`, each tag as the element that `code` makes of its id and itself."""
    last = None
    for plain, tag, nth in _pieces(text):
        if last is None:
            element.text = plain
        else:
            last.tail = plain
        if tag:
            last = code(ids[tag, nth], tag)
            element.append(last)


def text_of(element: Element, data: Mapping[str, str]) -> str:
    """The text in `element`, codes as the tags they stand for. data: tags, by "d" and the id of their code.

    Raises UnknownCodeError for a code that has no text: to leave it out would lose what the tool meant by it.
    """
    parts = [element.text or ""]
    for child in element:
        parts += (_code(child, data), child.tail or "")
    return "".join(parts)


def name(element: Element) -> str:
    """The element's name without its namespace; empty for a comment or a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    """Plain text, the tag after it, how many like it came before; the last piece has no tag."""
    seen: dict[str, int] = {}
    place = 0
    for found in _TAG.finditer(text):
        tag = found[0]
        yield text[place : found.start()], tag, seen.get(tag, 0)
        seen[tag] = seen.get(tag, 0) + 1
        place = found.end()
    yield text[place:], "", 0


def _code(element: Element, data: Mapping[str, str]) -> str:
    kind = name(element)
    if not kind:
        return ""
    if kind in _ANNOTATIONS:
        return text_of(element, data)
    if kind == "pc":
        refs = [element.get("dataRefStart", ""), element.get("dataRefEnd", "")]
        if all(ref in data for ref in refs):
            return data[refs[0]] + text_of(element, data) + data[refs[1]]
    elif kind != "g":
        ref = element.get("dataRef", f"d{element.get('id', '')}")
        known = ("".join(element.itertext()), data.get(ref), *map(element.get, _AS_TEXT))
        if tag := next(filter(None, known), None):
            return str(tag)
    raise UnknownCodeError(f"<{kind} id={element.get('id', '')!r}>")
