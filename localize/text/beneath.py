"""One text with markup under another: what a tag did above it does not do below, and the reverse."""

from __future__ import annotations

import re
from dataclasses import replace

from localize.model import Span

Shown = tuple[str, tuple[Span, ...]]

# What works on a cue as a whole wherever it stands: place, movement, fading, clipping, wrapping.
_WHOLE = re.compile(r"\{(?:\\(?:an?\d+|q\d|(?:pos|move|org|fade?|i?clip)\([^()}]*\)))+\}")
_SORT = re.compile(r"\\(an?|q|pos|move|org|fade?|i?clip)(?=[\d(])")
_HTML = re.compile(r"<([A-Za-z]\w*)(?:[.\s][^<>]*)?(?<!/)>")
# Overrides that hold until they are reset.
_STYLE = re.compile(
    r"\\(?:([ibus])(?=[1-9])|((?:fn|r)(?=[^\\})])|(?:alpha|[1-4]a|[1-4]?c)(?=&)"
    r"|(?:blur|be|fsp|fsc[xy]|fs|fr[xyz]?|fa[xy]|[xy]?bord|[xy]?shad)(?=[-+.\d])))"
)


def beneath(upper: Shown, lower: Shown) -> Shown:
    """The lines of `upper`, then those of `lower`.

    What `upper` leaves open is closed before `lower` begins. Tags that place a whole cue go to the top, where those of
    `upper` count. What has no text, such as a drawing, stands once if both have it.
    """
    (text, spans), (below, more) = upper, lower
    start = len(text) + bool(text and below)
    sorts = {sort for span in spans for sort in _SORT.findall(span.open)}
    top, rest = [], []
    for span in more:
        if _WHOLE.fullmatch(span.open):
            if not sorts.issuperset(_SORT.findall(span.open)):
                top.append(replace(span, start=0, end=0))
        elif below or span not in spans:
            rest.append(replace(span, start=span.start + start, end=span.end + start))
    if below:
        spans = tuple(_closed(span, len(text)) for span in spans)
    return text + "\n" * bool(text and below) + below, (*top, *spans, *rest)


def _closed(span: Span, end: int) -> Span:
    """`span` over the text of `end` characters that it works on, with a tag that ends it if it has none."""
    close = "" if span.close else _close(span.open)
    return replace(span, end=end, close=close) if close else span


def _close(tag: str) -> str:
    """The tag after which `tag` works no longer; empty if it works on no text that follows."""
    if found := _HTML.fullmatch(tag):
        return f"</{found[1]}>"
    resets = "".join(f"\\{switch}0" if switch else f"\\{other}" for switch, other in _STYLE.findall(tag))
    return f"{{{resets}}}" if resets and tag.startswith("{") else ""
