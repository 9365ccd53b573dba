"""The shapes in which sentences stand in subtitles, made from plain pairs.

Each variant changes both sides alike. `VARIANTS` says how often each is tried; a pair that does not lend itself stays
as it is. Tags that steer (length, politeness) come last, in front of the source.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from localize.training import placeholders, words
from localize.training.corpus import Pair
from localize.training.words import Word
from localize.translators.vocabulary import CUE_BREAK, FAMILIAR, LONG, POLITE, SHORT

_END = re.compile(r"(?<!\.)\.$|。$")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = re.compile(r"\w(?:.*[\w.!?…。！？])?")
_OPENING = "“‘（《("
_HAN_SIDE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_ADDRESS = {
    "zh": (re.compile("您"), re.compile("你")),
    "ru": (re.compile(r"\b[Вв](?:ы|ас|ам|ами|аш\w*)\b"), re.compile(r"\b[Тт](?:ы|ебя|ебе|обой|во\w+)\b")),
}
_QUOTES = (("«", "»"), ("“", "”"), ("„", "“"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A pair and what is known of it. links: places, in `words`, of words that stand for each other.

    following: the next pair of the same source, if it is known to go on there. usual: characters of target a character
    of source in this pair of languages, as the middle half of the data has it: (low, high).
    """

    pair: Pair
    languages: tuple[str, str]
    linked: tuple[tuple[Word, Word], ...] = ()
    following: Pair | None = None
    usual: tuple[float, float] = field(default=(0.0, 1e9))


def vary(sentence: Sentence, chance: random.Random) -> Pair:
    """The pair in one of its variants, or as it is."""
    draw = chance.random()
    pair: Pair | None = None
    for share, variant in VARIANTS:
        if draw < share:
            pair = variant(sentence, chance)
            break
        draw -= share
    return _steered(sentence, _quoted(pair or sentence.pair, chance), chance)


def _protected(sentence: Sentence, chance: random.Random) -> Pair | None:
    return placeholders.with_placeholders(sentence.pair, sentence.languages, sentence.linked, chance)


def _called(sentence: Sentence, chance: random.Random) -> Pair | None:
    if len(sentence.pair.source) >= 80 or not all(map(_WHOLE.fullmatch, sentence.pair)):
        return None
    return placeholders.called(sentence.pair, sentence.languages, chance)


def _alone(sentence: Sentence, chance: random.Random) -> Pair | None:
    return placeholders.alone(sentence.languages, chance)


def _unfinished(sentence: Sentence, chance: random.Random) -> Pair | None:
    """Without the final full stop: a sentence that goes on, or a language that leaves it out."""
    return _open(sentence.pair)


def _continued(sentence: Sentence, chance: random.Random) -> Pair | None:
    """Beginning with a small letter, as the second half of a sentence does."""
    source, target = sentence.pair
    first = _WORD.match(source)
    if not first or not source[:2].istitle() or (sentence.languages[0] == "ru" and words.is_name(first[0])):
        return None
    if sentence.languages[0] == "en" and first[0] == "I":
        return None
    # A first word that is no name: the target begins with a common word too.
    if sentence.languages[1] != "zh" and not re.match(r"(?!I\b)[A-ZА-ЯЁ]\w* [a-zа-яё]", target):
        return None
    lowered = target if sentence.languages[1] == "zh" else target[:1].lower() + target[1:]
    pair = Pair(source[:1].lower() + source[1:], lowered)
    return _open(pair) or pair if chance.random() < 0.4 else pair


def _open(pair: Pair) -> Pair | None:
    """The pair without its full stops, if both sides have one."""
    return Pair(*(_END.sub("", text) for text in pair)) if all(map(_END.search, pair)) else None


def _dashed(sentence: Sentence, chance: random.Random) -> Pair | None:
    """What one speaker says, or two in turn, each behind a dash."""
    dash = chance.choice(("- ", "– ", "— ", "-"))
    lines = [sentence.pair]
    if sentence.following and chance.random() < 0.6:
        lines.append(sentence.following)
    if any(text.startswith("- ") for pair in lines for text in pair):
        return None
    return Pair(" ".join(dash + pair.source for pair in lines), " ".join("- " + pair.target for pair in lines))


