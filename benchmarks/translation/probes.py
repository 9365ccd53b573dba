"""Sentences with placeholders, made from sentences that people wrote, in the ways in which the product makes them.

The product takes names, terms and figures out of a Russian sentence. So here: one word, or some, become tokens; or
somebody is spoken to by name, before or after. Nothing of this is shared with the code that makes training data.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,:]\d+)*(?!\w)")
_BEGINS = re.compile(r"(?:^|[.!?…:»\"]|[-–—])\s*[«\"(]?$")
_END = re.compile(r"[.!?…]*$")
# No label, nothing in quotation marks, nobody else speaking.
_SENTENCE = re.compile(r"^[^-–—].*\w[.!?…]+$")
_LONGEST = 168  # characters: two full cues
_LEAST = 3  # letters of a noun
_NAMES = {"Name", "Surn", "Patr", "Geox"}


class Edit(NamedTuple):
    """`text[start:end]` is to be `new`, in which {} is the token."""

    start: int
    end: int
    new: str = "{}"


class Probe(NamedTuple):
    """A sentence and the tokens in it, in order."""

    text: str
    tokens: tuple[str, ...]


# (text) -> the places where this way can put a token
Finder = Callable[[str], Sequence[Edit]]


def probe(text: str, way: str, tokens: Sequence[str]) -> Probe | None:
    """`text` with placeholders put in in one of WAYS, always in the same places.

    None if it is no sentence or has no place for them, or if more placeholders than words would stand in it.
    """
    finder, count = WAYS[way]
    if len(text) > _LONGEST or not _SENTENCE.search(text):
        return None
    chance = random.Random(f"{way} {text}")
    places = list(finder(text))
    chance.shuffle(places)
    chosen = apart(places)[:count]
    if len(chosen) < count or count > len(tokens):
        return None
    made = edited(text, chosen, tokens)
    return made if len(re.findall(r"[А-Яа-яЁё]+", made.text)) >= count else None


def edited(text: str, edits: Sequence[Edit], tokens: Sequence[str]) -> Probe:
    """`text` with its edits done, which do not overlap; the tokens numbered as they stand in the sentence."""
    used = tokens[: len(edits)]
    for edit, token in reversed(list(zip(sorted(edits), used, strict=True))):
        text = text[: edit.start] + edit.new.format(token) + text[edit.end :]
    return Probe(text, tuple(used))


def survived(output: str, probe: Probe, available: Sequence[str]) -> bool:
    """Whether each token of the probe stands in `output` exactly once, and no other of those available."""
    return all(output.count(token) == (token in probe.tokens) for token in {*probe.tokens, *available})


def apart(edits: Sequence[Edit]) -> list[Edit]:
    """Those that overlap with none before them."""
    found: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in found):
            found.append(edit)
    return found


def names(text: str) -> list[Edit]:
    """Nouns with a capital that do not begin a sentence."""
    return [
        Edit(*word.span())
        for word in _WORD.finditer(text)
        if word[0].istitle() and len(word[0]) > 1 and not _BEGINS.search(text[: word.start()]) and _is_noun(word[0])
    ]


def subjects(text: str) -> list[Edit]:
    """Common nouns in the nominative."""
    return [Edit(*word.span()) for word in _nouns(text) if _readings(word[0])[0].tag.case == "nomn"]


def objects(text: str) -> list[Edit]:
    """Common nouns in another case, and in no reading in the nominative."""
    return [Edit(*word.span()) for word in _nouns(text) if all(r.tag.case != "nomn" for r in _readings(word[0]))]


def numbers(text: str) -> list[Edit]:
    """Numbers in figures."""
    return [Edit(*number.span()) for number in _NUMBER.finditer(text)]


def called_before(text: str) -> list[Edit]:
    """«⟦1⟧, …» before a sentence, whose first word loses its capital unless it is a name."""
    first = _WORD.match(text)
    if not first:
        return []
    word, reading = first[0], _readings(first[0])[0]
    named = word[1:].isupper() or not reading.is_known or bool(_NAMES & reading.tag.grammemes)
    return [Edit(0, 1, "{}, " + (word[0] if named else word[0].lower()))]


def called_after(text: str) -> list[Edit]:
    """«…, ⟦1⟧» after a sentence, before its final marks."""
    end = _END.search(text)
    at = end.start() if end else len(text)
    return [Edit(at, at, ", {}")] if text[at - 1 : at].isalnum() else []


def anything(text: str) -> list[Edit]:
    """Every place that the other ways know; a name is called once, before some sentences and after others."""
    called = called_before if len(text) % 2 else called_after
    return [edit for finder in (names, subjects, objects, numbers, called) for edit in finder(text)]


# What is put in, and how many.
WAYS: dict[str, tuple[Finder, int]] = {
    "a name": (names, 1),
    "a noun in the nominative": (subjects, 1),
    "a noun in another case": (objects, 1),
    "a number": (numbers, 1),
    "called before": (called_before, 1),
    "called after": (called_after, 1),
    "two": (anything, 2),
    "three": (anything, 3),
    "four": (anything, 4),
}


def _nouns(text: str) -> Iterator[re.Match[str]]:
    return (word for word in _WORD.finditer(text) if word[0].islower() and len(word[0]) >= _LEAST and _is_noun(word[0]))


def _is_noun(word: str) -> bool:
    """Whether a word is a noun, however it is read."""
    return all(reading.tag.POS == "NOUN" for reading in _readings(word))


@functools.lru_cache(maxsize=1 << 16)
def _readings(word: str) -> tuple[Any, ...]:
    return tuple(_analyser().parse(word))


@functools.cache
def _analyser() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
