"""What SubRip and WebVTT share: blocks of lines, a time line in each, text below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from localize.errors import FileError
from localize.formats import timeline
from localize.formats.base import EDGE, LINE, LINE_ENDS, Piece
from localize.formats.timeline import TimeLine
from localize.model import Diagnostic, Span
from localize.text.markup import LINE_END, Dialect, parse

_VOICE = re.compile(r"<v(?:\.[\w-]+)*[ \t]+([^>]*)>", re.IGNORECASE)
_COORDINATES = re.compile(r"(?:[XY][12]:-?\d+[ \t]*)+")
_SETTINGS = re.compile(r"(?:(?:vertical|line|position|size|align|region):\S+[ \t]*)+")
_ODD = {
    "arrow": "the arrow is not written ' --> ' but was read as one",
    "time-loose": "the times are not written in full but were read",
    "time-over": "minutes or seconds over 59 were counted as they stand; the time may be mistyped",
}


class Lines:
    """A text cut into lines with their line ends, and which of them are blank."""

    __slots__ = ("all", "blank", "with_colon")

    def __init__(self, text: str) -> None:
        self.all: list[str] = LINE.findall(text)
        self.blank = [not line.strip(EDGE) for line in self.all]
        # A time line has a colon. Few other lines have, so these alone are looked at closely.
        self.with_colon = [place for place, line in enumerate(self.all) if ":" in line or "：" in line]

    def __len__(self) -> int:
        return len(self.all)

    def number(self, place: int) -> int | None:
        """The number that stands alone on the line at `place`, or None."""
        digits = self.all[place].strip(EDGE)
        return int(digits) if digits.isdecimal() and len(digits) < 10 else None

    def text_end(self, begin: int, end: int) -> int:
        """`end` without the blank lines before it, but not less than `begin`."""
        while end > begin and self.blank[end - 1]:
            end -= 1
        return end


class Start(NamedTuple):
    """Where a cue begins: places of its first line (identifier or time line) and of its time line, and its times."""

    first: int
    time: int
    times: TimeLine


def read_time(line: str, mark: str, path: str, number: int) -> TimeLine | None:
    """`timeline.read`, with what cannot be read turned into a FileError for line `number`."""
    if line[0].isalpha():
        return None
    try:
        return timeline.read(line, mark)
    except ValueError as error:
        raise FileError(path, number, str(error), f"write it as 00:00:01{mark}000 --> 00:00:02{mark}500") from None


def oddities(name: str, place: int, times: TimeLine) -> list[Diagnostic]:
    """What was tolerated in the time line at `place`."""
    found = [Diagnostic(line=place + 1, rule=f"{name}.{odd}", message=_ODD[odd]) for odd in times.odd]
    rest = times.rest
    if rest and not _COORDINATES.fullmatch(rest) and not _SETTINGS.fullmatch(rest):
        message = f"{rest[:40]!r} after the times is kept but is no setting; it is not translated"
        found.append(Diagnostic(line=place + 1, rule=f"{name}.time-rest", message=message))
    return found


def ends_of(starts: Sequence[Start], end: int) -> list[int]:
    """Where each cue gives way to the next, the last to `end`."""
    return [*(start.first for start in starts[1:]), end] if starts else []


def cut(
    lines: Lines, starts: Sequence[Start], ends: Sequence[int], dialect: Dialect, diagnostics: list[Diagnostic]
) -> tuple[list[Piece], str]:
    """Pieces and tail. `ends`: places of the lines where the cues' texts end at the latest.

    Blank lines at the top of a text count as its head, those at its end as what comes next.
    """
    pieces = []
    done = 0  # the first line that no piece holds yet
    spill = ""  # the line end of the text before
    for (first, time, times), end in zip(starts, ends, strict=True):
        begin = time + 1
        last = lines.text_end(begin, end)
        if True in lines.blank[begin:last]:
            place = lines.blank.index(True, begin)
            message = "a blank line inside the text; what follows is kept as text of the same cue"
            diagnostics.append(Diagnostic(line=place + 1, rule=f"{dialect}.blank-in-text", message=message))
            begin = lines.blank.index(False, begin)
        block = "".join(lines.all[begin:last])
        raw = block.rstrip(LINE_ENDS)
        text, spans = parse(raw, dialect)
        before, head = spill + "".join(lines.all[done:first]), "".join(lines.all[first:begin])
        speaker = _speaker(spans) if spans else None
        pieces.append(Piece(before, head, raw, times.start_ms, times.end_ms, time + 1, text, spans, speaker))
        done, spill = last, block[len(raw) :]
    return pieces, spill + "".join(lines.all[done:])


def ready(head: str, newline: str) -> str:
    """`head` ending in one line end; blank lines below the time line would part the text from it."""
    line = head.rstrip(EDGE)
    end = LINE_END.search(head, len(line))
    return line + (end[0] if end else newline)


def shield(raw: str, pair: str, mark: str) -> str:
    """`raw` with `pair`, an empty pair of tags, on lines that are blank or would be read as time lines."""
    if not raw:
        return raw
    return "\n".join(_shielded(line, pair, mark) for line in raw.split("\n"))


def _shielded(line: str, pair: str, mark: str) -> str:
    if not line.strip(EDGE):
        return line + pair
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
