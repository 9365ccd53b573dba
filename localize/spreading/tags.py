"""A cue put together out of its sentences' translations, with its markup where it belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.languages import language
from localize.model import Cue, Part, Span
from localize.text.numbers import numbers

# Dots that stand in a cue outside its sentence take the place of the mark before them.
_DOTS = re.compile(r"\s*(?:\.{2,}|…)")
_BEFORE_DOTS = ",;:，；：、.。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a cue gets of a sentence's translation.

    links: (start, end) in the part and (start, end) in `text`, of words that stand for each other.
    """

    part: Part
    text: str
    links: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """`source text[start:end]` became `target text[into:till]`; part: it is a sentence's share, not glue."""

    start: int
    end: int
    into: int
    till: int
    part: bool
    links: tuple[tuple[int, int, int, int], ...] = ()


def rebuilt(
    cue: Cue, shares: Sequence[Share], source: str, locale: str, glossary: Glossary | None
) -> tuple[str, tuple[Span, ...], list[str]]:
    """A cue's new text and spans, and the tags whose place was guessed."""
    text, stretches, cursor = "", [], 0
    shares = sorted(shares, key=lambda share: share.part.start)
    ends = [share.part.start for share in shares[1:]] + [len(cue.text)]
    for share, end in zip(shares, ends, strict=True):
        part, own = share.part, share.text
        glue = _glue(cue.text[cursor : part.start], locale)
        stretches.append(_Stretch(cursor, part.start, len(text), len(text) + len(glue), part=False))
        text += glue
        if _DOTS.match(cue.text, part.end, end):
            own = own.rstrip(_BEFORE_DOTS)
        stretches.append(_Stretch(part.start, part.end, len(text), len(text) + len(own), part=True, links=share.links))
        text += own
        cursor = part.end
    tail = _glue(cue.text[cursor:], locale)
    stretches.append(_Stretch(cursor, len(cue.text), len(text), len(text) + len(tail), part=False))
    text += tail
    spans, guessed = [], []
    for span in cue.spans:
        moved, sure = _place(span, cue.text, text, stretches, source, locale, glossary)
        spans.append(moved)
        if not sure:
            guessed.append(span.open)
    return text, tuple(spans), guessed


def _glue(text: str, locale: str) -> str:
    """What stands between sentences: marks stay; a blank between sentences goes in Chinese."""
    return "" if text == " " and language(locale).chinese else text


def _place(
    span: Span, old: str, new: str, stretches: list[_Stretch], source: str, locale: str, glossary: Glossary | None
) -> tuple[Span, bool]:
    """Where a span goes, and whether that is sure."""
    inner = [stretch for stretch in stretches if stretch.part]
    if not old[: span.start].strip() and not old[span.end :].strip():
        return Span(start=0, end=len(new), open=span.open, close=span.close), True
    first = next((s for s in inner if s.start <= span.start < s.end), None)
    if first and span.start < span.end and span.end <= first.end and glossary:
        matches = find(old[span.start : span.end], glossary, source)
        terms = [match.term for match in matches]
        for match in find(new[first.into : first.till], glossary, locale):
            if match.term in terms:
                start = first.into + match.start
                return Span(start=start, end=first.into + match.end, open=span.open, close=span.close), True
    if first and span.start < span.end <= first.end:
        part = new[first.into : first.till]
        if same := _same_number(old[span.start : span.end], source, part, locale):
            return Span(start=first.into + same[0], end=first.into + same[1], open=span.open, close=span.close), True
        if there := _linked(span, first):
            start, end, sure = there
            return Span(start=start, end=end, open=span.open, close=span.close), sure
    start, sure_start = _move(span.start, new, stretches, locale, opening=True)
    end, sure_end = _move(span.end, new, stretches, locale, opening=span.start == span.end)
    end = max(start, end)
    if any(map(str.isalnum, old[span.start : span.end])) and not any(map(str.isalnum, new[start:end])):
        start, end = _word(new, start, locale)
        sure_start = False
    return Span(start=start, end=end, open=span.open, close=span.close), sure_start and sure_end


def _linked(span: Span, stretch: _Stretch) -> tuple[int, int, bool] | None:
    """Where the words stand that are linked to those in `span`: sure if they stand together. None if there are none.

    A span over a whole sentence is not asked about here.
    """
    if (span.start, span.end) == (stretch.start, stretch.end):
        return None
    first, last = span.start - stretch.start, span.end - stretch.start
    inside = [(into, till) for start, end, into, till in stretch.links if first <= start and end <= last]
    if not inside:
        return None
    begin, end = min(inside)[0], max(inside)[1]
    among = any(begin <= into < end and not first <= start < last for start, _, into, _ in stretch.links)
    return stretch.into + begin, stretch.into + end, not among


def _same_number(words: str, source: str, new: str, locale: str) -> tuple[int, int] | None:
    """Where `new` has the number that `words` are, if they are one and it stands there once."""
    asked = list(numbers(words, source))
    if len(asked) != 1 or (asked[0].start, asked[0].end) != (0, len(words)) or len(new.lower()) != len(new):
        return None
    found = [(one.start, one.end) for one in numbers(new, locale) if one.value == asked[0].value]
    return found[0] if len(found) == 1 else None


def _word(text: str, offset: int, locale: str) -> tuple[int, int]:
    """The word at or behind `offset`, or the last one; all of a text without words."""
    starts = _borders(text, locale, opening=True)
    start = next((border for border in starts if border >= offset), starts[-1])
    ends = (border for border in _borders(text, locale, opening=False) if border > start)
    return start, next(ends, len(text))


def _move(offset: int, new: str, stretches: list[_Stretch], locale: str, *, opening: bool) -> tuple[int, bool]:
    """The new place of an offset, and whether it is sure: borders of sentences and glue are, the inside is a guess."""
    for stretch in stretches if opening else reversed(stretches):
        if opening and offset == stretch.start and stretch.end > stretch.start:
            return stretch.into, True
        if not opening and offset == stretch.end and stretch.end > stretch.start:
            return stretch.till, True
    for stretch in stretches:
        if stretch.start <= offset <= stretch.end:
            share = (offset - stretch.start) / max(1, stretch.end - stretch.start)
            place = stretch.into + round(share * (stretch.till - stretch.into))
            if not stretch.part:
                return place, True
            borders = _borders(new[stretch.into : stretch.till], locale, opening=opening)
            return min((stretch.into + border for border in borders), key=lambda border: abs(border - place)), False
    return len(new), True


def _borders(text: str, locale: str, *, opening: bool) -> list[int]:
    """Where markup may begin (or end): at the first (or after the last) letter of a word."""
    if language(locale).chinese:
        from localize.text.words import breaks

        places = [0, *breaks(text, None, locale), *(mark.start() for mark in re.finditer(r"(?<=\w)\b", text))]
        return [place for place in places if text[place - 1 + opening : place + opening].isalnum()] or [0, len(text)]
    pattern = r"(?<!\w['’])\b(?=\w)" if opening else r"(?<=\w)\b(?!['’]\w)"
    return [found.start() for found in re.finditer(pattern, text)] or [0, len(text)]
