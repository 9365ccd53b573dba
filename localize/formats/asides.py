"""What stands around cues, in pieces: the headers above the first one, and comments, styles and fonts between them.

A piece is a line (ASS) or a block of lines with a blank line on either side (WebVTT, SubRip), without blanks at line
ends. Its lines are separated by "\\n", and one stands at its front for each blank line above it beyond the usual.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localize.formats.base import EDGE, LINE


def split(text: str, gap: int) -> tuple[str, ...]:
    """The pieces of `text`, what stands between two cues or at an end of a file. gap: see `Format.GAP`.

    A number alone is none where cues are blocks: it was meant to be the number of a cue.
    """
    return tuple(_pieces([line.rstrip(EDGE) for line in LINE.findall(text)], gap))


def joined(pieces: Sequence[str], gap: int, newline: str) -> str:
    """The pieces one below the other, without line ends above the first and below the last."""
    return ("\n" * gap).join(pieces).replace("\n", newline)


def line_ends(text: str) -> int:
    """How many line ends stand at the end of `text`, be it blank lines or not."""
    return len(LINE.findall(text[len(text.rstrip(EDGE)) :]))


def _pieces(lines: Sequence[str], gap: int) -> Iterator[str]:
    above = place = 0  # above: line ends since the piece before
    while place < len(lines):
        end = place
        while end < len(lines) and lines[end] and (gap > 1 or end == place):
            end += 1
        if end == place:
            above, place = above + 1, place + 1
            continue
        if gap == 1 or not (end == place + 1 and lines[place].strip(EDGE).isdecimal()):
            yield "\n" * max(0, above - gap) + "\n".join(lines[place:end])
        above, place = 1, end
