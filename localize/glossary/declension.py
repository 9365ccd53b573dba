"""How a Russian word of a term declines: the forms of it that a text may hold.

The dictionary (pymorphy3) knows which words are one word in another case; sets of readings are compared, since the
first reading alone is wrong for one name form in four. Names that it does not know (Кронос, Рэйв, Мияко) decline by
`PARADIGMS`: predictions of the dictionary for them vary (a masculine genitive may come out as another noun).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from localize.glossary.term import TermKind

# What tells word forms apart: lemma, and "plur", "verb", or gender and for nouns animacy (лев: льва and лева).
Reading = tuple[str, str]

_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_GENDERS = ("masc", "femn", "neut")
_VERBS = ("VERB", "INFN", "GRND", "PRTS")
_PERSONAL = ("Name", "Surn", "Patr")
_PROPER = (*_PERSONAL, "Geox", "Orgn", "Trad")
_SINGULAR = (TermKind.PERSON, TermKind.PLACE, TermKind.COMPANY)
_STRIPPED = dict.fromkeys([0x300, 0x301, 0xAD])  # stress marks and soft hyphens

# Ending of the nominative (the first that fits) -> singular endings, plural endings; "-" is the bare stem. Endings of
# all types that share a nominative stand together: a form that no name has does no harm. Words in -о -е -и -у -ы -э
# -ю do not decline.
PARADIGMS: dict[str, tuple[str, str]] = {
    "ский": ("ского скому ским ском", "ские ских скими"),
    "цкий": ("цкого цкому цким цком", "цкие цких цкими"),
    "ий": ("ия ию ием ии его ему им ем", "ии иев иям иями иях"),
    "ый": ("ого ому ым ом", "ые ых ым ыми"),
    "ой": ("ого ому ым им ом оя ою оем ое", "ые ие ых их ым им ыми ими"),
    "ая": ("ой ую ою", "ые ие ых их ым им ыми ими"),
    "яя": ("ей юю ею", "ие их им ими"),
    "ия": ("ии ию ией иею", "ии ий иям иями иях"),
    "а": ("ы и е у ой ою ей ею", "ы и - ам ами ах"),
    "я": ("и е ю ей ею", "и - й ь ям ями ях"),
    "ь": ("я ю ем е и ью", "и ей ям ями ях"),
    "й": ("я ю ем е", "и ев ям ями ях"),
    "ов": ("ова ову овым овом ове овы овых овыми", "овы овов овам овами овах"),  # families are no plural of the name
    "ев": ("ева еву евым евом еве евы евых евыми", "евы евов евам евами евах"),
    "ин": ("ина ину иным ином ине ины иных иными", "ины инов инам инами инах"),
    "ын": ("ына ыну ыным ыном ыне ыны ыных ыными", "ыны ынов ынам ынами ынах"),
    "ец": ("ца цу цом цем це еца ецу ецем еце", "цы цов цев цам цами цах"),
    "ок": ("ка ку ком ке ока оку оком оке", "ки ков кам ками ках оки оков окам оками оках"),
}
_CONSONANT = ("а у ом ем е", "ы и ов ев ей ам ами ах")


def fold(word: str) -> str:
    """The word in lower case, ё as е, without stress marks."""
    if not word.isalnum():
        word = unicodedata.normalize("NFC", word).translate(_STRIPPED)
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=1 << 15)
def readings(word: str) -> frozenset[Reading]:
    """What the folded `word` may be. Short adjectives, comparatives and clipped vocatives (Ром!) are left out."""
    return frozenset((fold(parse.normal_form), kind) for parse in _parses(word) for kind in _kinds(parse.tag))


@lru_cache(maxsize=1 << 12)
def _kinds(tag: Any) -> tuple[str, ...]:
    """What a reading may be by pymorphy3's tag, of which there are some thousand."""
    if tag.POS in ("ADJS", "COMP") or "voct" in tag:
        return ()
    verb = ("verb",) if tag.POS in _VERBS or tag.POS == "PRTF" else ()
    return verb if tag.POS in _VERBS else (*verb, "plur" if tag.number == "plur" else _class(tag))


def tags(word: str) -> tuple[Any, ...]:
    """pymorphy3's tags of a word, the likeliest first."""
    return tuple(parse.tag for parse in _parses(fold(word)))


def lemma(word: str) -> str:
    """The dictionary form of the likeliest reading, folded."""
    return fold(next((parse.normal_form for parse in _parses(fold(word))), word))


def is_known(word: str) -> bool:
    """Whether the folded `word` stands in pymorphy3's dictionary, in any form."""
    return bool(_morphology().word_is_known(word))


def known_forms(lemma: str) -> Iterator[str]:
    """All forms that the dictionary has of words with this folded lemma."""
    for parse in _parses(lemma):
        if parse.is_known and fold(parse.normal_form) == lemma:
            yield from map(_form, parse.lexeme)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a term: a text's word stands for it if its folded surface or one of its readings is listed."""

    surfaces: frozenset[str]
    readings: frozenset[Reading]


