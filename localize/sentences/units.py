"""A cue cut into what one speaker says in it: a dash, a speaker label or a bracketed caption starts another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from localize.model import Cue, Kind
from localize.sentences.borders import hangs
from localize.text.markup import voice

_DASH = re.compile(r"[-‐–—―]\s*(?=\S)")
_LABEL = re.compile(r"(?=[^\W\d_a-zа-яё])([A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .\-]*[A-ZА-ЯЁ0-9]):(?=\s|$)")
_CAPTION = re.compile(r"[\[(（【]([^\[\]()（）【】]+)[\])）】]")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Unit:
    """`cue.text[start:end]`, said by `speaker`, if known. closed: never joined to its neighbours."""

    cue: Cue
    start: int
    end: int
    dash: bool = False
    closed: bool = False
    speaker: str | None = None

    @property
    def text(self) -> str:
        """What is said."""
        return self.cue.text[self.start : self.end]


def units(cue: Cue) -> Iterator[Unit]:
    """Those with a letter or a digit, in order. Songs and sounds are one each, of a sign each line may be one."""
    if cue.kind is Kind.DRAWING or not _WORD.search(cue.text):
        return
    if cue.kind in (Kind.SONG, Kind.SOUND):
        start, end = bare(cue.text, 0, len(cue.text), "♪♫#[](){}（）【】")
        yield Unit(cue, start, end, closed=True)
        return
    if cue.kind is not Kind.DIALOGUE:
        yield from _sign_lines(cue)
        return
    for start, end, dash in _speakers(cue):
        yield from _captions(cue, start, end, dash)


def _sign_lines(cue: Cue) -> Iterator[Unit]:
    """A sign, line by line: a place, a name, a time. Lines stay together if the first one cannot end there."""
    start = 0
    for end in (*(place for place, char in enumerate(cue.text) if char == "\n"), len(cue.text)):
        line = cue.text[start:end]
        if end == len(cue.text) or (_WORD.search(line) and not hangs(line)):
            first, last = bare(cue.text, start, end)
            if _WORD.search(cue.text, first, last):
                yield Unit(cue, first, last, closed=True)
            start = end


def _speakers(cue: Cue) -> Iterator[tuple[int, int, bool]]:
    """Stretches of one speaker each: (start, end, stood behind a dash). A dash or a voice tag begins one."""
    text = cue.text
    voices = [span.start for span in cue.spans if voice(span) is not None]
    starts: list[tuple[int, int, bool]] = []  # (where the one before ends, where this one starts, dash)
    offset = 0
    for line in text.split("\n"):
        words = offset + len(line) - len(line.lstrip())
        dash = _DASH.match(line, words - offset)
        begin = offset + dash.end() if dash else words
        if dash or not starts or any(offset <= place <= words for place in voices):
            starts.append((max(offset - 1, 0), begin if dash else offset, dash is not None))
        starts += ((place, place, False) for place in voices if begin < place < offset + len(line))
        offset += len(line) + 1
    ends = [end for end, _, _ in starts[1:]] + [len(text)]
    for (_, start, dashed), end in zip(starts, ends, strict=True):
        yield start, end, dashed


def _speaker(cue: Cue, start: int) -> str | None:
    """Who speaks at `cue.text[start]`: the innermost voice there, else the cue's speaker."""
    there = [voice(span) for span in cue.spans if voice(span) is not None and span.start <= start < span.end]
    return there[-1] or None if there else cue.speaker


def _captions(cue: Cue, start: int, end: int, dash: bool) -> Iterator[Unit]:
    """One speaker's stretch without its speaker label and bracketed captions, which are units of their own."""
    position, text = start, cue.text
    while position < end:
        position += len(text[position:end]) - len(text[position:end].lstrip())
        found = _LABEL.match(text, position, end) or _CAPTION.match(text, position, end)
        if not found:
            break
        yield Unit(cue, *bare(text, found.start(1), found.end(1)), closed=True)
        position = found.end()
    first, last = bare(text, position, end)
    if _WORD.search(text, first, last):
        yield Unit(cue, first, last, dash=dash, speaker=_speaker(cue, first))


def bare(text: str, start: int, end: int, wrappers: str = "") -> tuple[int, int]:
    """The range without blanks and `wrappers` at either side."""
    while start < end and (text[start].isspace() or text[start] in wrappers):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in wrappers):
        end -= 1
    return start, end
