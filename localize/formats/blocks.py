"""What SubRip and WebVTT share: blocks of lines, a time line in each, text below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from localize.errors import FileError
from localize.formats import timeline
from localize.formats.base import BLANKS, LINE_ENDS, Piece, is_blank
from localize.formats.timeline import TimeLine
from localize.model import Diagnostic, Span
from localize.text.markup import LINE_END, Dialect, parse

_VOICE = re.compile(r"<v(?:\.[\w-]+)*[ \t]+([^>]*)>", re.IGNORECASE)
_COORDINATES = re.compile(r"(?:[XY][12]:-?\d+[ \t]*)+")
_SETTINGS = re.compile(r"(?:(?:vertical|line|position|size|align|region):\S+[ \t]*)+")
_EDGE = BLANKS + LINE_ENDS


class Start(NamedTuple):
    """Where a cue begins: places of its first line (identifier or time line) and its time line, and the latter's times.

    end: place of the line where its text ends at the latest; None if that is the next cue's first line.
    """

    first: int
    time: int
    times: TimeLine
    end: int | None = None


def read_time(line: str, mark: str, path: str, number: int) -> TimeLine | None:
    """`timeline.read`, with what cannot be read turned into a FileError for line `number`."""
    try:
        return timeline.read(line, mark)
    except ValueError as error:
        raise FileError(path, number, str(error), f"write it as 00:00:01{mark}000 --> 00:00:02{mark}500") from None


def may_hold_time(line: str) -> bool:
    """False, at little cost, for most lines that are no time line."""
    return (":" in line or "：" in line) and not line[0].isalpha()


def number_of(line: str) -> int | None:
    """The number that stands alone on `line`, or None."""
    digits = line.strip(_EDGE)
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def oddities(name: str, start: Start) -> list[Diagnostic]:
    """What was tolerated in one time line."""
    messages = {
        "arrow": "the arrow is not ' --> ' but was read as one",
        "time-loose": "the times are not written in full but were read",
    }
    found = [Diagnostic(line=start.time + 1, rule=f"{name}.{odd}", message=messages[odd]) for odd in start.times.odd]
    rest = start.times.rest
    if rest and not _COORDINATES.fullmatch(rest) and not _SETTINGS.fullmatch(rest):
        message = f"{rest[:40]!r} after the times is kept but is no setting; it is not translated"
        found.append(Diagnostic(line=start.time + 1, rule=f"{name}.time-rest", message=message))
    return found


def cut(
    lines: Sequence[str], starts: Sequence[Start], dialect: Dialect, diagnostics: list[Diagnostic]
) -> tuple[list[Piece], str]:
    """Pieces and tail. Blank lines at the top of a text count as its head, those at its end as what comes next."""
    pieces = []
    before = "".join(lines[: starts[0].first])
    for number, start in enumerate(starts):
        following = starts[number + 1].first if number + 1 < len(starts) else len(lines)
        begin = start.time + 1
        last = following if start.end is None else start.end
        while last > begin and is_blank(lines[last - 1]):
            last -= 1
        if last > begin:
            while is_blank(lines[begin]):
                begin += 1
        block = "".join(lines[begin:last])
        raw = block.rstrip(LINE_ENDS)
        text, spans = parse(raw, dialect)
        piece = Piece(
            before, "".join(lines[start.first : begin]), raw, start.times.start_ms, start.times.end_ms,
            start.time + 1, text, spans, _speaker(spans),
        )  # fmt: skip
        pieces.append(piece)
        blank = next((place for place in range(start.time + 1, last) if is_blank(lines[place])), None)
        if blank is not None:
            message = "a blank line inside the text; what follows is kept as text of the same cue"
            diagnostics.append(Diagnostic(line=blank + 1, rule=f"{dialect}.blank-in-text", message=message))
        before = block[len(raw) :] + "".join(lines[last:following])
    return pieces, before


def ready(head: str, newline: str) -> str:
    """`head` ending in one line end; blank lines below the time line would part the text from it."""
    line = head.rstrip(_EDGE)
    end = LINE_END.search(head, len(line))
    return line + (end[0] if end else newline)


def shield(raw: str, pair: str, mark: str) -> str:
    """`raw` with `pair`, an empty pair of tags, on lines that are blank or would be read as time lines."""
    if not raw:
        return raw
    return "\n".join(_shielded(line, pair, mark) for line in raw.split("\n"))


def _shielded(line: str, pair: str, mark: str) -> str:
    if is_blank(line):
        return line + pair
    if not may_hold_time(line):
        return line
    try:
        safe = timeline.read(line, mark) is None
    except ValueError:
        safe = False
    return line if safe else pair + line


def _speaker(spans: tuple[Span, ...]) -> str | None:
    for span in spans:
        if match := _VOICE.fullmatch(span.open):
            return match[1].strip() or None
    return None
