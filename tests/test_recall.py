"""What a memory knows of a document: in one look-up, in a fixed order, verified, and offered where it is only alike."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize import formats
from localize.memory import Lookup, Match, MatchKind, Memory, Unit, UnitMaker
from localize.memory.same import same
from localize.model import Cue, Document, Finding, Maker, Provenance, Severity
from localize.recall import Recalled, alike, lookups, offered, recall
from localize.sentences import group
from tests.memory.units import unit
from tests.running import MASTER
from tests.terms import glossary

CRONOS = glossary("Кронос, Cronos, 克罗诺斯, company")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "show.memory", create=True) as there:
        yield there


def talk(*texts: str, languages: Sequence[str | None] = ()) -> Document:
    """A cue a sentence, with silence between them."""
    tags = [*languages, *[None] * (len(texts) - len(languages))]
    cues = tuple(
        Cue(id=f"c{number}", start_ms=number * 5000, end_ms=number * 5000 + 1900, text=text, language=tag)
        for number, (text, tag) in enumerate(zip(texts, tags, strict=True))
    )
    plain = Document(path="t.srt", language="ru", cues=cues)
    return replace(plain, sentences=group(plain))


def answered(text: str, *units: Unit, kind: MatchKind = MatchKind.EXACT) -> tuple[Recalled, Lookup]:
    lookup = Lookup(text=text)
    matches = tuple(Match(unit=one, kind=kind, score=100) for one in units)
    return Recalled(memory="show.memory", locale="en", answers=(("ru", lookup, matches),)), lookup


def test_all_sentences_are_looked_up_between_their_neighbours(memory: Memory) -> None:
    memory.add([unit("Да.", "Yes."), unit("Да.", "I do.", before="Нет.", after="Пора."), unit("Пора.", "Time.")])
    document = talk("Нет.", "Да.", "Пора.", "Да.")
    recalled = recall(memory, document, "en")
    assert (recalled.memory, recalled.locale) == ("show.memory", "en")
    found = [
        [(match.kind.value, match.unit.target) for match in recalled.matches(tag, lookup)]
        for tag, _, lookup in lookups(document)
    ]
    assert found == [
        [],
        [("context", "I do."), ("exact", "Yes.")],
        [("exact", "Time.")],
        [("exact", "I do."), ("exact", "Yes.")],
    ]


def test_a_sentence_is_looked_up_in_its_own_language_and_not_in_the_one_that_is_wanted(memory: Memory) -> None:
    memory.add([unit("别动。", "Freeze!", source_locale="zh-Hans"), unit("OK.", "Fine.", source_locale="en")])
    document = talk("别动。", "OK.", "Да.", languages=("zh-Hans", "en"))
    recalled = recall(memory, document, "en")
    assert [(tag, lookup.text) for tag, lookup, _ in recalled.answers] == [("zh-Hans", "别动。")]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"maker": UnitMaker.APPROVED}, {"maker": UnitMaker.HUMAN, "created": "2026-01-31T09:30:00Z"}),
        ({"maker": UnitMaker.HUMAN}, {"maker": UnitMaker.IMPORTED, "created": "2026-01-31T09:30:00Z"}),
        ({"created": "2026-01-31T09:30:00Z"}, {"created": "2025-01-31T09:30:00Z"}),
        ({"target": "A"}, {"target": "B"}),
        (
            {"maker": UnitMaker.IMPORTED, "before": "Нет."},
            {"maker": UnitMaker.APPROVED, "created": "2026-01-31T09:30:00Z"},
        ),
    ],
)
def test_which_of_several_answers_is_taken(memory: Memory, better: dict[str, Any], worse: dict[str, Any]) -> None:
    units = [unit("Да.", **{"target": "A", **better}), unit("Да.", **{"target": "B", **worse})]
    memory.add(units)
    document = talk("Нет.", "Да.")
    *_, (tag, _, lookup) = lookups(document)
    found = recall(memory, document, "en").recollection(tag, lookup, None)
    assert found
    assert (found.text, found.wrong) == ("A", ())


def test_it_keeps_the_best_few_of_many(memory: Memory) -> None:
    memory.add(unit("Да.", f"Yes {number}.", created=f"20{number}-01-31T09:30:00Z") for number in range(10, 40))
    ((_, _, matches),) = recall(memory, talk("Да."), "en").answers
    assert [match.unit.target for match in matches] == [f"Yes {number}." for number in range(39, 31, -1)]


def test_an_answer_without_an_agreed_term_gives_way_to_one_that_has_it() -> None:
    recalled, lookup = answered("Кронос пал.", unit(target="Chronos fell."), unit(target="Cronos fell."))
    found = recalled.recollection("ru", lookup, CRONOS)
    assert found
    assert (found.text, found.wrong) == ("Cronos fell.", ())


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Кронос пал.", "It fell.", [("term.missing", "'Кронос' should be 'Cronos'")]),
        ("Ей 12 лет.", "She is young.", [("text.number", "number lost: 12")]),
        ("Ей 12 лет.", "She is twelve.", []),
        ("Звони 911.", "Call nine one one.", []),
        ("Это было в 17:30.", "It was half past five.", []),
        ("С него 12 000.", "He owes twelve grand.", []),
        ("Да.", "Да!", [("script.wrong", "Cyrillic in English text: Да")]),
        ("Да.", "…", [("text.empty", "nothing but '…' came back")]),
        ("Да.", "<i>Yes.</i>", [("tag.lost", "tag added: </i>, <i>")]),
        ("Кроносу, Кроноса, Кроносом, Кроносе!", "Cronos, Cronos, Cronos, Cronos!", []),
    ],
)
def test_what_is_wrong_with_an_answer(source: str, target: str, wrong: list[tuple[str, str]]) -> None:
    recalled, lookup = answered(source, unit(source, target))
    found = recalled.recollection("ru", lookup, CRONOS)
    assert found
    assert list(found.wrong) == wrong


def test_a_text_comes_on_one_line() -> None:
    recalled, lookup = answered("Да.", unit(target=" Yes, \r\n I do. "))
    found = recalled.recollection("ru", lookup, None)
    assert found
    assert found.text == "Yes, I do."


def test_of_what_it_does_not_know_there_is_nothing() -> None:
    recalled, lookup = answered("Да.", unit(target="Yes."))
    assert recalled.recollection("en", lookup, None) is None
    assert recalled.recollection("ru", replace(lookup, before="Нет."), None) is None


def test_it_is_a_value() -> None:
    recalled, lookup = answered("Да.", unit(target="Yes."))
    assert recalled.matches("ru", lookup)
    again = pickle.loads(pickle.dumps(recalled))
    assert again == recalled
    assert again.matches("ru", lookup) == recalled.matches("ru", lookup)


@pytest.fixture(scope="module")
def episode() -> Document:
    read = formats.read(MASTER, language="ru")
    return replace(read, sentences=group(read))


def test_a_real_episode_is_recalled_as_it_was_learned(memory: Memory, episode: Document) -> None:
    taught = {
        lookup: unit(lookup.text, f"line {place}", source_locale=tag, before=lookup.before, after=lookup.after)
        for place, (tag, _, lookup) in enumerate(lookups(episode))
    }
    memory.add(taught.values())
    recalled = recall(memory, episode, "en")
    foreign = {lookup for tag, _, lookup in lookups(episode) if tag == "en"}
    assert len(taught) > 100 > len(foreign) > 0
    for tag, _, lookup in lookups(episode):
        context = Match(unit=taught[lookup], kind=MatchKind.CONTEXT, score=100)
        assert recalled.matches(tag, lookup)[:1] == (() if lookup in foreign else (context,))


# -- what is only alike ------------------------------------------------------------------------------------------------

HOME = "Она пришла домой поздно ночью."
LIKE = "Она пришла домой поздно вечером."


def translated(source: Document, maker: Callable[[int], Maker] = lambda place: Maker.MACHINE) -> Document:
    cues = (
        replace(cue, text=f"line {place}", provenance=Provenance(maker=maker(place)))
        for place, cue in enumerate(source.cues)
    )
    return replace(source, language="en", cues=tuple(cues), source=source)


def offers(memory: Memory, made: Document) -> tuple[Finding, ...]:
    source = made.source or made
    return tuple(offered(alike(memory, source, recall(memory, source, made.language)), made))


def test_the_sentence_that_is_most_alike_is_offered(memory: Memory) -> None:
    memory.add([unit(HOME, "She came home late."), unit("Она пришла домой.", "She came home.")])
    made = translated(talk("Ты где?", LIKE))
    message = f"75 % like {HOME!r}, which is 'She came home late.' in show.memory"
    assert offers(memory, made) == (
        Finding(rule="memory.fuzzy", severity=Severity.INFO, message=message, cue_id="c1", value=75, limit=75),
    )


def test_what_the_memory_holds_or_a_person_wrote_or_needs_no_translation_gets_no_offer(memory: Memory) -> None:
    memory.add([unit(HOME, "She came home late."), unit(LIKE, "Она.")])
    memory.add([unit("A table for two please.", "x", source_locale="en", target_locale="en")])
    source = talk(LIKE, "Она пришла домой поздно утром.", "A table for three please.", languages=(None, None, "en"))
    made = translated(source, lambda place: Maker.HUMAN if place == 1 else Maker.MACHINE)
    assert offers(memory, made) == ()
    assert len(offers(memory, translated(source))) == 1


def test_a_sentence_is_compared_once_and_offered_wherever_it_stands(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.add([unit(HOME, "She came home late.")])
    made = translated(talk(LIKE, "Ты где?", LIKE))
    asked = []
    compare = Memory.fuzzy

    def counting(self: Memory, text: str, *rest: Any, **options: Any) -> tuple[Match, ...]:
        asked.append(text)
        return compare(self, text, *rest, **options)

    monkeypatch.setattr(Memory, "fuzzy", counting)
    assert [finding.cue_id for finding in offers(memory, made)] == ["c0", "c2"]
    assert asked == [LIKE, "Ты где?"]


def test_an_offer_names_a_cue_that_is_there(memory: Memory) -> None:
    memory.add([unit(HOME, "She came home late.")])
    source = talk(LIKE)
    made = replace(translated(source), cues=())
    assert [finding.cue_id for finding in offers(memory, made)] == [None]


few = st.sampled_from(("Да.", "Да!", "Нет.", "Ты где?", "Пора домой."))


@settings(max_examples=60)
@given(st.lists(few, min_size=1, max_size=6), st.lists(st.tuples(few, few, few, st.booleans()), max_size=6))
def test_every_sentence_gets_the_units_that_are_the_same_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], known: list[tuple[str, str, str, bool]]
) -> None:
    units = [
        unit(text, f"{number}", before=before if near else "", after=after if near else "")
        for number, (text, before, after, near) in enumerate(known)
    ]
    path = tmp_path_factory.mktemp("memory") / "show.memory"
    document = talk(*texts)
    with Memory(path, create=True) as memory:
        memory.add(units)
        recalled = recall(memory, document, "en")
    assert [sentence.text for _, sentence, _ in lookups(document)] == texts
    for tag, sentence, lookup in lookups(document):
        matches = recalled.matches(tag, lookup)
        assert {match.unit for match in matches} == {one for one in units if same(one.source) == same(sentence.text)}
        near = [match.kind is MatchKind.CONTEXT for match in matches]
        assert near == sorted(near, reverse=True)


def test_a_memory_without_a_unit_of_the_pair_is_not_searched(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.add([unit("Она ушла домой.", "She went home.")])
    document = talk("Она ушла домой!")
    assert (memory.holds("ru", "en"), memory.holds("ru", "zh-Hant-TW")) == (True, False)
    assert [one.match.unit.target for one in alike(memory, document, recall(memory, talk("x"), "en"))]
    monkeypatch.setattr(Memory, "fuzzy", lambda *_, **__: pytest.fail("searched"))
    assert alike(memory, document, recall(memory, document, "zh-Hant-TW")) == ()
