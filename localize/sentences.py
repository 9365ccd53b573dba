"""Cues to sentences: a view, so that a translation can be spread back over the very same cues.

A cue is first cut into units (what one speaker says in it: a dialogue dash, a speaker label or a bracketed caption
starts a new one). Units that follow each other closely and run on into each other form a chain; a chain is one text,
and sentence ends are looked for in it. Russian sentence ends inside a unit are razdel's; what subtitles add (cue
borders, dashes, brackets, ellipses that continue) is decided here, where those signals are stronger.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from localize.languages import LANGUAGES
from localize.model import Cue, Document, Kind, Part, Sentence
from localize.text.markup import voice

# What one sentence may bridge and cover, unless the `segment` stage is told otherwise.
MAX_GAP_MS, MAX_CUES = 1500, 6

_DASH = re.compile(r"[-‐–—―]\s*(?=\S)")
_LABEL = re.compile(r"(?=[^\W\d_a-zа-яё])([A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .\-]*[A-ZА-ЯЁ0-9]):(?=\s|$)")
_CAPTION = re.compile(r"[\[(（【]([^\[\]()（）【】]+)[\])）】]")
_ELLIPSIS = r"(?:\.{2,}|…)"
_BEFORE_WORDS = re.compile(r"^[^\w–—-]+")
_OPENS_WITH_ELLIPSIS = re.compile(rf"{_ELLIPSIS}\s*")
_ENDS_WITH_ELLIPSIS = re.compile(rf"\s*{_ELLIPSIS}$")
_SENTENCE_END = re.compile(r"[.!?…。！？][^\w,;:，；：、–—-]*$")  # quotation marks, brackets, emoji may follow
_RUNS_ON = re.compile(r"[,;:，；：、–—-][\"'»”’]*$")
_ZH_END = re.compile(r"[。！？…]+[”’」』）]*")
_WORD = re.compile(r"\w")
_WORD_RUN = re.compile(r"\w+")
# razdel takes "1837 г." for an abbreviation in mid-sentence, whatever follows.
_YEAR_END = re.compile(r"\d\s?г\.(?=\s+[А-ЯЁ])")
# A line that ends on one of these is not the end of a sentence, whatever comes next.
_HANGING = frozenset(
    "а без в во для до за и из или к ко как когда которая которое которые который на над не ни но о об от по под при "
    "про с со та так такой такая такие тем то только тот у через что чтобы это этот эта если где "
    "a an and as at but by for from if in into of on or our my your that the their this to when where which who with"
    .split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Unit:
    """`cue.text[start:end]`, said by `speaker`, if known. closed: never joined to its neighbours."""

    cue: Cue
    start: int
    end: int
    dash: bool = False
    closed: bool = False
    speaker: str | None = None

    @property
    def text(self) -> str:
        return self.cue.text[self.start : self.end]


def group(document: Document, *, max_gap_ms: int = MAX_GAP_MS, max_cues: int = MAX_CUES) -> tuple[Sentence, ...]:
    """The sentences of a document, in order.

    A sentence never runs over a silence longer than `max_gap_ms`, over a change of speaker, kind or language, or over
    more than `max_cues` cues. Cues without a letter or digit (a lone "…", a drawing) stand in no sentence.
    """
    sentences: list[Sentence] = []
    for chain in _chains(document, max_gap_ms):
        for parts in _split(chain, document.language):
            groups = (parts[first : first + max_cues] for first in range(0, len(parts), max_cues))
            sentences.extend(_sentence(few, chain[0], document) for few in groups)
    return tuple(sentences)


def _sentence(parts: list[Part], first: _Unit, document: Document) -> Sentence:
    """`first` begins the chain: no other unit of it stands behind a dash."""
    cues = document.by_id
    text = " ".join(cues[part.cue_id].text[part.start : part.end].replace("\n", " ") for part in parts)
    cue = cues[parts[0].cue_id]
    return Sentence(
        id=f"{cue.id}.{parts[0].start}",
        parts=tuple(parts),
        text=re.sub(r"\s+", " ", text),
        kind=cue.kind,
        language=cue.language or document.language,
        speaker_dash=first.dash and (first.cue.id, first.start) == (cue.id, parts[0].start),
    )


def _chains(document: Document, max_gap_ms: int) -> Iterator[list[_Unit]]:
    chain: list[_Unit] = []
    for cue in document.cues:
        for unit in _units(cue):
            if chain and _joins(chain[-1], unit, max_gap_ms):
                chain[-1], unit = _without_ellipsis(chain[-1], unit)
                chain.append(unit)
            else:
                if chain:
                    yield chain
                chain = [unit]
    if chain:
        yield chain


def _units(cue: Cue) -> Iterator[_Unit]:
    if cue.kind is Kind.DRAWING or not _WORD.search(cue.text):
        return
    if cue.kind in (Kind.SONG, Kind.SOUND):
        start, end = _bare(cue.text, 0, len(cue.text), "♪♫#[](){}（）【】")
        yield _Unit(cue, start, end, closed=True)
        return
    if cue.kind is not Kind.DIALOGUE:
        yield from _sign_lines(cue)
        return
    for start, end, dash in _speakers(cue):
        yield from _captions(cue, start, end, dash)


def _sign_lines(cue: Cue) -> Iterator[_Unit]:
    """A sign, line by line: a place, a name, a time. Lines stay together if the first one cannot end there."""
    start = 0
    for end in (*(place for place, char in enumerate(cue.text) if char == "\n"), len(cue.text)):
        line = cue.text[start:end]
        words = _WORD_RUN.findall(line)
        hanging = _RUNS_ON.search(line) or (words and words[-1].lower() in _HANGING)
        if end == len(cue.text) or (words and not hanging):
            first, last = _bare(cue.text, start, end)
            if _WORD.search(cue.text, first, last):
                yield _Unit(cue, first, last, closed=True)
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


def _captions(cue: Cue, start: int, end: int, dash: bool) -> Iterator[_Unit]:
    """One speaker's stretch without its speaker label and bracketed captions, which are units of their own."""
    position, text = start, cue.text
    while position < end:
        position += len(text[position:end]) - len(text[position:end].lstrip())
        found = _LABEL.match(text, position, end) or _CAPTION.match(text, position, end)
        if not found:
            break
        yield _Unit(cue, *_bare(text, found.start(1), found.end(1)), closed=True)
        position = found.end()
    first, last = _bare(text, position, end)
    if _WORD.search(text, first, last):
        yield _Unit(cue, first, last, dash=dash, speaker=_speaker(cue, first))


