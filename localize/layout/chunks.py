"""A speaker's text cut into the stretches that no line break may part, with what lies between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from localize.languages import Language
from localize.layout.costs import break_cost
from localize.layout.labels import Labels
from localize.script import HAN
from localize.text.width import visible

# Not str.isspace: no-break spaces hold words together, U+2028 and its like are ordinary characters.
_STRETCH = re.compile(r"[^ \t\n\u3000]+")
_SPEAKER = re.compile(r"\n(?=[ \t\u3000]*[-‐‑–—](?!\d))")
# A second speaker on the line of the first: a dash behind a sentence that began with one.
_SECOND = re.compile(
    rf"(?:(?<=[.!?…♪。！？)\]»\"”」])|(?<=[{HAN}]))[ \t\u3000]+(?=[-‐‑–—][ \t\n\u3000]*[A-ZА-ЯЁ{HAN}«„\"“「♪\[])"
)
_DASHES = tuple("-‐‑–—")
_SPACING_MARKS = frozenset("，。、？！：；")
# A break that stands already is kept unless another is far better, so that laying out twice changes nothing.
_STANDING = 100


@dataclass(frozen=True, slots=True)
class Gap:
    """`text[start:end]`, between two stretches. joined: what stands there if the line goes on; width: its width then.

    cost: of a line break here; None if none is allowed.
    """

    start: int
    end: int
    joined: str
    width: float
    cost: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """What one speaker says: `text[start:end]`, as stretches with gaps between them; gaps[i] stands after stretch i.

    widths: of the stretches; hangs: of their last marks that vanish at a line end.
    """

    start: int
    end: int
    widths: tuple[float, ...]
    hangs: tuple[float, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a text is cut. breaks: offsets at which a Chinese word begins; locked: ranges never broken.

    hang: marks that are not counted at the end of a line, since typography takes them away there.
    """

    language: Language
    half_width: bool
    breaks: Collection[int]
    locked: Sequence[tuple[int, int]]
    hang: str


def blocks(text: str, rules: Rules) -> Iterator[Block]:
    """The speakers of a cue: from the second line on, every line that begins with a dash begins another."""
    starts = [0, *(match.end() for match in _SPEAKER.finditer(text))]
    second = second_speaker(text)
    if second:
        starts.append(second)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        stretches = list(_stretches(text, start, end, rules))
        if stretches:
            yield _block(text, stretches, rules)


def second_speaker(text: str) -> int | None:
    """Where the second of two speakers begins who stand on one line (`-Hi. -Bye.`); None if there are not two."""
    start = len(text) - len(text.lstrip(" \t\n\u3000"))
    if not text.startswith(_DASHES, start) or _SPEAKER.search(text, start):
        return None
    found = [match.end() for match in _SECOND.finditer(text, start)]
    return found[0] if len(found) == 1 else None


def _stretches(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    for match in _STRETCH.finditer(text, start, end):
        at = match.start()
        if rules.language.chinese:
            for offset in range(match.start() + 1, match.end()):
                if offset in rules.breaks:
                    yield at, offset
                    at = offset
        yield at, match.end()


def _block(text: str, stretches: list[tuple[int, int]], rules: Rules) -> Block:
    words = [text[start:end] for start, end in stretches]
    labels = Labels(text, stretches[0][0], stretches[-1][1])
    gaps = []
    for index in range(1, len(words)):
        start, end = stretches[index - 1][1], stretches[index][0]
        gaps.append(_gap(text, start, end, words[index - 1], words[index], rules, labels))
    return Block(
        start=stretches[0][0],
        end=stretches[-1][1],
        widths=tuple(visible(word, half_width=rules.half_width) for word in words),
        hangs=tuple(_hang(word, rules) for word in words),
        gaps=tuple(gaps),
    )


def _hang(word: str, rules: Rules) -> float:
    return visible(word[len(word.rstrip(rules.hang)) :], half_width=rules.half_width) if rules.hang else 0.0


def _gap(text: str, start: int, end: int, before: str, after: str, rules: Rules, labels: Labels) -> Gap:
    standing = "\n" in text[start:end]
    chinese = rules.language.chinese
    cost = labels.cost(start, end, break_cost(before, after, rules.language, blank=start < end))
    if any(low < end and start < high for low, high in rules.locked) or (chinese and end not in rules.breaks):
        cost = None
    joined = " " if start < end else ""
    if chinese and (before[-1] in _SPACING_MARKS or (standing and cost is None and not (before + after).isascii())):
        joined = ""
    width = visible(joined, half_width=rules.half_width)
    if joined and rules.language.script == "Hant" and not (before + after).isascii():
        width = 1.0  # stands for a comma, which goes at a line end and would come back on one line
    if standing and cost is not None:
        cost -= _STANDING
    return Gap(start, end, joined, width, cost)
