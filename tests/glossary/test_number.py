from __future__ import annotations

import pytest

from localize.glossary.english import Noun
from localize.glossary.number import noun_of
from localize.glossary.term import Match, Term, TermKind


@pytest.mark.parametrize(
    ("main", "surface", "kind", "noun"),
    [
        ("шлюз", "шлюзы", TermKind.TERM, Noun(plural=True)),
        ("шлюз", "шлюзе", TermKind.TERM, Noun()),
        ("душа", "души", TermKind.TERM, Noun()),  # of one soul, or several
        ("чёрный ящик", "чёрных ящиков", TermKind.TERM, Noun(plural=True)),
        ("позывной", "позывным", TermKind.TERM, Noun()),
        ("старатель", "старателем", TermKind.TERM, Noun(person=True)),
        ("капитан", "Капитаны", TermKind.TITLE, Noun(plural=True, person=True, title=True)),
        ("помехи", "помех", TermKind.TERM, None),
        ("Ариса", "Арисой", TermKind.PERSON, None),
        ("конец связи", "конец связи", TermKind.PHRASE, None),
    ],
)
def test_number_and_kind_of_an_occurrence(main: str, surface: str, kind: TermKind, noun: Noun | None) -> None:
    term = Term(forms={"ru": (main,)}, kind=kind, forbidden={})
    assert noun_of(Match(start=0, end=len(surface), surface=surface, term=term), "ru") == noun