def _bare(text: str, start: int, end: int, wrappers: str = "") -> tuple[int, int]:
    """The range without blanks and `wrappers` at either side."""
    while start < end and (text[start].isspace() or text[start] in wrappers):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in wrappers):
        end -= 1
    return start, end


def _joins(left: _Unit, right: _Unit, max_gap_ms: int) -> bool:
    """Whether two neighbouring units may belong to one sentence."""
    if left.closed or right.closed or right.dash or left.cue.id == right.cue.id:
        return False
    one, two = left.cue, right.cue
    if (one.language, left.speaker) != (two.language, right.speaker) or two.start_ms - one.end_ms > max_gap_ms:
        return False
    return _runs_on(left.text, right.text)


def _runs_on(left: str, right: str) -> bool:
    """Whether a sentence may go on over the border between two cues."""
    opening = _BEFORE_WORDS.sub("", right, count=1)
    lower = opening[:1].islower()
    if _ENDS_WITH_ELLIPSIS.search(left):
        return lower
    if _SENTENCE_END.search(left):
        return False
    if lower or opening[:1].isdigit() or _RUNS_ON.search(left):
        return True
    words = _WORD_RUN.findall(left)
    return not opening[:1].isupper() or (bool(words) and words[-1].lower() in _HANGING)


def _without_ellipsis(left: _Unit, right: _Unit) -> tuple[_Unit, _Unit]:
    """Dots that only say "goes on" stay in their cues, outside the sentence."""
    end = _ENDS_WITH_ELLIPSIS.search(left.text)
    start = _OPENS_WITH_ELLIPSIS.match(right.text)
    return (
        replace(left, end=left.start + end.start() if end else left.end),
        replace(right, start=right.start + start.end() if start else right.start),
    )


def _split(chain: list[_Unit], document_language: str) -> Iterator[list[Part]]:
    """The sentences of a chain, as lists of parts."""
    joined, offsets = "", []
    for unit in chain:
        joined += " " if joined else ""
        offsets.append(len(joined))
        joined += unit.text.replace("\n", " ")
    tag = chain[0].cue.language or document_language
    closed = chain[0].closed
    for start, end in [(0, len(joined))] if closed else _ends(joined, tag):
        parts = []
        for place in range(max(bisect_right(offsets, start) - 1, 0), bisect_left(offsets, end)):
            unit, offset = chain[place], offsets[place]
            first, last = max(start, offset), min(end, offset + unit.end - unit.start)
            if first < last:
                first, last = _bare(joined, first, last)
                base = unit.start - offset
                if first < last:
                    parts.append(Part(cue_id=unit.cue.id, start=base + first, end=base + last))
        if parts:
            yield parts


def _ends(text: str, tag: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences of one speaker's running text."""
    known = LANGUAGES.get(tag)
    if known and known.chinese:
        start = 0
        for mark in _ZH_END.finditer(text):
            yield start, mark.end()
            start = mark.end()
        if start < len(text):
            yield start, len(text)
        return
    from razdel import sentenize

    starts = {sentence.start for sentence in sentenize(text)} | {year.end() for year in _YEAR_END.finditer(text)}
    start = 0
    for end in (*sorted(starts - {0}), len(text)):
        # Dots or dashes alone are no sentence: they stay with the words before them.
        if _WORD.search(text, start, end) and (end == len(text) or _WORD.search(text, end)):
            yield start, end
            start = end
