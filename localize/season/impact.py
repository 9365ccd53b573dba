"""What a new glossary would touch in the outputs of a season, told without making anything.

A sentence is touched if its terms, where they stand, or what the two glossaries say of them for the output's locale
differ. A sentence that holds a line that a person wrote or approved is listed for them; the others are made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from localize.errors import FileError, UsageError
from localize.glossary.matcher import find
from localize.glossary.term import Glossary, Term
from localize.languages import LANGUAGES
from localize.model import Maker, Sentence
from localize.project.index import Index
from localize.project.place import Place
from localize.project.values import Row
from localize.season.stand import Stand, names, stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A sentence. cues: numbers of the output's cues that it stands in, from 1. text: theirs, as they stand. terms:
    main source forms of what differs. people: it holds a line that a person wrote or approved.
    """

    cues: tuple[int, ...]
    source: str
    text: str
    terms: tuple[str, ...]
    people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Of one output. unclear: why it cannot be told, empty if it can."""

    name: str
    locale: str = ""
    touched: tuple[Touched, ...] = ()
    unclear: str = ""

    @property
    def cues(self) -> int:
        """How many cues stand in touched sentences."""
        return len({cue for one in self.touched for cue in one.cues})


def impacts(place: Place, index: Index, now: datetime, old: Glossary, new: Glossary) -> Iterator[Impact]:
    """Every output of the season. Raises UsageError if there is none."""
    for name in names(place):
        try:
            there = stand(place, name, index, now)
            yield Impact(name=name, locale=there.locale, touched=tuple(_touched(there, old, new)))
        except (FileError, UsageError) as error:
            yield Impact(name=name, unclear=str(error))


def _touched(there: Stand, old: Glossary, new: Glossary) -> Iterator[Touched]:
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(there.rows, 1):
        for cue_id in row.of:
            rows.setdefault(cue_id, []).append((number, row))
    for sentence in there.ground.source.sentences or ():
        terms = _differing(sentence, old, new, there.locale)
        if terms:
            here = dict(pair for part in sentence.parts for pair in rows.get(part.cue_id, ()))
            yield Touched(
                cues=tuple(here),
                source=sentence.text,
                text=" ".join(row.text.replace("\n", " ") for row in here.values()),
                terms=terms,
                people=any(_is_theirs(there, row) for row in here.values()),
            )


def _is_theirs(there: Stand, row: Row) -> bool:
    return there.approved(row.id) or there.maker(row) in (Maker.HUMAN, Maker.APPROVED)


def _differing(sentence: Sentence, old: Glossary, new: Glossary, locale: str) -> tuple[str, ...]:
    """The main source forms of the terms that are other ones, or mean something else in `locale`."""
    facts = [_facts(sentence, glossary, locale) for glossary in (old, new)]
    return tuple(dict.fromkeys(fact[0] for fact in sorted(facts[0] ^ facts[1], key=lambda fact: fact[1:3])))


def _facts(sentence: Sentence, glossary: Glossary, locale: str) -> set[tuple[str, int, int, str]]:
    if sentence.language not in (None, glossary.source):
        return set()
    return {
        (match.term.forms[glossary.source][0], match.start, match.end, _said(match.term, locale))
        for match in find(sentence.text, glossary, glossary.source)
    }


def _said(term: Term, locale: str) -> str:
    """All that bears on the rendering in `locale`; Traditional text is made from Simplified."""
    known = LANGUAGES.get(locale)
    locales = ("zh-Hans", locale) if known and known.chinese else (locale,)
    forms = [(one, term.forms.get(one), sorted(term.forbidden.get(one, ()))) for one in locales]
    return repr((term.kind.is_name, forms)) if any(one[1] or one[2] for one in forms) else ""
