from __future__ import annotations

from localize.glossary.lookup import Shown, lookup
from tests.glossary.builders import glossary

TERMS = glossary("Ариса;Arisa;阿丽莎;person;;;en:Arissa", "час Ч;H-hour;零时;phrase;exact")


def test_a_term_is_found_in_any_case_and_spelling() -> None:
    expected = (
        Shown(
            line=2,
            kind="person",
            match="lemma",
            case="sensitive",
            matching={"Ариса": (("ариса", "арисе", "арисой", "арисою", "арису", "арисы"),)},
            renderings={"en": ("Arisa",), "zh-Hans": ("阿丽莎",)},
            forbidden={"en": ("Arissa",)},
            notes="",
        ),
    )
    for text in ("Ариса", "арисой", "Arisa", "阿丽莎"):
        assert lookup(text, TERMS) == expected


def test_an_exact_term_has_one_form() -> None:
    (term,) = lookup("час Ч", TERMS)
    assert term.matching == {"час Ч": (("час Ч",),)}


def test_unknown_terms() -> None:
    assert lookup("Лев", TERMS) == ()
