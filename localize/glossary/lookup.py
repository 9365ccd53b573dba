"""What a glossary says of one term: `localize glossary show`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from localize.glossary.declension import surfaces
from localize.glossary.matcher import occurrences
from localize.glossary.russian import words
from localize.glossary.scan import Entry
from localize.glossary.term import Glossary, MatchMode, Term
from localize.languages import language


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One term. matching: each source form -> for each of its words, in order, all forms that match, folded.

    A form that is matched as written, or as a pattern, has itself alone.
    """

    line: int
    kind: str
    match: str
    case: str
    matching: Mapping[str, tuple[tuple[str, ...], ...]]
    renderings: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]]
    notes: str


def lookup(text: str, glossary: Glossary) -> tuple[Shown, ...]:
    """The terms that match somewhere in `text`, or of which `text` is a form in any locale; in file order."""
    spellings = (text, text.title())  # a name has capitals, what people type may have none
    hits = {id(match.term) for form in spellings for match in occurrences(form, glossary, glossary.source)}
    return tuple(
        _shown(term, glossary)
        for term in glossary.terms
        if id(term) in hits or any(text in forms for forms in term.forms.values())
    )


def _shown(term: Term, glossary: Glossary) -> Shown:
    by_lemma = term.match is MatchMode.LEMMA and language(glossary.source).script == "Cyrl"
    return Shown(
        line=term.line,
        kind=term.kind,
        match=term.match,
        case="sensitive" if term.case_sensitive else "any",
        matching={
            form: tuple(map(surfaces, words(Entry(form, term, term.match)))) if by_lemma else ((form,),)
            for form in term.forms[glossary.source]
        },
        renderings={locale: forms for locale, forms in term.forms.items() if locale != glossary.source},
        forbidden=term.forbidden,
        notes=term.notes,
    )