def _joined(sentence: Sentence, chance: random.Random) -> Pair | None:
    """Two sentences on end, with the break between their cues marked or not."""
    if not sentence.following or sum(map(len, (*sentence.pair, *sentence.following))) > 320:
        return None
    mark = f" {CUE_BREAK} " if chance.random() < 0.3 else " "
    source, target = (mark.join(sides) for sides in zip(sentence.pair, sentence.following, strict=True))
    return Pair(source, _closed(target) if sentence.languages[1] == "zh" else target)


def _broken(sentence: Sentence, chance: random.Random) -> Pair | None:
    """A break between two cues inside the sentence: where no link crosses, at punctuation if there is some."""
    source, target = sentence.pair
    places = _breaks(sentence)
    if not places:
        return None
    at_comma = [place for place in places if source[: place[0]].rstrip()[-1] in ",;:.!?…—-"]
    one, other = chance.choice(at_comma if at_comma and chance.random() < 0.6 else places)
    source = f"{source[:one].rstrip()} {CUE_BREAK} {source[one:].lstrip()}"
    target = f"{target[:other].rstrip()} {CUE_BREAK} {target[other:].lstrip()}"
    return Pair(source, _closed(target) if sentence.languages[1] == "zh" else target)


def _breaks(sentence: Sentence) -> list[tuple[int, int]]:
    """Places (source, target) before linked words with everything linked before them on the other side too."""
    found = []
    linked = sorted(sentence.linked)
    reached = 0
    for index, (one, other) in enumerate(linked):
        later = min(word.start for _, word in linked[index:])
        inside = 2 <= index <= len(linked) - 2 and reached <= other.start == later
        if inside and _starts(sentence, 0, one) and _starts(sentence, 1, other):
            found.append((one.start, other.start))
        reached = max(reached, other.end)
    return found


def _starts(sentence: Sentence, side: int, word: Word) -> bool:
    """Whether a cue may start with `word`: behind a blank; in Chinese anywhere but behind an opening mark."""
    before = sentence.pair[side][word.start - 1]
    return before == " " or (sentence.languages[side] == "zh" and before not in _OPENING)


def _shouted(sentence: Sentence, chance: random.Random) -> Pair | None:
    """In capitals."""
    source, target = sentence.pair
    return Pair(source.upper(), target if sentence.languages[1] == "zh" else target.upper())


VARIANTS: Sequence[tuple[float, Callable[[Sentence, random.Random], Pair | None]]] = (
    (0.16, _protected),
    (0.02, _called),
    (0.003, _alone),
    (0.05, _unfinished),
    (0.05, _continued),
    (0.03, _dashed),
    (0.06, _joined),
    (0.05, _broken),
    (0.01, _shouted),
)


def _quoted(pair: Pair, chance: random.Random) -> Pair:
    """The source with the quotation marks and dots that people type; the target keeps those of its language."""
    source = pair.source
    if source.count('"') == 2 and chance.random() < 0.7:
        first, inner, last = source.split('"')
        left, right = chance.choice(_QUOTES)
        source = f"{first}{left}{inner}{right}{last}"
    if "..." in source and chance.random() < 0.5:
        source = source.replace("...", "…")
    return Pair(source, pair.target)


def _steered(sentence: Sentence, pair: Pair, chance: random.Random) -> Pair:
    """With a tag for the length or for the way of address that the target has, in front of the source, at times."""
    tags = []
    target = sentence.languages[1]
    if target in _ADDRESS and chance.random() < 0.3:
        polite, familiar = (bool(form.search(pair.target)) for form in _ADDRESS[target])
        if polite != familiar:
            tags.append(POLITE if polite else FAMILIAR)
    if len(pair.source) >= 20 and chance.random() < 0.25:
        ratio = len(pair.target) / len(pair.source)
        low, high = sentence.usual
        if not low <= ratio <= high:
            tags.append(SHORT if ratio < low else LONG)
    return Pair(" ".join([*tags, pair.source]), pair.target)


def _closed(text: str) -> str:
    """Chinese without blanks beside its characters and the break mark."""
    text = re.sub(rf"(?<={_HAN_SIDE.pattern}) | (?={_HAN_SIDE.pattern})", "", text)
    return re.sub(rf" ?{CUE_BREAK} ?", CUE_BREAK, text)
