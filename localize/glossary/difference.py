"""What changed from one glossary to another, by meaning: terms, their renderings, how they are matched.

Not told: the order of rows and of forms behind the first, comments, notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from localize.glossary.row import SEPARATOR
from localize.glossary.term import Glossary, Term


class Happened(StrEnum):
    """What became of a term."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that changed: a column of the file, what it said, what it says. "" if nothing."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """term: the main source form, of the new glossary if it is there. line: 1-based, in the file that has the term."""

    what: Happened
    term: str
    line: int
    parts: tuple[Part, ...]


def differences(old: Glossary, new: Glossary) -> tuple[Change, ...]:
    """Every term that means something else, in the order of `new`; those that are gone come last.

    A term is the same one if it has the same main source form, or else if a source form of it is one of the other's.
    """
    then = dict(_pairs(old, new))
    found = []
    for term in new.terms:
        before = then.get(id(term))
        parts = tuple(_parts(before, term, old, new))
        if before is None or parts:
            what = Happened.CHANGED if before else Happened.ADDED
            found.append(Change(what=what, term=term.forms[new.source][0], line=term.line, parts=parts))
    kept = {id(term) for term in then.values()}
    for term in old.terms:
        if id(term) not in kept:
            parts = tuple(_parts(term, None, old, new))
            found.append(Change(what=Happened.REMOVED, term=term.forms[old.source][0], line=term.line, parts=parts))
    return tuple(found)


def _pairs(old: Glossary, new: Glossary) -> Iterator[tuple[int, Term]]:
    """The identity of each term of `new` that `old` has, with that of `old`."""
    left = {term.forms[old.source][0]: term for term in old.terms}
    others = []
    for term in new.terms:
        if same := left.pop(term.forms[new.source][0], None):
            yield id(term), same
        else:
            others.append(term)
    by_form = {form: term for term in left.values() for form in term.forms[old.source]}
    taken: set[int] = set()
    for term in others:
        found = next((by_form[form] for form in term.forms[new.source] if form in by_form), None)
        if found and id(found) not in taken:
            taken.add(id(found))
            yield id(term), found


def _parts(before: Term | None, after: Term | None, old: Glossary, new: Glossary) -> Iterator[Part]:
    for locale in dict.fromkeys((*new.locales, *old.locales)):
        was, now = (term.forms.get(locale, ()) if term else () for term in (before, after))
        if was[:1] != now[:1] or set(was) != set(now):
            yield Part(column=locale, old=SEPARATOR.join(was), new=SEPARATOR.join(now))
    was_so, now_so = (_manner(term) if term else {} for term in (before, after))
    for column in was_so or now_so:
        one, two = was_so.get(column, ""), now_so.get(column, "")
        if one != two:
            yield Part(column=column, old=one, new=two)


def _manner(term: Term) -> dict[str, str]:
    forbidden = sorted(f"{locale}:{form}" for locale, forms in term.forbidden.items() for form in forms)
    return {
        "kind": term.kind.value,
        "match": term.match.value,
        "case": "sensitive" if term.case_sensitive else "any",
        "forbidden": SEPARATOR.join(forbidden),
    }
