"""What a subtitle format is, and what its reader hands over.

Adding a format: (1) write `formats/<name>.py` with the members of `Format` as module functions and constants; (2) add a
line to `FORMATS` in `formats/table.py`, and its mark to `sniff` in `formats/sniff.py`; (3) add
`tests/formats/test_<name>.py`. Byte accounting, ids, kinds, languages and writing follow by themselves.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from localize.model import Cue, Diagnostic, Span
from localize.text.markup import Dialect

# A line with its line end. "\r\r\n" is one line end: an editor turned the "\n" of "\r\n" into "\r\n" once more.
LINE = re.compile(r"[^\r\n]*(?:\r\r\n|\r\n|\r|\n)|[^\r\n]+\Z")
LINE_ENDS = "\r\n"
# What a line may hold and still be blank. NUL and U+FEFF are left behind by broken downloads and joined files.
BLANKS = " \t\xa0\u3000\ufeff\0"
# What a line is stripped of before it is looked at.
EDGE = BLANKS + LINE_ENDS


class Piece(NamedTuple):
    """One cue as it stands in the file. before, head, raw: as in `Payload`. line: 1-based line of its time.

    style: the name of its ASS style, else empty.
    """

    before: str
    head: str
    raw: str
    start_ms: int
    end_ms: int
    line: int
    text: str
    spans: tuple[Span, ...]
    speaker: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A whole file, cut into pieces: `before + head + raw` of all cues and the tail are the text that was read."""

    pieces: Sequence[Piece]
    tail: str
    diagnostics: Sequence[Diagnostic]


class Format(Protocol):
    """A format's module."""

    # Name for people, as in "SubRip".
    TITLE: str
    # Which tags its text may hold.
    DIALECT: Dialect
    # Resolution of its times in milliseconds.
    STEP_MS: int
    # Whether anything but cues may stand between two cues.
    ASIDES: bool
    # Line ends that part a cue's text from the next cue.
    GAP: int

    def parse(self, text: str, path: str) -> Parsed:
        """Cut `text` into pieces. Raises FileError with a line where the time of some text cannot be known."""

    def retime(self, head: str, start_ms: int, end_ms: int, preamble: str) -> str:
        """`head` with these times; unchanged where they are its own. `preamble`: what stands before the first cue."""

    def ready(self, head: str, newline: str) -> str:
        """`head`, fit to be followed by new text."""

    def shield(self, raw: str) -> str:
        """`raw` (with "\\n") with what would end a cue or begin another made harmless; a viewer sees no difference."""

    def fresh(self, cue: Cue, number: int, raw: str, preamble: str) -> tuple[str, str]:
        """Head and raw text of a cue that came from no file, the `number`th, in the format's normal form."""

    def header(self) -> str:
        """What a file in normal form begins with."""

    def relabel(self, preamble: str, language: str) -> str:
        """`preamble`, what stands before the first cue, where it names the file's language now naming `language`."""


def is_blank(line: str) -> bool:
    """True if a viewer sees nothing of `line`."""
    return not line.strip(EDGE)


def newline_of(text: str) -> tuple[str, bool]:
    """The prevailing line end of `text` ("\\n" if it has none), and whether there are others besides."""
    crlf, cr, lf = text.count("\r\n"), text.count("\r"), text.count("\n")
    counts = {"\r\n": crlf, "\r": cr - crlf - text.count("\r\r\n"), "\n": lf - crlf}
    newline = max(counts, key=lambda end: counts[end])
    if not counts[newline]:
        return "\n", False
    return newline, sum(count > 0 for count in counts.values()) > 1


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the cyclic collector.

    A file makes a million small objects and no cycle; looking for cycles takes a third of the time of reading
    100,000 cues.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
