"""WebVTT (.vtt): cues with settings, tags and entities; NOTE, STYLE and REGION blocks stay where they are.

Follows the parser of the W3C candidate recommendation (2019), section 6.1, but keeps what that parser would drop: text
after a blank line belongs to the cue above, and a missing signature is forgiven if everything else is WebVTT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from localize.errors import FileError
from localize.formats import blocks, timeline
from localize.formats.base import BLANKS, LINE, Parsed, is_blank
from localize.formats.blocks import Start, number_of
from localize.model import Cue, Diagnostic
from localize.text.markup import Dialect
from localize.timecode import clock

TITLE = "WebVTT"
DIALECT = Dialect.VTT
STEP_MS = 1
GAP = 2

_SIGNATURE = re.compile(rf"[{BLANKS}]*WEBVTT(?=[ \t\r\n]|\Z)", re.IGNORECASE)
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t\r\n:]|\Z)")
_HINT = "begin the file with WEBVTT and a blank line"


def parse(text: str, path: str) -> Parsed:
    """Cut `text` into cues. Raises FileError at line 1 without a signature, else where a time line cannot be read."""
    lines = LINE.findall(text)
    diagnostics: list[Diagnostic] = []
    top = _header(lines, diagnostics)
    starts, asides = _starts(lines, top, path, diagnostics)
    outside = _outside(lines, top, starts, asides)
    if top == 0:
        if not starts or any(place < starts[0].first for place in outside):
            raise FileError(path, 1, "the WEBVTT signature is missing", _HINT)
        message = "the WEBVTT signature is missing; players refuse the file"
        diagnostics.append(Diagnostic(line=1, rule="vtt.header-missing", message=message))
    for place in outside:
        message = "text outside any cue is kept, but players do not show it; it is not translated"
        diagnostics.append(Diagnostic(line=place + 1, rule="vtt.text-outside", message=message))
    if not starts:
        diagnostics.append(Diagnostic(line=1, rule="vtt.no-cues", message="the file holds no cues"))
        return Parsed(pieces=(), tail=text, diagnostics=diagnostics)
    pieces, tail = blocks.cut(lines, starts, DIALECT, diagnostics)
    for piece in pieces:
        if "-->" in piece.raw:
            message = "'-->' inside the text ends the cue in players; write it as --&gt;"
            diagnostics.append(Diagnostic(line=piece.line + 1, rule="vtt.arrow-in-text", message=message))
    return Parsed(pieces=pieces, tail=tail, diagnostics=diagnostics)


def _header(lines: Sequence[str], diagnostics: list[Diagnostic]) -> int:
    """The number of lines of the header block, 0 without a signature."""
    first = next((place for place, line in enumerate(lines) if not is_blank(line)), 0)
    match = _SIGNATURE.match(lines[first])
    if match is None:
        return 0
    if first or not match[0].endswith("WEBVTT") or match[0].startswith((" ", "\t")):
        message = "the signature is not WEBVTT in capitals at the very top; players refuse the file"
        diagnostics.append(Diagnostic(line=first + 1, rule="vtt.header-odd", message=message))
    end = first + 1
    while end < len(lines) and not is_blank(lines[end]) and "-->" not in lines[end]:
        end += 1
    return end


def _starts(
    lines: Sequence[str], top: int, path: str, diagnostics: list[Diagnostic]
) -> tuple[list[Start], list[tuple[int, int]]]:
    """Where cues begin, and the places of NOTE, STYLE and REGION blocks as ranges."""
    starts: list[Start] = []
    asides: list[tuple[int, int]] = []
    aside: int | None = None
    for place in range(top, len(lines)):
        line = lines[place]
        if aside is not None or (_ASIDE.match(line) and (place == top or is_blank(lines[place - 1]))):
            aside = place if aside is None else aside
            if is_blank(line) or place + 1 == len(lines):
                asides.append((aside, place if is_blank(line) else place + 1))
                aside = None
            continue
        if not blocks.may_hold_time(line):
            continue
        times = blocks.read_time(line, ".", path, place + 1)
        if times is None:
            continue
        floor = max(top, starts[-1].time + 1 if starts else 0, asides[-1][1] if asides else 0)
        first = place
        if place > floor and not is_blank(lines[place - 1]):
            detached = (place - 1 == floor and not starts) or is_blank(lines[place - 2])
            if detached or number_of(lines[place - 1]) is not None:
                first = place - 1
        if starts and first > starts[-1].time + 1 and not is_blank(lines[first - 1]):
            message = "no blank line before this cue"
            diagnostics.append(Diagnostic(line=place + 1, rule="vtt.blank-missing", message=message))
        starts.append(Start(first, place, times))
        diagnostics.extend(blocks.oddities("vtt", starts[-1]))
    return _ended(starts, asides), asides


def _ended(starts: Sequence[Start], asides: Sequence[tuple[int, int]]) -> list[Start]:
    """`starts`, the text of each ending at the latest where an aside begins."""
    ended, rest = [], iter(asides)
    aside = next(rest, None)
    for number, start in enumerate(starts):
        while aside is not None and aside[0] < start.time:
            aside = next(rest, None)
        following = starts[number + 1].first if number + 1 < len(starts) else None
        if aside is not None and (following is None or aside[0] < following):
            start = start._replace(end=aside[0])
        ended.append(start)
    return ended


def _outside(lines: Sequence[str], top: int, starts: Sequence[Start], asides: Sequence[tuple[int, int]]) -> list[int]:
    """Places of lines that are neither header, cue nor aside."""
    gaps = [(top, starts[0].first if starts else len(lines))]
    for number, start in enumerate(starts):
        if start.end is not None:
            gaps.append((start.end, starts[number + 1].first if number + 1 < len(starts) else len(lines)))
    inside = {place for begin, end in asides for place in range(begin, end)}
    return [
        place for begin, end in gaps for place in range(begin, end)
        if place not in inside and not is_blank(lines[place])
    ]  # fmt: skip


def retime(head: str, start_ms: int, end_ms: int, preamble: str) -> str:
    """`head` with these times; identifier and settings stay."""
    return timeline.retime(head, start_ms, end_ms, ".")


ready = blocks.ready


def shield(raw: str) -> str:
    """`raw` with an empty class pair on lines that would end the cue or begin another."""
    return blocks.shield(raw, "<c></c>", ".")


def fresh(cue: Cue, number: int, raw: str, preamble: str) -> tuple[str, str]:
    """A time line without identifier."""
    return f"{clock(cue.start_ms, mark='.')} --> {clock(cue.end_ms, mark='.')}\n", raw


def header() -> str:
    """The signature and a blank line."""
    return "WEBVTT\n\n"
