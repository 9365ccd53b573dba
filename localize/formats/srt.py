"""SubRip (.srt): read with an own scanner that keeps every character, written anew through pysrt.

pysrt's reader is not used: it drops cues whose time line is odd without a word, glues a cue to the one before if the
blank line between them is missing, and breaks lines at U+2028 and U+0085.
"""

from __future__ import annotations

from localize.errors import FileError
from localize.formats import blocks, timeline
from localize.formats.base import Parsed
from localize.formats.blocks import Lines, Start
from localize.model import Cue, Diagnostic
from localize.text.markup import Dialect

TITLE = "SubRip"
DIALECT = Dialect.SRT
STEP_MS = 1
ASIDES = False
GAP = 2

_HINT = "write its times below the number, as 00:00:01,000 --> 00:00:02,500"
_MESSAGES = {
    "blank-missing": "no blank line before this cue",
    "index-odd": "what stands in the place of the number is no number; it is kept, not translated",
    "index-missing": "this cue has no number",
    "index-dangling": "the file ends with a number and no cue",
    "index-alone": "a number of the numbering with no cue below it is kept outside the text; it is not translated",
    "time-in-text": "a time line inside the text, with neither number nor blank line above it, is kept as text",
}


def parse(text: str, path: str) -> Parsed:
    """Cut `text` into cues. Raises FileError with a line where a time line is missing or cannot be read."""
    body = text.rstrip("\0")
    lines = Lines(body)
    diagnostics: list[Diagnostic] = []
    starts = _starts(lines, path, diagnostics)
    if not starts:
        raise FileError(path, 1, "no time line in the whole file", "a cue needs one, as 00:00:01,000 --> 00:00:02,500")
    _check_top(lines, starts[0], path, diagnostics)
    ends = [
        _end(lines, start, following, path, diagnostics)
        for start, following in zip(starts, [*starts[1:], None], strict=True)
    ]
    pieces, tail = blocks.cut(lines, starts, ends, DIALECT, diagnostics)
    return Parsed(pieces=pieces, tail=tail + text[len(body) :], diagnostics=diagnostics)


def _starts(lines: Lines, path: str, diagnostics: list[Diagnostic]) -> list[Start]:
    """Where cues begin: at a time line, or at the number above it."""
    starts: list[Start] = []
    numbered = False  # the cue before has a number
    floor = 0  # the first line that is free to belong to the next cue
    for place in lines.with_colon:
        line = lines.all[place]
        times = blocks.read_time(line, ",", path, place + 1)
        if times is None:
            continue
        first, odd = _first_line(lines, place, floor, numbered)
        if odd:
            diagnostics.append(Diagnostic(line=place + 1, rule=f"srt.{odd}", message=_MESSAGES[odd]))
        if first is None:
            continue
        if place + 1 == len(lines) and times.shorter and not line.endswith(("\n", "\r")):
            raise FileError(path, place + 1, "the file is cut off in this time line", "complete it")
        starts.append(Start(first, place, times))
        if times.odd or times.rest:
            diagnostics.extend(blocks.oddities("srt", place, times))
        numbered, floor = first < place, place + 1
    return starts


def _first_line(lines: Lines, place: int, floor: int, numbered: bool) -> tuple[int | None, str]:
    """The first line of the cue whose time line is at `place` (None: it is text of the cue before), and what is odd."""
    if place > floor and not lines.blank[place - 1]:
        detached = place == 1 or lines.blank[place - 2]  # nothing stands right above the line above
        if lines.number(place - 1) is not None:
            return place - 1, "" if detached or place - 1 == floor else "blank-missing"
        above = lines.all[place - 1].split()
        if detached and len(above) == 1 and len(above[0]) < 13:
            return place - 1, "index-odd"
    if numbered and (place == floor or not lines.blank[place - 1]):
        # Cues of this file have numbers, and nothing parts this line from the text above: a caption quoting a time.
        return None, "time-in-text"
    return place, "index-missing"


def _check_top(lines: Lines, first: Start, path: str, diagnostics: list[Diagnostic]) -> None:
    """Text above the first cue is kept; but if it is a cue without time, refuse."""
    if False not in lines.blank[: first.first]:
        return
    text = lines.blank.index(False)
    number, own = lines.number(text), lines.number(first.first)
    if number is not None and own == number + 1 and not lines.blank[text + 1]:
        raise FileError(path, text + 1, f"cue {number} has no time line", _HINT)
    message = "text above the first cue is kept but belongs to none; it is not translated"
    diagnostics.append(Diagnostic(line=text + 1, rule="srt.text-before", message=message))


def _end(lines: Lines, start: Start, following: Start | None, path: str, diagnostics: list[Diagnostic]) -> int:
    """Where the text ends at the latest: at the cue `following`, or at a number of the numbering above it.

    Raises FileError if the text goes on with the next number after a blank line: then a cue lacks its time line.
    """
    end = following.first if following else len(lines)
    begin, last = start.time + 1, lines.text_end(start.time + 1, end)
    own = None if start.first == start.time else lines.number(start.first)
    if own is None or True not in lines.blank[begin:last]:
        return end
    for place in range(begin + 1, last - 1):
        if lines.blank[place - 1] and lines.number(place) == own + 1 and not lines.blank[place + 1]:
            raise FileError(path, place + 1, f"cue {own + 1} has no time line", _HINT)
    place = last - 1
    if not lines.blank[place - 1] or lines.number(place) not in _fitting(lines, own, following):
        return end
    rule = "index-alone" if following else "index-dangling"
    if following and False not in lines.blank[begin:place]:
        return end  # the number is all that the cue says
    diagnostics.append(Diagnostic(line=place + 1, rule=f"srt.{rule}", message=_MESSAGES[rule]))
    return place


def _fitting(lines: Lines, own: int, following: Start | None) -> set[int]:
    """Numbers that would continue the numbering between the cue numbered `own` and the next one."""
    next_number = lines.number(following.first) if following and following.first < following.time else None
    return {own + 1} if next_number is None else {own + 1, next_number - 1, next_number}


def retime(head: str, start_ms: int, end_ms: int, preamble: str) -> str:
    """`head` with these times; coordinates stay."""
    return timeline.retime(head, start_ms, end_ms, ",")


ready = blocks.ready


def shield(raw: str) -> str:
    """`raw` with an empty italic pair on lines that would end the cue or begin another."""
    return blocks.shield(raw, "<i></i>", ",")


def fresh(cue: Cue, number: int, raw: str, preamble: str) -> tuple[str, str]:
    """Head and text as pysrt writes them."""
    from pysrt import SubRipItem

    item = str(SubRipItem(number, cue.start_ms, cue.end_ms, raw))
    head_end = item.index("\n", item.index("\n") + 1) + 1
    return item[:head_end], raw


def header() -> str:
    """SubRip has none."""
    return ""


def relabel(preamble: str, language: str) -> str:
    """As it is: the format names no language."""
    return preamble
