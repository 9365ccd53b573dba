"""SubRip (.srt): read with an own scanner that keeps every character, written anew through pysrt.

pysrt's reader is not used: it drops cues whose time line is odd without a word, glues a cue to the one before if the
blank line between them is missing, and breaks lines at U+2028 and U+0085.
"""

from __future__ import annotations

from collections.abc import Sequence

from localize.errors import FileError
from localize.formats import blocks, timeline
from localize.formats.base import LINE, Parsed, is_blank
from localize.formats.blocks import Start, number_of
from localize.model import Cue, Diagnostic
from localize.text.markup import Dialect

TITLE = "SubRip"
DIALECT = Dialect.SRT
STEP_MS = 1
GAP = 2

_HINT = "write its times below the number, as 00:00:01,000 --> 00:00:02,500"


def parse(text: str, path: str) -> Parsed:
    """Cut `text` into cues. Raises FileError with a line where a time line is missing or cannot be read."""
    body = text.rstrip("\0")
    lines = LINE.findall(body)
    diagnostics: list[Diagnostic] = []
    starts = _starts(lines, path, diagnostics)
    if not starts:
        raise FileError(path, 1, "no time line in the whole file", "a cue needs one, as 00:00:01,000 --> 00:00:02,500")
    _check_top(lines, starts[0], path, diagnostics)
    starts = [
        _checked(lines, start, starts[number + 1].first if number + 1 < len(starts) else len(lines), path, diagnostics)
        for number, start in enumerate(starts)
    ]
    pieces, tail = blocks.cut(lines, starts, DIALECT, diagnostics)
    return Parsed(pieces=pieces, tail=tail + text[len(body) :], diagnostics=diagnostics)


def _starts(lines: Sequence[str], path: str, diagnostics: list[Diagnostic]) -> list[Start]:
    """Where cues begin: at a time line, or at the number above it."""
    starts: list[Start] = []
    numbered = False  # the cue before has a number
    for place, line in enumerate(lines):
        if not blocks.may_hold_time(line):
            continue
        times = blocks.read_time(line, ",", path, place + 1)
        if times is None:
            continue
        floor = starts[-1].time + 1 if starts else 0  # the first line that is free to belong to this cue
        first, rule, message = _first_line(lines, place, floor, numbered)
        if rule:
            diagnostics.append(Diagnostic(line=place + 1, rule=rule, message=message))
        if first is None:
            continue
        numbered = first < place
        starts.append(Start(first, place, times))
        diagnostics.extend(blocks.oddities("srt", starts[-1]))
        if place + 1 == len(lines) and times.shorter and not line.endswith(("\n", "\r")):
            raise FileError(path, place + 1, "the file is cut off in this time line", "complete it")
    return starts


def _first_line(lines: Sequence[str], place: int, floor: int, numbered: bool) -> tuple[int | None, str, str]:
    """The first line of the cue whose time line is at `place` (None: it is text of the cue before), and what is odd."""
    above = lines[place - 1] if place > floor else ""
    detached = place - 1 == 0 or (place > 1 and is_blank(lines[place - 2]))  # nothing stands right above the line above
    if above and number_of(above) is not None:
        if detached or place - 1 == floor:
            return place - 1, "", ""
        return place - 1, "srt.blank-missing", "no blank line before this cue"
    if above and not is_blank(above) and detached and len(above.split()) == 1 and len(above) < 16:
        return place - 1, "srt.index-odd", f"{above.strip()[:12]!r} stands where the number should be"
    if numbered and not (above and is_blank(above)):
        # Cues of this file have numbers, and nothing parts this line from the text above: a caption quoting a time.
        return (
            None,
            "srt.time-in-text",
            "a time line inside the text, with neither number nor blank line, is kept as text",
        )
    return place, "srt.index-missing", "this cue has no number"


def _check_top(lines: Sequence[str], first: Start, path: str, diagnostics: list[Diagnostic]) -> None:
    """Text above the first cue is kept; but if it is a cue without time, refuse."""
    text = next((place for place in range(first.first) if not is_blank(lines[place])), None)
    if text is None:
        return
    number, own = number_of(lines[text]), number_of(lines[first.first])
    if number is not None and own == number + 1 and not is_blank(lines[text + 1]):
        raise FileError(path, text + 1, f"cue {number} has no time line", _HINT)
    message = "text above the first cue is kept but belongs to none; it is not translated"
    diagnostics.append(Diagnostic(line=text + 1, rule="srt.text-before", message=message))


def _checked(lines: Sequence[str], start: Start, end: int, path: str, diagnostics: list[Diagnostic]) -> Start:
    """`start`, unless its text goes on with the next number after a blank line: then a cue lacks its time line."""
    own = number_of(lines[start.first]) if start.first < start.time else None
    if own is None:
        return start
    for place in range(start.time + 2, end):
        if number_of(lines[place]) != own + 1 or not is_blank(lines[place - 1]):
            continue
        if place + 1 < end and not is_blank(lines[place + 1]):
            raise FileError(path, place + 1, f"cue {own + 1} has no time line", _HINT)
        if end == len(lines) and all(is_blank(line) for line in lines[place + 1 :]):
            message = f"the file ends with the number {own + 1} and no cue"
            diagnostics.append(Diagnostic(line=place + 1, rule="srt.index-dangling", message=message))
            return start._replace(end=place)
    return start


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
