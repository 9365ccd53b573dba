from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import SpecError
from localize.glossary import tsv
from localize.glossary.term import MatchMode, Term, TermKind

HEADER = "ru\ten\tzh-Hans\tkind\tmatch\tcase\tforbidden\tnotes"


def problems(*rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(SpecError) as error:
        tsv.parse("\n".join([header, *rows]), "g.tsv")
    return list(error.value.problems)


def row(**cells: str) -> str:
    return "\t".join(cells.get(column.replace("zh-Hans", "zh"), "") for column in HEADER.split("\t"))


def test_a_glossary() -> None:
    text = (
        "\ufeff# comment\r\n\r\nru\ten\tzh-cn\tnotes\tforbidden\tkind\r\n"
        "Ариса |  Ари\t Arisa\t阿丽莎\thi\ten:Arissa | zh:爱丽莎 | en:Aris: a\tperson\r\n"
        "# another\r\nдрон\tdrone\t\t\t\t\r\n"
    )
    glossary = tsv.parse(text, "g.tsv")
    assert (glossary.path, glossary.source, glossary.locales) == ("g.tsv", "ru", ("ru", "en", "zh-Hans"))
    assert glossary.terms == (
        Term(
            forms={"ru": ("Ариса", "Ари"), "en": ("Arisa",), "zh-Hans": ("阿丽莎",)},
            kind=TermKind.PERSON,
            match=MatchMode.LEMMA,
            case_sensitive=True,
            forbidden={"en": ("Arissa", "Aris: a"), "zh-Hans": ("爱丽莎",)},
            notes="hi",
            line=4,
        ),
        Term(forms={"ru": ("дрон",), "en": ("drone",)}, kind=TermKind.TERM, forbidden={}, line=6),
    )


def test_case_and_match_override_the_kind() -> None:
    term = tsv.parse(f"{HEADER}\n{row(ru='ИИ', match='exact', case='sensitive')}", "g.tsv").terms[0]
    assert (term.match, term.case_sensitive) == (MatchMode.EXACT, True)
    assert not tsv.parse(f"{HEADER}\n{row(ru='Ариса', kind='person', case='any')}", "g.tsv").terms[0].case_sensitive


def test_pattern_cells_may_hold_a_bar() -> None:
    term = tsv.parse(f"{HEADER}\n{row(ru='кот|кит | пёс', match='pattern')}", "g.tsv").terms[0]
    assert term.forms["ru"] == ("кот|кит", "пёс")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("ru\ten\tnote", "g.tsv:1: column 'note': unknown column; did you mean 'notes'?"),
        ("ru\tzh-Hnas", "g.tsv:1: column 'zh-Hnas': unknown column; did you mean 'zh-Hans'?"),
        ("ru\ten\ten-US", "g.tsv:1: column 'en-US': the column is there twice; take one out"),
        ("kind\tru", "g.tsv:1: column 'kind': the first column must be the source locale; write ru"),
        ("ru\t\ten",
         "g.tsv:1: column 2 has no name; write a locale or one of kind, match, case, forbidden, notes"),
        ("# only a comment", "g.tsv:1: no header; write a line such as ru<TAB>en<TAB>zh-Hans<TAB>kind<TAB>notes"),
    ],
)  # fmt: skip
def test_headers(header: str, message: str) -> None:
    assert problems(header=header) == [message]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"en": "x"}, "column 'ru': the source term is empty; write it, or take the row out"),
        ({"ru": "а", "kind": "persn"}, "column 'kind': unknown kind 'persn'; did you mean 'person'?"),
        ({"ru": "а", "match": "regex"}, "column 'match': unknown match 'regex'; known: lemma, exact, pattern"),
        ({"ru": "а", "case": "sensitiv"}, "column 'case': unknown case 'sensitiv'; did you mean 'sensitive'?"),
        ({"ru": "а", "forbidden": "e:x"}, "column 'forbidden': no column for locale 'e'; did you mean 'en'?"),
        ({"ru": "а", "forbidden": "x"}, "column 'forbidden': 'x' is not locale:form; write such as zh-Hans:form"),
        ({"ru": "а", "en": "A | B", "forbidden": "en:B"},
         "column 'forbidden': 'B' is both allowed and forbidden in en; take one out"),
        ({"ru": "а|б"}, "column 'ru': 'а|б' holds '|'; write ' | ' between forms"),
        ({"ru": "а | а"}, "column 'ru': a form is listed twice; take one out"),
        ({"ru": "а", "en": "A |  | B"}, "column 'en': '| B' holds '|'; write ' | ' between forms"),
        ({"ru": "…"}, "column 'ru': '…' holds no word; write one, or set match to exact"),
        ({"ru": "а", "en": "x" * 201},
         "column 'en': a form of 201 characters, at most 200; write notes into 'notes'"),
        ({"ru": "а", "notes": "\x1b[31m"}, "column 'notes': control character U+001B; take it out"),
        ({"ru": "а", "en": "a\u202eb"}, "column 'en': control character U+202E; take it out"),
        ({"ru": "(а", "match": "pattern"},
         "column 'ru': pattern '(а': not a regular expression: missing ), unterminated subpattern at position 0; "
         "write \\ before a sign that stands for itself"),
        ({"ru": "а.*", "match": "pattern"},
         "column 'ru': pattern 'а.*': * has no upper bound; write {0,20} or {1,20}"),
    ],
)  # fmt: skip
def test_rows(cells: dict[str, str], message: str) -> None:
    assert problems(row(**cells)) == [f"g.tsv:2: {message}"]


def test_all_problems_come_at_once() -> None:
    assert problems(row(ru="Чёрный"), "one\ttwo", "# comment", row(ru="Черный | б", kind="x")) == [
        "g.tsv:3: 2 cells, but 8 columns; add or take out tabs",
        "g.tsv:5: column 'kind': unknown kind 'x'; known: person, place, company, product, title, term, phrase",
        "g.tsv:5: column 'ru': 'Черный' is also in line 2; put them into one row",
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    missing, latin = tmp_path / "no.tsv", tmp_path / "cp1251.tsv"
    latin.write_bytes("ru\ten\nАриса\tArisa\n".encode("cp1251"))
    with pytest.raises(SpecError) as error:
        tsv.load(missing)
    assert str(error.value) == f"{missing}: cannot be read: No such file or directory; give the path of a glossary file"
    with pytest.raises(SpecError) as error:
        tsv.load(latin)
    assert str(error.value) == f"{latin}:2: byte 0xc0 is not UTF-8; save the file as UTF-8"


@given(st.text(alphabet=st.sampled_from("ruen\t\n\r|:# kindабв《》\x1b\ufeff{(*"), max_size=60))
def test_any_text_is_a_glossary_or_a_spec_error(text: str) -> None:
    for whole in (text, f"ru\ten\tforbidden\tmatch\n{text}"):
        problems: tuple[str, ...] = ()
        terms: tuple[Term, ...] = ()
        try:
            glossary = tsv.parse(whole, "g.tsv")
        except SpecError as error:
            problems = error.problems
        else:
            terms = glossary.terms
            assert glossary.source == glossary.locales[0]
        assert all(problem.startswith("g.tsv:") and "\n" not in problem for problem in problems)
        assert all(form for term in terms for forms in term.forms.values() for form in forms)
