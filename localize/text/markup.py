"""Tags to spans and back: `parse` splits raw cue text into plain text and spans, `render` puts them together.

What counts as a tag is decided per dialect. Anything else that stands in brackets or braces is text, since a viewer
or an author may have meant it: `<LAUGHING>` in a SubRip file is read aloud, not markup.

For raw text whose tags are known and well nested, `render(*parse(raw, d), d) == raw`. Tags that hold no text and
stand right before a closing tag belong to that closing tag (`<i>a{\\an8}</i>` closes with `{\\an8}</i>`): offsets
alone could not say on which side of it they stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from itertools import chain

from localize.model import Span


class Dialect(StrEnum):
    """Which tags and escapes are known. SSA files use ASS."""

    SRT = "srt"
    ASS = "ass"
    VTT = "vtt"


LINE_END = re.compile(r"\r\r\n|\r\n|\r|\n")

# SubRip players know i, b, u, s, font; the others are WebVTT's, left over in files converted from it, and the reverse.
_HTML = r"</?(?:i|b|u|s|font|em|strong|c|v|ruby|rt|span|lang)(?:\.[\w-]+)*(?:[ \t][^<>\r\n]*)?/?>"
_OVERRIDE = r"\{\\[^{}\r\n]*\}"  # ASS tags that many players obey in SubRip, above all {\an8}
_TOKENS = {
    Dialect.SRT: re.compile(rf"{_HTML}|{_OVERRIDE}", re.IGNORECASE),
    Dialect.VTT: re.compile(rf"{_HTML}|<\d[\d:.]*>|{_OVERRIDE}", re.IGNORECASE),
    Dialect.ASS: re.compile(r"\\[Nnh{]|\{[^}]*\}"),  # a block without a backslash is a comment; `\{` is libass's escape
}
_ASS_ESCAPE = re.compile(r"\\[Nnh{]")
_HTML_NAME = re.compile(r"<(/?)([a-zA-Z]\w*)")
# Override tags that hold until they are reset; without an argument, or as \i0, they reset.
_STYLE = re.compile(
    r"\\(?:(fn)([^\\}]*)|([ibus]|[1-4]?c|[1-4]a|alpha|fsp|fsc[xy]|fs|[xy]?bord|[xy]?shad|blur|be)(-?[\d.]*|&[^\\}]*))"
    r"\s*(?=[\\}])"
)
_ITALICS = re.compile(r"<(?:i|em)>|\{\\i1\}", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[\w-]+)*(?:[ \t]+([^>]*))?>", re.IGNORECASE)
_DRAWING = re.compile(r"\\p(\d+)\s*(?=[\\}])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_ASS_ESCAPES = {r"\N": "\n", r"\n": "\n", r"\h": "\u00a0", r"\{": "{"}


def is_italic(span: Span) -> bool:
    """Whether a span says italics and nothing else: `<i>`, `<em>`, `{\\i1}`."""
    return bool(_ITALICS.fullmatch(span.open))


def voice(span: Span) -> str | None:
    """Who speaks in a WebVTT voice span (`<v Mary>`), maybe ""; None for a span of another kind."""
    found = _VOICE.fullmatch(span.open)
    return (found[1] or "").strip() if found else None


@dataclass(slots=True)
class _Tag:
    """A tag met while parsing; `end` is None while it is open."""

    start: int
    open: str
    end: int | None = None
    close: str = ""


def parse(raw: str, dialect: Dialect) -> tuple[str, tuple[Span, ...]]:
    """Plain text (lines separated by "\\n") and the spans over it. Never fails: what is no tag is text.

    A closing tag without a partner is a point. An ASS drawing (`{\\p1}…{\\p0}`) is one point and no text.
    """
    if "<" not in raw and "{" not in raw and "\r" not in raw and "&" not in raw and "\\" not in raw:
        return raw, ()
    if "\r" in raw:
        raw = LINE_END.sub("\n", raw)
    parts: list[str] = []
    tags: list[_Tag] = []
    length = place = 0
    opened: dict[frozenset[str], list[_Tag]] = {}
    drawing: int | None = None  # where a drawing that is still open began
    for token in _tokens(raw, dialect):
        tag = token[0]
        if drawing is None:
            plain = _plain(raw[place : token.start()], dialect)
            parts.append(plain)
            length += len(plain)
        place = token.end()
        if dialect is Dialect.ASS:
            scales = _DRAWING.findall(tag)
            if drawing is not None:
                if scales and int(scales[-1]) == 0:
                    tags.append(_Tag(start=length, open=raw[drawing:place], end=length))
                    drawing = None
                continue
            if scales and int(scales[-1]) > 0:
                drawing = token.start()
                continue
            if tag in _ASS_ESCAPES:
                parts.append(_ASS_ESCAPES[tag])
                length += 1
                continue
        _place(tag, length, tags, opened)
    if drawing is not None:
        tags.append(_Tag(start=length, open=raw[drawing:], end=length))
    else:
        parts.append(_plain(raw[place:], dialect))
    text = "".join(parts)
    spans = (
        Span(start=tag.start, end=len(text) if tag.end is None else tag.end, open=tag.open, close=tag.close)
        for tag in tags
    )
    return text, tuple(spans)


def render(text: str, spans: tuple[Span, ...], dialect: Dialect) -> str:
    """Raw text with markup; lines end in "\\n" (SRT, VTT) or `\\N` (ASS).

    Characters that would read as markup are escaped. SubRip has no escapes: an empty italic pair is put inside what
    would read as a tag. A backslash before N, n or h cannot be written in ASS and comes out as that escape.
    """
    if not spans:
        return _escape(text, dialect)
    parts: list[str] = []
    place = 0
    for position, markup in _in_file_order(spans):
        parts += (_escape(text[place:position], dialect), markup)
        place = position
    parts.append(_escape(text[place:], dialect))
    return "".join(parts)


def tags(spans: tuple[Span, ...], dialect: Dialect) -> tuple[str, ...]:
    """The raw tags of a cue, each by itself, in file order. A drawing is one tag."""
    found: list[str] = []
    for _, markup in _in_file_order(spans):
        whole = dialect is Dialect.ASS and _DRAWING.search(markup)
        found += [markup] if whole else [token[0] for token in _TOKENS[dialect].finditer(markup)]
    return tuple(found)


def is_drawing(span: Span) -> bool:
    """True for an ASS drawing kept whole."""
    match = _DRAWING.search(span.open)
    return bool(match and int(match[1]))


def _in_file_order(spans: tuple[Span, ...]) -> list[tuple[int, str]]:
    """Offsets and markup. At one offset closing tags come first, innermost first, then opening tags."""
    marks: list[tuple[int, int, int, str]] = []
    for index, span in enumerate(spans):
        if span.start == span.end:
            marks.append((span.start, 1, index, span.open + span.close))
        else:
            marks.append((span.start, 1, index, span.open))
            marks.append((span.end, 0, -index, span.close))
    return [(position, markup) for position, _, _, markup in sorted(marks)]


def _tokens(raw: str, dialect: Dialect) -> Iterator[re.Match[str]]:
    if dialect is not Dialect.ASS:
        return _TOKENS[dialect].finditer(raw)
    # Past the last "}" no block can end; looking for one there would make a row of "{" quadratic.
    last = raw.rfind("}") + 1
    return chain(_TOKENS[dialect].finditer(raw, 0, last), _ASS_ESCAPE.finditer(raw, last))


def _place(tag: str, length: int, tags: list[_Tag], opened: dict[frozenset[str], list[_Tag]]) -> None:
    """Add `tag`, standing after `length` characters of text, to `tags`, or close the tag it belongs to."""
    key, opens = _key(tag)
    if key is not None and opens:
        tags.append(_Tag(start=length, open=tag))
        opened.setdefault(key, []).append(tags[-1])
    elif key is not None and opened.get(key):
        while tags[-1].start == tags[-1].end == length:
            empty = tags.pop()
            tag = empty.open + empty.close + tag
        partner = opened[key].pop()
        partner.end, partner.close = length, tag
    else:
        tags.append(_Tag(start=length, open=tag, end=length))


def _key(tag: str) -> tuple[frozenset[str] | None, bool]:
    """What the tag works on, and whether it opens; (None, False) for a point."""
    if tag.startswith("<"):
        match = _HTML_NAME.match(tag)
        if match is None or tag.endswith("/>"):
            return None, False
        return frozenset({match[2].lower()}), not match[1]
    on: set[str] = set()
    off: set[str] = set()
    for font, font_value, name, value in _STYLE.findall(tag):
        argument = font_value.strip() or value
        resets = not argument or (name in "ibus" and argument == "0")
        (off if resets else on).add(font or name)
    if bool(on) == bool(off):
        return None, False
    return frozenset(on or off), bool(on)


def _plain(piece: str, dialect: Dialect) -> str:
    if dialect is Dialect.VTT and "&" in piece:
        return _ENTITY.sub(lambda match: unescape(match[0]), piece)
    return piece


def _escape(piece: str, dialect: Dialect) -> str:
    match dialect:
        case Dialect.ASS:
            return piece.replace("{", r"\{").replace("\n", r"\N").replace("\u00a0", r"\h")
        case Dialect.VTT:
            piece = piece.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;").replace("{\\", "&#123;\\")
            return piece.replace("\u00a0", "&nbsp;").replace("\u200e", "&lrm;").replace("\u200f", "&rlm;")
        case Dialect.SRT:
            return _TOKENS[dialect].sub(lambda match: f"{match[0][0]}<i></i>{match[0][1:]}", piece)
