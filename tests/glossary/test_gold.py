from __future__ import annotations

import pytest

from localize.glossary import tsv
from localize.glossary.matcher import find
from tests.glossary.builders import GOLD, shown

GLOSSARY = tsv.load(GOLD / "glossary.tsv")
ROWS = [
    row.replace("\\n", "\n").replace("\\u00a0", "\u00a0").split("\t")
    for row in (GOLD / "matches.tsv").read_text(encoding="utf-8").split("\n")
    if row and not row.startswith(("#", "locale\t"))
]


def test_the_gold_is_large_enough() -> None:
    russian = [terms for locale, _, terms in ROWS if locale == "ru"]
    assert sum(bool(terms) for terms in russian) >= 150
    assert sum(not terms for terms in russian) >= 60


@pytest.mark.parametrize("locale", GLOSSARY.locales)
def test_recall_and_precision_are_one(locale: str) -> None:
    rows = [(text, terms) for of, text, terms in ROWS if of == locale]
    wrong = []
    for marked, terms in rows:
        plain = marked.replace("{", "").replace("}", "")
        matches = find(plain, GLOSSARY, locale)
        found = (shown(plain, matches), " | ".join(match.term.forms["ru"][0] for match in matches))
        if found != (marked, terms):
            wrong.append(f"expected {marked!r} [{terms}], found {found[0]!r} [{found[1]}]")
    assert rows
    assert wrong == []
