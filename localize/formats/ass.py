"""Advanced SubStation Alpha and its elder SSA (.ass, .ssa): Dialogue lines are cues, all else stays where it is.

The columns are those of the file's own Format line. Comment events, styles, fonts and graphics are never touched.
"""

from __future__ import annotations

import re
from functools import lru_cache

from localize.errors import FileError
from localize.formats.base import LINE, LINE_ENDS, Parsed, Piece, is_blank
from localize.model import Cue, Diagnostic
from localize.text.markup import Dialect
from localize.text.markup import parse as parse_markup
from localize.timecode import clock, fraction_to_ms

TITLE = "Advanced SubStation Alpha"
DIALECT = Dialect.ASS
STEP_MS = 10
ASIDES = True
GAP = 1

# What a file without a Format line means; SSA has Marked in place of Layer.
_COLUMNS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_NORMAL = {"layer": "0", "marked": "Marked=0", "style": "Default", "marginl": "0", "marginr": "0", "marginv": "0"}
_CLOCK = re.compile(r"(-?)(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?")
_PLAIN_CLOCK = re.compile(r"\d+:\d\d:\d\d\.\d\d")
_SECTION = re.compile(r"\[[^\]]*[a-z][^\]]*\]\s*\Z")  # a small letter tells it from a line of an embedded font
_EVENT = re.compile(r"\s*(?:Comment|Picture|Sound|Movie|Command)\s*:|\s*[;!]", re.IGNORECASE)
_FORMAT = re.compile(r"\s*Format\s*:(.*)", re.IGNORECASE)
_DIALOGUE = re.compile(r"\s*Dialogue\s*:[ \t]*", re.IGNORECASE)


def parse(text: str, path: str) -> Parsed:
    """Cut `text` into cues. Raises FileError with a line if a field that is needed is missing or cannot be read."""
    pieces: list[Piece] = []
    diagnostics: list[Diagnostic] = []
    section = ""
    columns: tuple[str, ...] | None = None
    place = done = 0  # offsets: of the line, and of what no piece holds yet
    for number, line in enumerate(LINE.findall(text), 1):
        if _SECTION.match(line.lstrip("\ufeff")):
            section = line.strip().strip("\ufeff[]").lower()
        elif match := _DIALOGUE.match(line):
            if columns is None:
                columns = _COLUMNS
                message = "no Format line before this event; the usual columns are taken"
                diagnostics.append(Diagnostic(line=number, rule="ass.format-missing", message=message))
            piece = _dialogue(line, match.end(), text[done:place], columns, path, number, diagnostics)
            pieces.append(piece)
            done = place + len(piece.head) + len(piece.raw)
        elif section == "events":
            if match := _FORMAT.match(line):
                columns = _read_columns(match[1], columns, path, number)
            elif not is_blank(line) and not _EVENT.match(line):
                message = "this line of [Events] is no event; it is kept, but players do not show it"
                diagnostics.append(Diagnostic(line=number, rule="ass.line-unknown", message=message))
        place += len(line)
    if not pieces:
        if section != "events" and "[events]" not in text.lower():
            raise FileError(
                path, 1, "the [Events] section is missing", "it should hold a Format line and Dialogue lines"
            )
        diagnostics.append(Diagnostic(line=1, rule="ass.no-cues", message="the file holds no Dialogue lines"))
    return Parsed(pieces=pieces, tail=text[done:], diagnostics=diagnostics)


def _read_columns(listed: str, before: tuple[str, ...] | None, path: str, number: int) -> tuple[str, ...]:
    columns = tuple(name.strip().lower() for name in listed.split(","))
    for needed in ("start", "end", "text"):
        if needed not in columns:
            raise FileError(
                path, number, f"the Format line has no {needed.title()} column", f"it names {listed.strip()}"
            )
    if columns[-1] != "text":
        raise FileError(path, number, "Text is not the last column", "move it to the end of the Format line")
    if before not in (None, columns):
        raise FileError(path, number, "a second Format line names other columns", "keep one")
    return columns


