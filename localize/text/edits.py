"""Changes to a text that carries markup: every change is a list of edits, and spans move along with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from localize.model import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` becomes `new`; with `start == end`, `new` is put in."""

    start: int
    end: int
    new: str


def substitutions(pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], text: str) -> list[Edit]:
    """What `pattern.sub(new, text)` would do, as edits. `new`: a template as for `re.sub`, or a function."""
    expand = new if callable(new) else lambda match: match.expand(new)
    return [Edit(match.start(), match.end(), expand(match)) for match in pattern.finditer(text)]


def replaced(text: str, spans: tuple[Span, ...], edits: Sequence[Edit]) -> tuple[str, tuple[Span, ...]]:
    """`text` and `spans` after `edits`, which stand in order. Raises ValueError if two overlap.

    What is put in at the edge of a span stays outside it. An offset inside a replaced stretch keeps its distance from
    the stretch's start, but stays within what is new.
    """
    if not edits:
        return text, spans
    for before, edit in pairwise(edits):
        if edit.start < before.end:
            raise ValueError(f"edit at {edit.start} overlaps the one before it, which ends at {before.end}")
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.new)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces), tuple(_moved_span(span, edits) for span in spans)


def _moved_span(span: Span, edits: Sequence[Edit]) -> Span:
    start = _moved(span.start, edits, past_insertion=True)
    end = start if span.start == span.end else max(start, _moved(span.end, edits, past_insertion=False))
    return replace(span, start=start, end=end)


def _moved(offset: int, edits: Sequence[Edit], *, past_insertion: bool) -> int:
    shift = 0
    for edit in edits:
        if edit.end < offset or (edit.end == offset and (edit.start < edit.end or past_insertion)):
            shift += len(edit.new) - (edit.end - edit.start)
        elif edit.start < offset:
            return edit.start + shift + min(offset - edit.start, len(edit.new))
        else:
            break
    return offset + shift
