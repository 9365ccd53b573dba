"""English words around a noun that was put in by itself: the article it lacks, its plural.

An engine that copies a token takes it for a name, and names have no articles: "She waited in ⟦1⟧." What is added is
only what is sure by the word before; an adjective or an unknown verb there leaves the noun as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEFINITE = frozenset(
    "in on at to from into onto through under over behind before after near by with without for of about against "
    "inside outside across beyond past toward towards around along until during like "
    "and or but when if because than where while since "
    "open opened opens close closed closes take took taken takes give gave given see saw seen leave lose lost find "
    "check checked put hold kept keep bring brought tell told ask asked know knew hear heard destroy destroyed turn "
    "enter entered show showed start started stop stopped follow followed wait watch read send sent meet met".split()
)
_INDEFINITE = frozenset("as have has had need needs needed want wants".split())
_BEING = frozenset("is am are was were be been become became isn't wasn't he's she's i'm you're it's".split())
_SEVERAL = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand several many these those few".split()
)
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_LAST_WORD = re.compile(r"([\w’'-]+)\s+$")
_GOES_ON = re.compile(r"\s+(?!\w+e[dn][.!]*$)[a-z]")  # "Command accepted." is a report
_NAME_FOLLOWS = re.compile(r"\s+[^\W\d_a-z]")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_IRREGULAR = re.compile(r"(?:[^s]s|[^aeiou]y|m[ae]n|fe?)$")
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noun:
    """How the source has it. person: someone, not something. title: stands before a name without an article."""

    plural: bool = False
    person: bool = False
    title: bool = False


def fitted(noun: Noun, form: str, left: str, right: str) -> str:
    """`form`, which is to stand between `left` and `right`, with the article or the plural ending that it lacks.

    left: the text from its beginning, "" or ending with what stands before `form`, a blank as a rule.
    """
    word = _LAST_WORD.search(left)
    before = word[1].lower() if word else ""
    if noun.plural or before in _SEVERAL or _is_figure(before):
        return _plural(form)
    if _ARTICLE.match(form) or (noun.title and _NAME_FOLLOWS.match(right)):
        return form
    if not left.strip(" \"'“‘") or left.rstrip(" \"'“‘")[-1:] in ".!?…":
        return f"The {form}" if _GOES_ON.match(right) else form
    if before in _DEFINITE:
        return f"the {form}"
    if before in _INDEFINITE or (noun.person and before in _BEING):
        return f"{'an' if _VOWEL.match(form) else 'a'} {form}"
    return form


def _is_figure(word: str) -> bool:
    return word.isdigit() and word != "1"


def _plural(form: str) -> str:
    """Regular plurals only: of others it cannot be told that they are the term."""
    if " of " in form or not form[-1:].isalpha() or _IRREGULAR.search(form):
        return form
    return form + ("es" if _SIBILANT.search(form) else "s")