def word_of(word: str, kind: TermKind, *, plural: bool, alone: bool) -> Word:
    """What may stand for `word` in a term of this kind.

    plural: the term is given in the plural (Сокольники). alone: it is the term's only word. A word that is not in the
    nominative (Орден *Тихой Воды*) does not decline. Names of persons, places and companies stand in the singular,
    but for families (Тороповы). An acronym is no word of the dictionary, whatever it spells.
    """
    surface = fold(word)
    if word.isupper() and len(word) > 1:
        return Word(declined(surface, plural=False), frozenset())
    bases = [parse for parse in _parses(surface) if _is_base(parse.tag, plural)]
    if kind is TermKind.PERSON:
        bases = [parse for parse in bases if any(mark in parse.tag for mark in _PERSONAL)] or bases
    elif alone and not kind.is_name:
        bases = [parse for parse in bases if parse.tag.POS == "NOUN"] or bases
    known = any(parse.is_known for parse in bases)
    found: set[Reading] = set()
    if known or not kind.is_name:
        for parse in bases:
            found |= _inflections(parse, kind, plural)
    unknown = not known and surface.isalpha() and not _morphology().word_is_known(surface)
    if unknown or (not known and kind.is_name and alone):
        return Word(declined(surface, plural=kind not in _SINGULAR), frozenset(found))
    if kind is TermKind.PERSON and not any(mark in parse.tag for parse in bases for mark in _PERSONAL):
        # A name that the dictionary has as another word only (Мира, a genitive of мир).
        return Word(declined(surface, plural=False), frozenset(found))
    return Word(frozenset({surface}), frozenset(found))


def declined(word: str, *, plural: bool) -> frozenset[str]:
    """All forms of a folded word by `PARADIGMS`, itself included."""
    if word[-1] in "оеиуыэю":
        return frozenset({word})
    ending = next((ending for ending in PARADIGMS if word.endswith(ending) and word != ending), "")
    singular, several = PARADIGMS.get(ending, _CONSONANT)
    stem = word.removesuffix(ending)
    endings = (singular + " " + several if plural else singular).split()
    return frozenset({word, *(stem + ending.strip("-") for ending in endings)})


@cache
def is_plural(word: str) -> bool:
    """True if the word is a nominative in the plural only: a term that begins with it is given in the plural."""
    numbers = {parse.tag.number for parse in _parses(fold(word)) if "nomn" in parse.tag and parse.is_known}
    return numbers == {"plur"}


@cache
def is_common_noun(word: str) -> bool:
    """True if the dictionary has the word as a noun and never as a name: корпорация, станция, орден."""
    tags = [parse.tag for parse in _parses(fold(word)) if parse.is_known]
    return any(tag.POS == "NOUN" for tag in tags) and not any(mark in tag for tag in tags for mark in _PROPER)


def surfaces(word: Word) -> tuple[str, ...]:
    """Every form that stands for `word`, folded, sorted."""
    found = set(word.surfaces)
    for surface in word.surfaces:
        for parse in _parses(surface):
            found |= {form for form in map(_form, parse.lexeme) if readings(form) & word.readings}
    return tuple(sorted(found))


def _form(parse: Any) -> str:
    return fold(parse.word)


def _is_base(tag: Any, plural: bool) -> bool:
    return tag.POS == "INFN" or ("nomn" in tag and tag.number in (None, "plur" if plural else "sing"))


def _inflections(parse: Any, kind: TermKind, plural: bool) -> set[Reading]:
    """The readings of all forms that the base form `parse` has."""
    lemma, tag = fold(parse.normal_form), parse.tag
    if tag.POS == "INFN":
        return {(lemma, "verb")}
    found: set[Reading] = set()
    if not plural or not kind.is_name:
        adjective = tag.POS != "NOUN" and not kind.is_name
        found.update((lemma, gender) for gender in (_GENDERS if adjective else (_class(tag),)))
    if plural or kind not in _SINGULAR or ("Surn" in tag and tag.gender == "masc"):
        found.add((lemma, "plur"))
    return found


def _class(tag: Any) -> str:
    return f"{tag.gender or ''} {tag.animacy if tag.POS == 'NOUN' else ''}".strip()


def _parses(word: str) -> Sequence[Any]:
    """pymorphy3's parses. Words that are not Cyrillic have none (it fails on letters that Unicode gives no name)."""
    return _morphology().parse(word) if _CYRILLIC.fullmatch(word) else ()


@cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def name_case(word: str) -> str:
    """`oblique` for a capitalised word that can only be a name in an oblique case, `name` for one that may be a name in
    the nominative, empty for any other.
    """
    parses = _parses(fold(word))
    names = [parse for parse in parses if any(mark in parse.tag for mark in _PROPER)]
    if not parses or any(parse.is_known and parse not in names for parse in parses):
        return ""
    return "name" if any("nomn" in parse.tag for parse in names or parses) else "oblique"
