"""Which format a text is in: its content says, its name only where the content is silent."""

from __future__ import annotations

import re
from pathlib import PurePath

from localize.errors import FileError
from localize.formats import timeline
from localize.formats.base import EDGE, LINE

SUFFIXES = {".srt": "srt", ".ass": "ass", ".ssa": "ssa", ".vtt": "vtt"}

_SUBSTATION = re.compile(
    r"(?:[;!][^\r\n]*[\r\n]\s*)*(?:\[(?:Script Info|V4\+? Styles\+?|Events)\]|Dialogue\s*:)", re.IGNORECASE
)
_SSA = re.compile(r"^\[V4 Styles\]|^ScriptType:[ \t]*v4\.00[ \t]*$", re.IGNORECASE | re.MULTILINE)
_OTHER = re.compile(r"<(?:\?xml|tt\b|sami|html|!doctype|!--)|Scenarist_SCC|\{\d+\}\{\d+\}", re.IGNORECASE)
_ARROW_LINES = 2_000  # lines that are searched for a time line


def sniff(text: str, path: str) -> str:
    """A key of `FORMATS`. Raises FileError if the text is in none of them.

    A text with no mark of its own goes to the format its name promises, whose reader then says what is wrong.
    """
    named = SUFFIXES.get(PurePath(path).suffix.lower())
    top = text.lstrip(EDGE)
    if re.match(r"WEBVTT(?=[ \t\r\n]|\Z)", top, re.IGNORECASE):
        return "vtt"
    if _SUBSTATION.match(top):
        return "ssa" if _SSA.search(text) else "ass"
    if not _OTHER.match(top):
        if named:
            return named
        if any(_is_time_line(line[0]) for line, _ in zip(LINE.finditer(top), range(_ARROW_LINES), strict=False)):
            return "srt"
    raise unsupported(path)


def unsupported(path: str) -> FileError:
    """The refusal of a file in a format that is not read."""
    known = ", ".join(suffix.lstrip(".") for suffix in SUFFIXES)
    return FileError(path, None, f"format not supported; supported: {known}", "convert the file to one of these first")


def _is_time_line(line: str) -> bool:
    try:
        return timeline.read(line, ",") is not None
    except ValueError:
        return False
