"""WebVTT (.vtt): cues with settings, tags and entities; NOTE, STYLE and REGION blocks stay where they are.

Follows the parser of the W3C candidate recommendation (2019), section 6.1, but keeps what that parser would drop: text
after a blank line belongs to the cue above, and a missing signature is forgiven if everything else is WebVTT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from localize.errors import FileError
from localize.formats import blocks, timeline
from localize.formats.base import BLANKS, Parsed
from localize.formats.blocks import Lines, Start
from localize.model import Cue, Diagnostic
from localize.text.markup import Dialect
from localize.timecode import clock

TITLE = "WebVTT"
DIALECT = Dialect.VTT
STEP_MS = 1
ASIDES = True
GAP = 2

_SIGNATURE = re.compile(rf"[{BLANKS}]*WEBVTT(?=[ \t\r\n]|\Z)", re.IGNORECASE)
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t\r\n:]|\Z)")
_MESSAGES = {
    "header-missing": "the WEBVTT signature is missing; players refuse the file",
    "header-odd": "the signature is not WEBVTT in capitals at the very top; players refuse the file",
    "text-outside": "text outside any cue is kept, but players do not show it; it is not translated",
    "no-cues": "the file holds no cues",
    "arrow-in-text": "'-->' inside the text ends the cue in players; write it as --&gt;",
    "blank-missing": "no blank line before this cue",
}


def parse(text: str, path: str) -> Parsed:
    """Cut `text` into cues. Raises FileError at line 1 without a signature, else where a time line cannot be read."""
    lines = Lines(text)
    diagnostics: list[Diagnostic] = []
    top = _header(lines, diagnostics)
    asides = _asides(lines, top)
    starts = _starts(lines, top, asides, path, diagnostics)
    ends = _ends(lines, starts, asides)
    outside = _outside(lines, top, starts, ends, asides)
    if top == 0:
        if not starts or (outside and outside[0] < starts[0].first):
            raise FileError(path, 1, "the WEBVTT signature is missing", "begin the file with WEBVTT and a blank line")
        _note(diagnostics, 0, "header-missing")
    for place in outside:
        _note(diagnostics, place, "text-outside")
    if not starts:
        _note(diagnostics, 0, "no-cues")
        return Parsed(pieces=(), tail=text, diagnostics=diagnostics)
    pieces, tail = blocks.cut(lines, starts, ends, DIALECT, diagnostics)
    for piece in pieces:
        if "-->" in piece.raw:
            _note(diagnostics, piece.line, "arrow-in-text")
    return Parsed(pieces=pieces, tail=tail, diagnostics=diagnostics)


def _note(diagnostics: list[Diagnostic], place: int, rule: str) -> None:
    diagnostics.append(Diagnostic(line=place + 1, rule=f"vtt.{rule}", message=_MESSAGES[rule]))


def _header(lines: Lines, diagnostics: list[Diagnostic]) -> int:
    """The number of lines of the header block, 0 without a signature."""
    first = lines.blank.index(False)
    match = _SIGNATURE.match(lines.all[first])
    if match is None:
        return 0
    if first or match[0] != "WEBVTT":
        _note(diagnostics, first, "header-odd")
    end = first + 1
    while end < len(lines) and not lines.blank[end] and "-->" not in lines.all[end]:
        end += 1
    return end


def _asides(lines: Lines, top: int) -> list[tuple[int, int]]:
    """First and past-last lines of NOTE, STYLE and REGION blocks; nothing in them is a cue."""
    asides = []
    end = top
    for place in range(top, len(lines)):
        if place < end or not _ASIDE.match(lines.all[place]) or not (place == top or lines.blank[place - 1]):
            continue
        end = next((at for at in range(place, len(lines)) if lines.blank[at]), len(lines))
        asides.append((place, end))
    return asides


def _starts(
    lines: Lines, top: int, asides: Sequence[tuple[int, int]], path: str, diagnostics: list[Diagnostic]
) -> list[Start]:
    """Where cues begin: at a time line, or at the identifier above it."""
    starts: list[Start] = []
    hidden = {place for begin, end in asides for place in range(begin, end)}
    floor = top  # the first line that is free to belong to the next cue
    for place in lines.with_colon:
        if place < top or place in hidden:
            continue
        times = blocks.read_time(lines.all[place], ".", path, place + 1)
        if times is None:
            continue
        first = place
        if place > floor and not lines.blank[place - 1] and place - 1 not in hidden:
            detached = lines.blank[place - 2] if place > 1 else True
            # By the standard a line glued to the text above is text; but a number alone is the next cue's.
            if detached or lines.number(place - 1) is not None:
                first = place - 1
        if first > floor and starts and not lines.blank[first - 1]:
            _note(diagnostics, place, "blank-missing")
        starts.append(Start(first, place, times))
        if times.odd or times.rest:
            diagnostics.extend(blocks.oddities("vtt", place, times))
        floor = place + 1
    return starts


def _ends(lines: Lines, starts: Sequence[Start], asides: Sequence[tuple[int, int]]) -> list[int]:
    """Where each cue gives way to the next cue, to an aside, or to a number alone between blank lines above a cue.

    Such a number was meant as the cue's identifier, and players do not show it.
    """
    end = len(lines)
    rest = iter([*asides, (end, end)])
    aside = next(rest)
    ends = []
    for start, following in zip(starts, blocks.ends_of(starts, end), strict=True):
        while aside[0] < start.time:
            aside = next(rest)
        stop = min(following, aside[0])
        number = lines.text_end(start.time + 1, stop) - 1
        text = lines.text_end(start.time + 1, number)
        alone = start.time + 1 < text < number < stop - 1 and stop == following < end
        ends.append(number if alone and lines.number(number) is not None else stop)
    return ends


def _outside(
    lines: Lines, top: int, starts: Sequence[Start], ends: Sequence[int], asides: Sequence[tuple[int, int]]
) -> list[int]:
    """Places of lines that are neither header, cue nor aside."""
    cues = ((start.first, end) for start, end in zip(starts, ends, strict=True))
    free = bytearray(b"\1") * len(lines)
    for begin, end in ((0, top), *cues, *asides):
        free[begin:end] = bytes(end - begin)
    return [place for place, is_free in enumerate(free) if is_free and not lines.blank[place]]


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


def relabel(preamble: str, language: str) -> str:
    """The header's `Language:` line, which players show in their menus, with another language."""
    header, blank, rest = re.split(r"(\r?\n\r?\n|\r\r|\Z)", preamble, maxsplit=1)
    return re.sub(r"(?i)(?<![^\r\n])(Language:[ \t]*)[^\s]+", lambda match: match[1] + language, header) + blank + rest
