"""Where the translation of a sentence is cut, so that every cue has what its own words stand for.

Of all ways to cut at the places where a reader may pause, the cheapest: each cut costs by what stands beside it and by
its distance from where the cue should end, each word by standing in another cue than the words it translates.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from localize.alignment import words
from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.languages import language
from localize.layout import chinese

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with and or but as if that than my your his her its our their no not "
    "is are was were be been am do does did have has had will would can could should must may might "
    "i you he she it we they".split()
)  # fmt: skip
_CLAUSE_STARTS = frozenset("and but or because that which who when where while if so then until before after".split())
_ABBREVIATIONS = frozenset("mr. mrs. ms. dr. st. no. vs.".split())
_DASHES = "-–—"
_ZH_NEVER_FIRST = "的了吗吧呢啊嘛们着过地得，。、！？；：”’」』）…·—,.!?;:)%"
_CLOSING = "\"'’”」』»)）"
_ZH_NEVER_LAST = "“‘「『（"
# A cut at a comma, and at one where the source has none.
_AT_COMMA, _COMMA_ALONE = -0.35, 0.0
_BY_TIME = 0.4
# Only where there is no other place; and only where the other is far off.
_NEVER, _HARDLY = 20.0, 3.0
# A piece's worth of words in another cue than the words they stand for.
_ASTRAY = 1.0
# Between Chinese words what a line break costs there, from an ordinary one on (`layout.chinese`); a blank between them
# is a mark left out. One between Latin words is no place to rest: Model Hub, GPT 2.
_ORDINARY, _OF_A_LINE, _BLANK, _LATIN = 45, 0.012, -0.2, 1.0


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
    owners: Sequence[int | None] = (),
) -> tuple[str, ...]:
    """`text` in `len(weights)` pieces, sized like the weights, cut where a reader would pause.

    pauses: for each cut whether the source has a mark there; a comma is a good place only if so. Unknown if empty.
    owners: for each word of `text` (`alignment.words`) the piece that holds what it stands for, None if unknown.
    Joined again (with a blank, or none in Chinese) the pieces are the text. Pieces are stripped; some are empty if the
    text has fewer words than there are weights.
    """
    text = text.strip()
    pieces = len(weights)
    places = [0, *_places(text, locale, glossary), len(text)]
    if pieces == 1:
        return (text,)
    if len(places) - 2 < pieces - 1:
        found = [text[start:end].strip() for start, end in itertools.pairwise(places)] if text else []
        return tuple(found + [""] * (pieces - len(found)))
    costs = [_cost(text, offset, locale) for offset in places]
    if language(locale).chinese:
        costs = [own + _phrase(text, places, place) for place, own in enumerate(costs)]
    scale = len(text) / pieces
    ideals = [len(text) * share / sum(weights) for share in itertools.accumulate(weights)]
    astray = _astray(text, places, pieces, owners)
    # best[place] = (cost, cuts) of the cheapest way to end a piece there
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for piece, ideal in enumerate(ideals):
        last = piece == pieces - 1
        before, best = best, {}
        for end in [len(places) - 1] if last else range(piece + 1, len(places) - pieces + piece + 1):
            own = 0.0
            if not last:
                own = costs[end] + ((places[end] - ideal) / scale) ** 2
                if pauses and costs[end] == _AT_COMMA and not pauses[piece]:
                    own += _COMMA_ALONE - _AT_COMMA
            strays = astray[piece]
            cost, cuts = min((cost - strays[start], cuts) for start, (cost, cuts) in before.items() if start < end)
            best[end] = (cost + own + strays[end], (*cuts, places[end]))
    bounds = (0, *best[len(places) - 1][1])
    return tuple(text[start:end].strip() for start, end in itertools.pairwise(bounds))


def _astray(text: str, places: Sequence[int], pieces: int, owners: Sequence[int | None]) -> list[list[float]]:
    """For each piece, what the words before each place would cost in it."""
    total = sum(end - start for start, end in words(text)) or 1
    found = []
    for piece in range(pieces):
        known = zip(words(text), owners, strict=False)
        wrong = [(start, end - start) for (start, end), owner in known if owner not in (None, piece)]
        sums, at, costs = 0, 0, []
        for place in places:
            while at < len(wrong) and wrong[at][0] < place:
                sums += wrong[at][1]
                at += 1
            costs.append(_ASTRAY * sums * pieces / total)
        found.append(costs)
    return found


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


def _phrase(text: str, places: Sequence[int], place: int) -> float:
    """What a cut between two Chinese words costs by their parts of speech; at a mark nothing."""
    if not 0 < place < len(places) - 1:
        return 0.0
    before, after = text[places[place - 1] : places[place]], text[places[place] : places[place + 1]]
    one, other = before.strip(), after.strip()
    if not one or not other or not (one[-1].isalnum() and other[0].isalnum()):
        return 0.0
    latin = one[-1].isascii() + other[0].isascii()
    if latin == 2:
        return _LATIN
    if before[-1].isspace() and not latin:
        return _BLANK
    return _OF_A_LINE * (chinese.cost(one, other) - _ORDINARY)


def _cost(text: str, offset: int, locale: str) -> float:
    """What a cut at `offset` costs, in units of (distance / mean piece length)²; negative where a pause is natural."""
    before, after = text[:offset].rstrip(), text[offset:].lstrip()
    last = before[-1:]
    is_chinese = language(locale).chinese
    if is_chinese and (after[:1] in _ZH_NEVER_FIRST or last in _ZH_NEVER_LAST):
        return _NEVER
    if not is_chinese and after[:1] in _DASHES:
        return 1.0  # it would look like another speaker
    word_before = before.rsplit(None, 1)[-1].lower() if before else ""
    if word_before in _ABBREVIATIONS:
        return 0.6
    ending = before.rstrip(_CLOSING)[-1:]
    if ending and ending in ".!?…。！？":
        return -0.5
    if ending and ending in ",;:—–，；：、":
        return _AT_COMMA
    if is_chinese:
        return 0.0
    if word_before in _FUNCTION_WORDS or word_before.isdigit():
        return _HARDLY
    return -0.15 if (re.match(r"[\w']+", after.lower()) or [""])[0] in _CLAUSE_STARTS else 0.0
