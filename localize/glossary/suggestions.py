"""Words of a text that a glossary may lack: Russian names and phrases that come again.

A name is a word with a capital in mid-sentence; several in a row are one. It is also counted where it begins a
sentence, once some other place has told that it is one. Forms of a word are put together by the way names decline, or
by the dictionary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from localize.glossary.declension import declined, fold, is_common_noun, lemma, tags
from localize.glossary.matcher import find
from localize.glossary.term import Glossary

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё\d]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:]\s+)[\s«„“\"(\[–—-]*$")
_CONTEXTS = 3
# A phrase is an adjective and its noun, or a noun and one in the genitive, so many times.
_PHRASE_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence and where it begins: the file, the 1-based number of its cue."""

    path: str
    cue: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a glossary may lack. form: to be written into it; forms: as it stands in the text, the commonest first.

    first: where it first appears. contexts: up to three sentences.
    """

    form: str
    is_name: bool
    count: int
    forms: tuple[str, ...]
    first: Place
    contexts: tuple[str, ...]


def suggestions(places: Sequence[Place], glossary: Glossary | None, least: int = 2) -> tuple[Suggestion, ...]:
    """Names that appear `least` times and phrases that appear three times, the commonest first, names before phrases.

    What `glossary`, if any, has is left out.
    """
    said = [(place, list(_free(place.text, glossary))) for place in places]
    names, phrases = _names(said), _phrases(said)
    found = [
        *_grouped(names, _named(names), is_name=True, least=least),
        *_grouped(phrases, _phrased(phrases), is_name=False, least=_PHRASE_LEAST),
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_name, -one.count, one.form)))


_Said = Sequence[tuple[Place, list[re.Match[str]]]]


def _free(text: str, glossary: Glossary | None) -> Iterator[re.Match[str]]:
    """The words in which no term stands."""
    taken = [(one.start, one.end) for one in find(text, glossary, "ru")] if glossary else []
    for word in _WORD.finditer(text):
        if not any(start < word.end() and word.start() < end for start, end in taken):
            yield word


def _names(said: _Said) -> dict[str, list[Place]]:
    """Surfaces of names, with the places of each."""
    sure: dict[str, list[Place]] = defaultdict(list)
    opening: dict[str, list[Place]] = defaultdict(list)
    for place, words in said:
        if not any(char.islower() for char in place.text):
            continue  # all in capitals: nothing tells a name
        for run in _runs(place.text, words):
            begins = _OPENS.search(place.text[: run[0].start()]) is not None
            if begins and len(run) > 1 and _may_open(run[0][0]):
                run, begins = run[1:], False
            surface = " ".join(word[0] for word in run)
            (opening if begins else sure)[surface].append(place)
    known = {fold(surface) for surface in sure}
    for surface, there in opening.items():
        if fold(surface) in known or (len(surface) > 1 and not _may_open(surface.split()[0])):
            sure[surface] += there
    return sure


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Words with a capital, neighbours together."""
    run: list[re.Match[str]] = []
    for word in words:
        if not word[0][0].isupper() or len(word[0]) == 1 or _is_pronoun(word[0]):
            continue
        if run and text[run[-1].end() : word.start()] not in (" ", "\u00a0"):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_pronoun(word: str) -> bool:
    """Вы and Вас have a capital out of politeness."""
    return any(tag.POS == "NPRO" for tag in tags(word)[:1])


def _may_open(word: str) -> bool:
    """Whether a word may be there for the beginning of the sentence: the dictionary has it, not only as a name."""
    found = tags(word)
    return any("Name" not in tag and "Surn" not in tag and "Geox" not in tag for tag in found if "UNKN" not in tag)


def _phrases(said: _Said) -> dict[str, list[Place]]:
    """Surfaces of two words in lower case that may be a term."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place, words in said:
        for left, right in pairwise(words):
            if place.text[left.end() : right.start()] != " " or right[0] != right[0].lower():
                continue
            if _agree(left[0], right[0]):
                found[f"{left[0].lower()} {right[0]}"].append(place)
    return found


def _agree(left: str, right: str) -> bool:
    one, two = tags(left)[:1], tags(right)[:1]
    if not one or not two or two[0].POS != "NOUN":
        return False
    of = one[0].POS == "NOUN" and two[0].case == "gent" and is_common_noun(left)
    plain = one[0].POS in ("ADJF", "PRTF") and "Apro" not in one[0] and "Anum" not in one[0]
    return of or (plain and one[0].case == two[0].case)


def _named(surfaces: Iterable[str]) -> dict[str, str]:
    """For each surface the name that it is a form of: the one that most of them are forms of, seen or guessed."""
    near: dict[str, list[str]] = defaultdict(list)
    for surface in surfaces:
        near[fold(surface)[:2]].append(surface)
    found = {}
    for few in near.values():
        guessed = (" ".join(lemma(word).title() for word in surface.split()) for surface in few)
        covered = {base: {one for one in few if _is_form(one, base)} for base in dict.fromkeys((*few, *guessed))}
        left = set(few)
        while left:
            base = max(covered, key=lambda one: (len(covered[one] & left), one in few, -len(one), one))
            found.update(dict.fromkeys(covered[base] & left, base))
            left -= covered.pop(base)
    return found


def _is_form(surface: str, base: str) -> bool:
    words, bases = fold(surface).split(), fold(base).split()
    return surface == base or (
        len(words) == len(bases)
        and all(word in declined(known, plural=False) for word, known in zip(words, bases, strict=True))
    )


def _phrased(surfaces: Iterable[str]) -> dict[str, str]:
    """For each phrase the one of the same words that stands in the nominative, else the first."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for surface in surfaces:
        groups[tuple(map(lemma, surface.split()))].append(surface)
    found = {}
    for few in groups.values():
        base = next((one for one in few if any("nomn" in tag for tag in tags(one.split()[0])[:1])), few[0])
        found.update(dict.fromkeys(few, base))
    return found


def _grouped(
    found: dict[str, list[Place]], bases: dict[str, str], *, is_name: bool, least: int
) -> Iterator[Suggestion]:
    groups: dict[str, list[str]] = defaultdict(list)
    for surface in found:
        groups[bases[surface]].append(surface)
    for form, surfaces in groups.items():
        places = sorted((place for one in surfaces for place in found[one]), key=lambda place: (place.path, place.cue))
        if len(places) >= least:
            yield Suggestion(
                form=form,
                is_name=is_name,
                count=len(places),
                forms=tuple(sorted(surfaces, key=lambda one: (-len(found[one]), one))),
                first=places[0],
                contexts=tuple(dict.fromkeys(place.text for place in places))[:_CONTEXTS],
            )
