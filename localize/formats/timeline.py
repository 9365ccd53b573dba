"""Time lines of SubRip and WebVTT, as players and careless tools write them.

Accepted: any dash or equals sign with ">" as the arrow, or an arrow character; blanks or none around it; comma, dot,
colon or their full-width forms before the fraction; 1 to 9 digits of fraction, which is a decimal one (",5" is 500 ms);
no fraction; no hours; more than 99 hours; a minus sign. Not accepted: a colon and two digits after the seconds,
since these are frames and a file does not say its frame rate.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from localize.timecode import clock, fraction_to_ms

_S = r"[ \t\xa0\u3000]*"
_ARROW = r"(?:[-—–−=][-—–−= ]{0,3}>+|[→⇒\uf0e0])"  # U+F0E0 is the arrow of Wingdings, which Word puts for "-->"
_CLOCK = (
    rf"([-−]?{_S}(?:(\d{{1,4}}){_S}[:：]{_S})?(\d{{1,3}}){_S}[:：]{_S}(\d{{1,2}})"
    rf"(?:{_S}([,.:;，．。：；]){_S}(\d{{1,9}}))?)(?!\d)"
)
_LINE = re.compile(
    rf"(?<![^\r\n])[\ufeff\0 \t\xa0\u3000]*{_CLOCK}({_S}{_ARROW}{_S}){_CLOCK}(?=[ \t\xa0\u3000\r\n]|\Z)([^\r\n]*)"
)
_PLAIN = re.compile(
    r"(\d\d):(\d\d):(\d\d)([,.])(\d{3}) --> (\d\d):(\d\d):(\d\d)([,.])(\d{3})(?=[ \t\r\n]|\Z)([^\r\n]*)"
)
_STRICT = {",": re.compile(r"\d{2,}:\d\d:\d\d,\d{3}"), ".": re.compile(r"(?:\d{2,}:)?\d\d:\d\d\.\d{3}")}
_CLOCKISH = r"[-−]?\d{1,4}[:：]\d"
_TOO_ODD = re.compile(
    rf"[\ufeff \t\xa0]*(?:{_CLOCKISH}\S{{0,12}}{_S}{_ARROW}|{_ARROW}{_S}{_CLOCKISH}"
    rf"|\d{{1,4}}:\d\d?:\d\d?\S{{0,9}}{_S}[-—–]{{1,3}}{_S}\d{{1,4}}:\d\d?:\d\d?\S{{0,9}}{_S}(?:[\r\n]|\Z))"
)


class TimeLine(NamedTuple):
    """A time line that was read. rest: what follows the times (coordinates, settings), stripped.

    odd: "arrow", "time-loose", "time-over" for what was tolerated. shorter: the end is written with fewer characters
    than the start.
    """

    start_ms: int
    end_ms: int
    rest: str
    odd: tuple[str, ...] = ()
    shorter: bool = False


def read(line: str, mark: str) -> TimeLine | None:
    """The times of `line`, or None if it is no time line. `mark`: what the format puts before milliseconds.

    Raises ValueError, with a message for people, if the line is meant as a time line but its times are unknown.
    """
    odd: tuple[str, ...]
    if match := _PLAIN.match(line):
        odd = () if match[4] == match[9] == mark else ("time-loose",)
        if max(match[2], match[3], match[7], match[8]) > "59":
            odd += ("time-over",)
        return TimeLine(*_plain_ms(match), match[11].strip(), odd)
    match = _LINE.match(line)
    if match is None:
        if _TOO_ODD.match(line):
            raise ValueError("this looks like a time line, but its times cannot be read")
        return None
    first, arrow, second = match[1], match[7], match[8]
    start, end = _ms(match, 1), _ms(match, 8)
    strict = _STRICT[mark]
    odd = ()
    if arrow.strip() != "-->" or not arrow[0].isspace() or not arrow[-1].isspace():
        odd += ("arrow",)
    if not (strict.fullmatch(first) and strict.fullmatch(second)):
        odd += ("time-loose",)
    if any(int(match[group]) > 59 for group in (3, 4, 10, 11)):
        odd += ("time-over",)
    return TimeLine(start, end, match[14].strip(), odd, len(second) < len(first))


def retime(head: str, start_ms: int, end_ms: int, mark: str) -> str:
    """`head` with these times in place of its own, where they differ; everything else in it stays."""
    plain = _PLAIN.search(head)
    if plain and _plain_ms(plain) == (start_ms, end_ms):
        return head
    match = _LINE.search(head)
    if match is None:
        raise ValueError(f"no time line in {head!r}")
    if _ms(match, 8) != end_ms:
        head = head[: match.start(8)] + clock(end_ms, mark=mark) + head[match.end(8) :]
    if _ms(match, 1) != start_ms:
        head = head[: match.start(1)] + clock(start_ms, mark=mark) + head[match.end(1) :]
    return head


def _plain_ms(match: re.Match[str]) -> tuple[int, int]:
    """Start and end of a match of `_PLAIN`, in milliseconds."""
    h1, m1, s1, _, f1, h2, m2, s2, _, f2, _ = match.groups()
    return (
        (int(h1) * 3600 + int(m1) * 60 + int(s1)) * 1000 + int(f1),
        (int(h2) * 3600 + int(m2) * 60 + int(s2)) * 1000 + int(f2),
    )


def _ms(match: re.Match[str], group: int) -> int:
    """Milliseconds of the clock whose groups begin at `group`."""
    whole, hours, minutes, seconds, mark, fraction = match.groups()[group - 1 : group + 5]
    if mark and mark in ":：" and len(fraction) != 3:
        raise ValueError(f"{whole.strip()} counts frames, and the frame rate is unknown")
    ms = ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + fraction_to_ms(fraction or "")
    return -ms if whole[0] in "-−" else ms
