"""Sentences back to cues: the translation of a sentence is cut into the cues that held it.

What stood between the sentences of a cue (dashes, brackets, notes, line breaks before a speaker) stays where it was.
Markup over a whole cue or sentence covers the whole translation; markup over a term or a number is placed by it; over
other words by their share of the sentence, and reported.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.languages import language
from localize.model import Cue, Document, Finding, Part, Severity, Span
from localize.text.numbers import numbers

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with and or but as if that than my your his her its our their no not "
    "is are was were be been am do does did have has had will would can could should must may might "
    "i you he she it we they".split()
)  # fmt: skip
_CLAUSE_STARTS = frozenset("and but or because that which who when where while if so then until before after".split())
_ABBREVIATIONS = frozenset("mr. mrs. ms. dr. st. no. vs.".split())
_DASHES = "-–—"
_ZH_NEVER_FIRST = "的了吗吧呢啊嘛们着过地得，。、！？；：”’」』）…·—,.!?;:)%"
_PAUSE = re.compile(r"[^\w\s]['\"”’»」』)\]]*$")
# A cut at a comma, and at one where the source has none.
_AT_COMMA, _COMMA_ALONE = -0.35, 0.0
_BY_TIME = 0.4
# Dots that stand in a cue outside its sentence take the place of the mark before them.
_DOTS = re.compile(r"\s*(?:\.{2,}|…)")
_BEFORE_DOTS = ",;:，；：、.。"
_ZH_NEVER_LAST = "“‘「『（"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """`source text[start:end]` became `target text[into:till]`; part: it is a sentence's share, not glue."""

    start: int
    end: int
    into: int
    till: int
    part: bool


def spread(
    document: Document, translations: Mapping[str, str], locale: str, glossary: Glossary | None
) -> tuple[dict[str, tuple[str, tuple[Span, ...]]], tuple[Finding, ...]]:
    """The text and spans of every cue that holds a translated sentence, by cue id, and findings.

    `translations` maps sentence ids to texts in `locale`; sentences without one keep their source words.
    A sentence too short to give each of its cues a word is held: the cue repeats the words shown before it.
    """
    pieces: dict[str, list[tuple[Part, str]]] = {}
    findings: list[Finding] = []
    for sentence in document.sentences or ():
        if sentence.id not in translations:
            continue
        there = [(part, document.by_id[part.cue_id]) for part in sentence.parts]
        lengths = [part.end - part.start for part, _ in there]
        times = [cue.duration_ms * length / len(cue.text) for (_, cue), length in zip(there, lengths, strict=True)]
        said = (cue.text[part.start : part.end] for part, cue in there[:-1])
        pauses = tuple(_PAUSE.search(text) is not None for text in said)
        shares = cut(translations[sentence.id], weights(lengths, times), locale, glossary, pauses)
        for part, share in zip(sentence.parts, shares, strict=True):
            if not share:
                held = next((text for text in reversed(shares[: shares.index(share)]) if text), "")
                share = held or translations[sentence.id]
                message = f"the translation is too short for {len(shares)} cues; the words before are held"
                findings.append(
                    Finding(rule="spread.held", severity=Severity.WARNING, message=message, cue_id=part.cue_id)
                )
            pieces.setdefault(part.cue_id, []).append((part, share))
    texts = {}
    for cue_id, parts in pieces.items():
        text, spans, guessed = _rebuild(document.by_id[cue_id], parts, document.language, locale, glossary)
        texts[cue_id] = (text, spans)
        if guessed:
            message = f"the place of {', '.join(guessed)} is a guess; check which words it covers"
            findings.append(Finding(rule="tag.placed", severity=Severity.WARNING, message=message, cue_id=cue_id))
    return texts, tuple(findings)


def weights(lengths: Sequence[int], times: Sequence[float]) -> tuple[float, ...]:
    """How much of a sentence each of its cues holds: by the characters of the source, and by time (ms) if all have any.

    People cut by both (`benchmarks/spreading.py`).
    """
    if min(times, default=0) <= 0:
        return tuple(map(float, lengths))
    whole, time = sum(lengths), sum(times)
    return tuple((1 - _BY_TIME) * own / whole + _BY_TIME * ms / time for own, ms in zip(lengths, times, strict=True))