def _dialogue(
    line: str, fields_at: int, before: str, columns: tuple[str, ...], path: str, number: int, found: list[Diagnostic]
) -> Piece:
    content = line.rstrip(LINE_ENDS)
    fields = content[fields_at:].split(",", len(columns) - 1)
    if len(fields) < len(columns):
        message = f"this event has {len(fields)} fields, the Format line names {len(columns)}"
        raise FileError(path, number, message, "complete it")
    values = dict(zip(columns, fields, strict=True))
    times = []
    for name in ("start", "end"):
        value = values[name].strip()
        match = _CLOCK.fullmatch(value)
        if match is None:
            raise FileError(path, number, f"the {name} time {value[:30]!r} cannot be read", "write it as 0:00:01.00")
        if not _PLAIN_CLOCK.fullmatch(value):
            message = f"the {name} time is not written as 0:00:00.00 but was read"
            found.append(Diagnostic(line=number, rule="ass.time-loose", message=message))
        if int(match[3]) > 59 or int(match[4]) > 59:
            message = f"minutes or seconds over 59 in the {name} time were counted as they stand; it may be mistyped"
            found.append(Diagnostic(line=number, rule="ass.time-over", message=message))
        times.append(_ms(match))
    raw = fields[-1]
    text, spans = parse_markup(raw, DIALECT)
    speaker = values.get("name", values.get("actor", "")).strip()
    head = content[: len(content) - len(raw)]
    style = values.get("style", "").strip()
    return Piece(before, head, raw, times[0], times[1], number, text, spans, speaker or None, style)


def _ms(match: re.Match[str]) -> int:
    sign, hours, minutes, seconds, fraction = match.groups()
    ms = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + fraction_to_ms(fraction or "")
    return -ms if sign else ms


@lru_cache(maxsize=8)
def _columns(preamble: str) -> tuple[str, ...]:
    """The columns that the text above the first event names for events: those of its last Format line."""
    listed = [match[1] for line in LINE.findall(preamble) if (match := _FORMAT.match(line))]
    columns = tuple(name.strip().lower() for name in listed[-1].split(",")) if listed else ()
    return columns if "text" in columns else _COLUMNS


def retime(head: str, start_ms: int, end_ms: int, preamble: str) -> str:
    """`head` with these times, to the nearest centisecond; the other fields stay."""
    columns = _columns(preamble)
    match = _DIALOGUE.match(head)
    if match is None:
        raise ValueError(f"no Dialogue line: {head!r}")
    fields = head[match.end() :].split(",")
    for name, ms in (("start", start_ms), ("end", end_ms)):
        place = columns.index(name)
        value = fields[place].strip()
        old = _CLOCK.fullmatch(value)
        if old is None or _ms(old) != ms:
            fields[place] = fields[place].replace(value, _clock(ms))
    return match[0] + ",".join(fields)


def _clock(ms: int) -> str:
    return clock(ms, mark=".", hours=1, places=2)


def ready(head: str, newline: str) -> str:
    """`head` as it is: the text follows on the same line."""
    return head


def shield(raw: str) -> str:
    """`raw` as it is: an event is one line, and `render` writes line breaks as `\\N`."""
    return raw


def fresh(cue: Cue, number: int, raw: str, preamble: str) -> tuple[str, str]:
    """A Dialogue line in the file's own columns, in the style Default."""
    speaker = (cue.speaker or "").replace(",", " ")
    values = {**_NORMAL, "start": _clock(cue.start_ms), "end": _clock(cue.end_ms), "name": speaker, "actor": speaker}
    return "Dialogue: " + "".join(f"{values.get(name, '')}," for name in _columns(preamble)[:-1]), raw


def header() -> str:
    """Script info, the style Default and the Format line, as pysubs2 writes them."""
    from pysubs2 import SSAFile

    return SSAFile().to_string("ass").rstrip("\n") + "\n"


def relabel(preamble: str, language: str) -> str:
    """As it is: the format names no language."""
    return preamble
