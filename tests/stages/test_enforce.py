"""The stage that sees to the glossary's terms."""

from __future__ import annotations

import pytest

from localize.glossary.term import Glossary
from localize.model import Cue, Document, Finding, Kind, Severity, Span
from localize.stages.base import Context, Shape, WiringError
from localize.stages.enforce import Enforce
from tests.terms import glossary

GLOSSARY = glossary(
    "Ариса, Arisa, 阿丽莎, person, en:Arissa | zh-Hans:阿丽萨",
    "Кронос Корп | Кронос, Cronos Corp | Cronos, 克罗诺斯, company, en:Kronos",
    "команда, command, 指令, term, en:team",
)


def enforced(
    *pairs: tuple[str, str], spans: tuple[Span, ...] = (), repair: bool = True, kind: Kind = Kind.DIALOGUE
) -> Document:
    """Pairs of a Russian cue and its English one, through the stage."""
    at = [(f"c{index}", index * 2000, index * 2000 + 1900) for index in range(len(pairs))]
    russian = (
        Cue(id=name, start_ms=start, end_ms=end, text=text)
        for (name, start, end), (text, _) in zip(at, pairs, strict=True)
    )
    english = (
        Cue(id=name, start_ms=start, end_ms=end, text=text, spans=spans, kind=kind)
        for (name, start, end), (_, text) in zip(at, pairs, strict=True)
    )
    source = Document(path="t.srt", language="ru", cues=tuple(russian))
    document = Document(path="t.srt", language="en", cues=tuple(english), source=source)
    return Enforce(repair=repair)(document, Context(target="en", glossary=GLOSSARY))


def messages(made: Document) -> list[tuple[str, str, str | None]]:
    return [(finding.rule, finding.message, finding.cue_id) for finding in made.findings]


@pytest.mark.parametrize("form", ["Ариса", "Арисы", "Арисе", "Арису", "Арисой"])
def test_every_case_of_a_name_counts(form: str) -> None:
    assert messages(enforced((f"Это {form}.", "This is her."))) == [
        ("term.missing", f"'{form}' should be 'Arisa'; write the term", "c0")
    ]
    assert messages(enforced((f"Это {form}.", "This is Arisa."))) == []


def test_companies_in_quotes_and_cases_count() -> None:
    made = enforced(("Он из «Кронос Корп».", "He is from there."), ("Владеет Кроносом.", "He owns Cronos."))
    assert messages(made) == [
        ("term.missing", "'Кронос Корп' should be 'Cronos Corp' or 'Cronos'; write the term", "c0")
    ]


def test_a_known_wrong_rendering_is_repaired_and_said_so() -> None:
    made = enforced(
        ("Ариса ушла.", "Arissa has left."), spans=(Span(start=0, end=6, open="<i>", close="</i>"),)
    )  # fmt: skip
    cue = made.cues[0]
    assert (cue.text, [cue.text[span.start : span.end] for span in cue.spans]) == ("Arisa has left.", ["Arisa"])
    assert messages(made) == [("term.repaired", "'Arissa' was replaced by 'Arisa'", "c0")]


def test_without_repair_it_is_only_reported() -> None:
    made = enforced(("Ариса ушла.", "Arissa has left."), repair=False)
    assert made.cues[0].text == "Arissa has left."
    assert messages(made) == [("term.missing", "'Ариса' should be 'Arisa'; write the term", "c0")]


def test_innocent_words_stay_where_the_source_does_not_name_the_term() -> None:
    made = enforced(("Моя группа.", "My team."), ("Команда принята.", "The team is accepted."))
    assert [cue.text for cue in made.cues] == ["My team.", "The command is accepted."]


def test_a_term_of_a_long_sentence_may_stand_in_any_of_its_cues() -> None:
    assert messages(enforced(("Если Ариса придёт,", "If she comes,"), ("мы уйдём.", "we leave Arisa."))) == []


def test_the_cue_in_which_the_term_stands_is_blamed() -> None:
    made = enforced(("Если она придёт,", "If she comes,"), ("мы скажем Арисе.", "we tell her."))
    assert messages(made) == [("term.missing", "'Арисе' should be 'Arisa'; write the term", "c1")]


def test_what_translate_said_of_missing_terms_is_said_anew() -> None:
    cue = Cue(id="c0", start_ms=0, end_ms=1, text="Arisa")
    source = Document(path="t.srt", language="ru", cues=(Cue(id="c0", start_ms=0, end_ms=1, text="Ариса"),))
    old = Finding(rule="term.missing", severity=Severity.ERROR, message="old", cue_id="c0")
    other = Finding(rule="spread.held", severity=Severity.WARNING, message="kept", cue_id="c0")
    document = Document(path="t.srt", language="en", cues=(cue,), source=source, findings=(old, other))
    assert Enforce()(document, Context(target="en", glossary=GLOSSARY)).findings == (other,)


def test_drawings_and_lines_in_another_language_stay() -> None:
    cues = (
        Cue(id="a", start_ms=0, end_ms=1, text="Arissa", kind=Kind.DRAWING),
        Cue(id="b", start_ms=0, end_ms=1, text="Arissa", language="de"),
    )
    document = Document(path="t.srt", language="en", cues=cues)
    assert Enforce()(document, Context(target="en", glossary=GLOSSARY)).cues == cues


def test_without_a_source_known_wrong_renderings_are_still_repaired() -> None:
    document = Document(path="t.srt", language="en", cues=(Cue(id="a", start_ms=0, end_ms=1, text="Arissa left."),))
    made = Enforce()(document, Context(target="en", glossary=GLOSSARY))
    assert made.cues[0].text == "Arisa left."
    assert [finding.rule for finding in made.findings] == ["term.repaired"]


@pytest.mark.parametrize(
    ("glossary", "language", "message"),
    [
        (None, "en", "there is no glossary to enforce; write `glossary: FILE` or remove `enforce`"),
        (GLOSSARY, "zh-Hant-TW", "g.tsv has no column 'zh-Hant-TW'; add one or remove `enforce`"),
    ],
)
def test_wiring_errors(glossary: Glossary | None, language: str, message: str) -> None:
    with pytest.raises(WiringError) as error:
        Enforce().wire(Shape(language=language), Context(target=language, glossary=glossary))
    assert str(error.value) == message
