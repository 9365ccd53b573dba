"""Words that stand for each other become the same token on both sides, so that a model learns to copy it.

The product takes names and terms out of a sentence before translation and puts the agreed rendering back after it; this
makes the sentences that a model must have seen for that. Names come first: that is what tokens stand for in use.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from localize.training import words
from localize.training.corpus import Pair
from localize.training.words import Word
from localize.translators.vocabulary import PLACEHOLDERS

_HOW_MANY = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
_HOW_MANY_MASKED = (1, 1, 2, 2, 2, 3, 3, 4)
_ARTICLE = re.compile(r"\b(?:the|an?|my|your|our|his|her|their) $", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_END = re.compile(r"([.!?…。！？]*)$")
_BARE = ("", ".", "!", "?", "...", "?!", "!!")
_FULL_WIDTH = str.maketrans(".!?", "。！？")


def with_placeholders(
    pair: Pair,
    languages: tuple[str, str],
    linked: Sequence[tuple[Word, Word]],
    chance: random.Random,
) -> Pair | None:
    """The pair with one to four placeholders, or None if nothing in it can become one.

    linked: words of the source and of the target that stand for each other, each word at most once.
    """
    wanted = chance.choice(_HOW_MANY)
    spans = _numbers(pair) if chance.random() < 0.3 else []
    candidates = [link for link in linked if _fit(*link, languages)]
    chance.shuffle(candidates)
    candidates.sort(key=lambda link: not _is_name(pair, link, languages[1]))
    for one, other in candidates:
        start = other.start
        if languages[1] == "en" and chance.random() < 0.7 and (article := _ARTICLE.search(pair.target[:start])):
            start = article.start()
        spans.append(((one.start, one.end), (start, other.end)))
    spans = _apart(spans)[:wanted]
    if not spans:
        return None
    spans.sort()
    tokens = _tokens(len(spans), chance)
    source, target = pair
    for (start, end), token in sorted(
        ((span[0], token) for span, token in zip(spans, tokens, strict=True)), reverse=True
    ):
        source = source[:start] + token + source[end:]
    for (start, end), token in sorted(
        ((span[1], token) for span, token in zip(spans, tokens, strict=True)), reverse=True
    ):
        target = target[:start] + token + target[end:]
    return Pair(source, target)


def called(pair: Pair, languages: tuple[str, str], chance: random.Random) -> Pair:
    """The pair addressed to somebody: a placeholder and a comma before it, or at its end."""
    token = _tokens(1, chance)[0]
    source, target = pair
    comma = "，" if languages[1] == "zh" else ", "
    first = _WORD.match(source)
    named = first is not None and languages[0] == "ru" and words.is_name(first[0])
    if chance.random() < 0.6 and not named:
        return Pair(f"{token}, {_lowered(source)}", f"{token}{comma}{_lowered(target, languages[1])}")
    return Pair(
        _END.sub(lambda end: f", {token}{end[1]}", source, count=1),
        _END.sub(lambda end: f"{comma}{token}{end[1]}", target, count=1),
    )


def masked(text: str, chance: random.Random) -> str | None:
    """A Russian sentence in which some of its names, nouns and figures are placeholders; None if it has none.

    Never more placeholders than words are left: what would a sentence of nothing but tokens teach?
    """
    spans = [
        (word.start, word.end) for word in words.words(text, "ru") if _may_go(word) or _NUMBER.fullmatch(word.text)
    ]
    room = (len(text.split()) + 1) // 2
    few = chance.sample(spans, min(chance.choice(_HOW_MANY_MASKED), room, len(spans)))
    for (start, end), token in sorted(zip(sorted(few), _tokens(len(few), chance), strict=True), reverse=True):
        text = text[:start] + token + text[end:]
    return text if few else None


def alone(languages: tuple[str, str], chance: random.Random) -> Pair:
    """One to three placeholders and nothing else: a name that is called."""
    few = _tokens(chance.choice((1, 1, 1, 2, 3)), chance)
    end = chance.choice(_BARE)
    if languages[1] != "zh":
        return Pair(", ".join(few) + end, ", ".join(few) + end)
    return Pair(", ".join(few) + end, "，".join(few) + end.replace("...", "……").translate(_FULL_WIDTH))


def _fit(one: Word, other: Word, languages: tuple[str, str]) -> bool:
    """Whether two linked words may become a token: nouns and names, as far as the language tells."""
    if len(one.text) < 3 or not one.text[0].isalpha() or len(other.text) < (2 if languages[1] == "zh" else 3):
        return False
    return languages[0] != "ru" or _may_go(one)


def _may_go(word: Word) -> bool:
    """Whether a Russian word is one that terms are made of."""
    return len(word.text) > 2 and (words.is_noun(word.text) or (word.start > 0 and word.text[0].isupper()))


def _is_name(pair: Pair, link: tuple[Word, Word], target: str) -> bool:
    one, other = link
    return one.start > 0 and one.text[0].isupper() and (target != "en" or other.text[0].isupper())


def _numbers(pair: Pair) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Figures that occur once on each side."""
    one, other = ({match[0]: match.span() for match in _NUMBER.finditer(text)} for text in pair)
    return [
        (one[number], other[number])
        for number in one
        if number in other and pair.source.count(number) == 1 and pair.target.count(number) == 1
    ]


def _apart(
    spans: list[tuple[tuple[int, int], tuple[int, int]]],
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Those that overlap none before them, on either side."""
    kept: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for span in spans:
        if all(span[side][1] <= other[side][0] or span[side][0] >= other[side][1] for other in kept for side in (0, 1)):
            kept.append(span)
    return kept


def _tokens(count: int, chance: random.Random) -> list[str]:
    """Mostly the first ones in order, as the product numbers them; else any, in any order."""
    return list(PLACEHOLDERS[:count]) if chance.random() < 0.6 else chance.sample(PLACEHOLDERS, count)


def _lowered(text: str, language: str = "ru") -> str:
    if language == "zh" or text[1:2].isupper() or re.match(r"I\b|[A-Z]\w+ [A-Z]", text):
        return text
    return text[:1].lower() + text[1:]
