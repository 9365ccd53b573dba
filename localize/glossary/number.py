"""Whether a Russian occurrence of a term is in the plural, and whether it is someone: for English around it."""

from __future__ import annotations

from functools import lru_cache

from localize.glossary.declension import fold, is_plural, tags
from localize.glossary.english import Noun
from localize.glossary.term import Match, TermKind


def noun_of(match: Match, locale: str) -> Noun | None:
    """What the occurrence is as a noun; None for names, phrases, and what has no singular."""
    if match.term.kind not in (TermKind.TERM, TermKind.TITLE):
        return None
    main = match.term.forms[locale][0]
    if is_plural(main.split()[0]):
        return None
    return Noun(plural=_is_plural(match.surface), person=_is_person(main), title=match.term.kind is TermKind.TITLE)


@lru_cache(1 << 12)
def _is_plural(words: str) -> bool:
    """Whether the first word that has a number can be nothing else."""
    for word in words.split():
        found = [tag for tag in tags(word) if tag.POS in ("NOUN", "ADJF", "PRTF") and "Surn" not in tag]
        if found:
            return all(tag.number == "plur" for tag in found)
    return False


@lru_cache(1 << 12)
def _is_person(words: str) -> bool:
    found = [tag for word in words.split() for tag in tags(fold(word))[:1] if tag.POS == "NOUN"]
    return bool(found) and found[0].animacy == "anim"
