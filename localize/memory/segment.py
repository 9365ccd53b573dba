"""The text of a TMX segment: words without the inline codes of the program that wrote it, and back.

`bpt`, `ept`, `it`, `ph` and `ut` hold the codes of a document's own format, `sub` a text that stands elsewhere: none of
them is part of the sentence. A line break may be a code; then it is a line break here. `hi` marks words. A character
that XML cannot hold is written as a code of ours, so that no text is changed by going out and in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_CHARACTER = "x-localize-character"
_BREAK = re.compile(r"\s*(?:<br\s*/?>|\\[nN])\s*")
# XML 1.0 has no control characters but these three, no surrogates, and not the last two of the first plane.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\r": "&#13;"}  # a parser makes a line feed of a bare one


def text_of(segment: ElementTree.Element) -> str:
    """The text of a `seg`."""
    return "".join(_words(segment))


def _words(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "hi":
            yield from _words(child)
        else:
            yield _decoded(child)
        yield child.tail or ""


def _decoded(code: ElementTree.Element) -> str:
    content = code.text or ""
    if code.get("type") == _CHARACTER and re.fullmatch(r"[0-9A-F]{1,5}", content):
        return chr(int(content, 16))
    return "\n" if code.get("type") == "lb" or _BREAK.fullmatch(content) else ""


def segment(text: str) -> str:
    """`text` as a `seg` element."""
    return f"<seg>{_NOT_XML.sub(_code, escape(text, _ESCAPES))}</seg>"


def _code(found: re.Match[str]) -> str:
    return f'<ph type="{_CHARACTER}">{ord(found[0]):X}</ph>'


def plain(text: str) -> str:
    """`text` escaped, for places that hold no codes: what XML cannot hold becomes U+FFFD."""
    return _NOT_XML.sub("\ufffd", escape(text, _ESCAPES))


def quoted(text: str) -> str:
    """`text` as the value of an attribute."""
    return plain(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def context_of(value: str) -> str:
    """The sentence in a context property: memoQ writes a `seg` element there, as text; others plain text."""
    if value.startswith("<seg>"):
        try:
            return text_of(ElementTree.fromstring(value))  # noqa: S314 (behind its first element nothing can be declared)
        except ElementTree.ParseError:
            return value
    return value