def cut(
    text: str,
    weights: Sequence[float],
    locale: str,
    glossary: Glossary | None,
    pauses: Sequence[bool] = (),
) -> tuple[str, ...]:
    """`text` in `len(weights)` pieces, sized like the weights, cut where a reader would pause.

    pauses: for each cut whether the source has a mark there; a comma is a good place only if so. Unknown if empty.
    Joined again (with a blank, or none in Chinese) the pieces are the text. Pieces are stripped; some are empty if the
    text has fewer words than there are weights.
    """
    if len(weights) == 1:
        return (text.strip(),)
    text = text.strip()
    places = [(offset, _cost(text, offset, locale)) for offset in _places(text, locale, glossary)]
    scale = len(text) / len(weights) or 1
    total = sum(weights)
    ideals: list[float] = []
    seen = 0.0
    for weight in weights[:-1]:
        seen += weight
        ideals.append(len(text) * seen / total)
    # best[k] = (cost, cuts) of the first k cuts, the last of them at the place looked at
    rows: list[list[tuple[float, tuple[int, ...]]]] = []
    for number, ideal in enumerate(ideals):
        row = []
        nearest = [None, *itertools.accumulate(rows[-1], min)] if rows else itertools.repeat((0.0, ()))
        for (offset, cost), before in zip(places, nearest, strict=False):
            if pauses and cost == _AT_COMMA and not pauses[number]:
                cost = _COMMA_ALONE
            own = cost + ((offset - ideal) / scale) ** 2
            row.append((before[0] + own, (*before[1], offset)) if before else (float("inf"), ()))
        rows.append(row)
    best = min((entry for entry in rows[-1] if len(entry[1]) == len(ideals)), default=None)
    cuts = best[1] if best else tuple(offset for offset, _ in places)
    bounds = [0, *cuts, len(text)]
    found = [text[start:end].strip() for start, end in itertools.pairwise(bounds)]
    return tuple(found + [""] * (len(weights) - len(found)))


def _places(text: str, locale: str, glossary: Glossary | None) -> Iterator[int]:
    """Offsets at which the text may be cut: between words, never inside a term."""
    if language(locale).chinese:
        from localize.text.words import breaks

        yield from (offset for offset in breaks(text, glossary, locale) if 0 < offset < len(text))
        return
    terms = find(text, glossary, locale) if glossary else ()
    for blank in re.finditer(r"\s+", text):
        if not any(term.start < blank.end() <= term.end - 1 for term in terms):
            yield blank.end()


def _cost(text: str, offset: int, locale: str) -> float:
    """What a cut at `offset` costs, in units of (distance / mean piece length)²; negative where a pause is natural."""
    before, after = text[:offset].rstrip(), text[offset:].lstrip()
    last = before[-1:]
    chinese = language(locale).chinese
    if chinese and (after[:1] in _ZH_NEVER_FIRST or last in _ZH_NEVER_LAST):
        return 2.0
    if not chinese and after[:1] in _DASHES:
        return 1.0  # it would look like another speaker
    word_before = before.rsplit(None, 1)[-1].lower() if before else ""
    if word_before in _ABBREVIATIONS:
        return 0.6
    if last in ".!?…。！？":
        return -0.5
    if last in ",;:—–，；：、":
        return _AT_COMMA
    if chinese:
        return -0.2 if text[offset - 1 : offset].isspace() else 0.0
    if word_before in _FUNCTION_WORDS or word_before.isdigit():
        return 0.6
    return -0.15 if (re.match(r"[\w']+", after.lower()) or [""])[0] in _CLAUSE_STARTS else 0.0


def _rebuild(
    cue: Cue, parts: list[tuple[Part, str]], source: str, locale: str, glossary: Glossary | None
) -> tuple[str, tuple[Span, ...], list[str]]:
    """A cue's new text and spans, and the tags whose place was guessed."""
    text, stretches, cursor = "", [], 0
    parts = sorted(parts, key=lambda item: item[0].start)
    ends = [part.start for part, _ in parts[1:]] + [len(cue.text)]
    for (part, share), end in zip(parts, ends, strict=True):
        glue = _glue(cue.text[cursor : part.start], locale)
        stretches.append(_Stretch(cursor, part.start, len(text), len(text) + len(glue), part=False))
        text += glue
        if _DOTS.match(cue.text, part.end, end):
            share = share.rstrip(_BEFORE_DOTS)
        stretches.append(_Stretch(part.start, part.end, len(text), len(text) + len(share), part=True))
        text += share
        cursor = part.end
    tail = _glue(cue.text[cursor:], locale)
    stretches.append(_Stretch(cursor, len(cue.text), len(text), len(text) + len(tail), part=False))
    text += tail
    spans, guessed = [], []
    for span in cue.spans:
        placed, sure = _place(span, cue.text, text, stretches, source, locale, glossary)
        spans.append(placed)
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
    start, sure_start = _move(span.start, new, stretches, locale, opening=True)
    end, sure_end = _move(span.end, new, stretches, locale, opening=span.start == span.end)
    end = max(start, end)
    if any(map(str.isalnum, old[span.start : span.end])) and not any(map(str.isalnum, new[start:end])):
        start, end = _word(new, start, locale)
        sure_start = False
    return Span(start=start, end=end, open=span.open, close=span.close), sure_start and sure_end


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
    pattern = r"\b(?=\w)" if opening else r"(?<=\w)\b"
    return [found.start() for found in re.finditer(pattern, text)] or [0, len(text)]
