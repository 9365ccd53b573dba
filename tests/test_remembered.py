"""A converted text with the lines that a memory holds in its own locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from localize.memory import Memory
from localize.model import Cue, Document, Fate, Finding, LedgerEntry, Maker, Provenance, Severity, Span
from localize.recall import Recalled, recall
from localize.remembered import remembered
from localize.sentences import group
from tests.memory.units import unit
from tests.terms import glossary

ENGINE = Provenance(maker=Maker.CONVERTED, engine="argos", package="translate-ru_zh-1.0", rung="direct + s2twp")
PERSON = Provenance(maker=Maker.CONVERTED)
MEMORY = Provenance(maker=Maker.MEMORY, package="show.memory", rung="exact")
TERMS = glossary("Ариса, Arisa, 阿丽莎, person")

Remember = Callable[[Document, Mapping[str, str]], Recalled]


@pytest.fixture
def remember(tmp_path: Path) -> Remember:
    def asked(document: Document, pairs: Mapping[str, str]) -> Recalled:
        source = document.source
        assert source
        with Memory(tmp_path / "show.memory", create=True) as memory:
            memory.add(unit(text, made, target_locale="zh-Hant-TW") for text, made in pairs.items())
            return recall(memory, source, "zh-Hant-TW")

    return asked


def converted(*pairs: tuple[str, str], people: Sequence[int] = (), spans: tuple[Span, ...] = ()) -> Document:
    """A cue a pair of source and converted text, a silence after each that ends a sentence."""
    cues = [Cue(id=f"c{n}", start_ms=n * 2000, end_ms=n * 2000 + 1900, text=a) for n, (a, _) in enumerate(pairs)]
    cues[0] = replace(cues[0], spans=spans)
    plain = Document(path="t.srt", language="ru", cues=tuple(cues))
    source = replace(plain, sentences=group(plain))
    made = (
        replace(cue, text=text, spans=(), provenance=PERSON if place in people else ENGINE)
        for place, (cue, (_, text)) in enumerate(zip(cues, pairs, strict=True))
    )
    return Document(path="t.srt", language="zh-Hant-TW", cues=tuple(made), source=source)


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def makers(document: Document) -> list[Provenance]:
    return [cue.provenance for cue in document.cues]


def test_a_sentence_that_is_held_takes_the_place_of_the_converted_one(remember: Remember) -> None:
    before = converted(("Кто здесь?", "誰在這裡？"), ("Я не хочу.", "我不想。"))
    after = remembered(before, remember(before, {"Я не хочу.": "我才不要。"}), None)
    assert texts(after) == ["誰在這裡？", "我才不要。"]
    assert makers(after) == [ENGINE, MEMORY]


def test_a_sentence_of_two_cues_is_spread_over_them(remember: Remember) -> None:
    before = converted(("Когда мы пришли,", "我們到的時候"), ("все спали.", "大家都睡了。"))
    after = remembered(before, remember(before, {"Когда мы пришли, все спали.": "我們一到，大家早就睡了。"}), None)
    assert texts(after) == ["我們一到，", "大家早就睡了。"]
    assert makers(after) == [MEMORY, MEMORY]


def test_beside_it_another_sentence_keeps_its_words_and_the_cue_is_the_engines(remember: Remember) -> None:
    before = converted(("Нет! Я не хочу.", "不！我不想。"))
    after = remembered(before, remember(before, {"Я не хочу.": "我才不要。"}), None)
    assert texts(after) == ["不！我才不要。"]
    assert makers(after) == [ENGINE]


def test_where_it_cannot_be_told_which_words_are_whose_nothing_changes(remember: Remember) -> None:
    before = converted(("Нет! Я не хочу.", "不我不想"))
    assert remembered(before, remember(before, {"Я не хочу.": "我才不要。"}), None) == before


@pytest.mark.parametrize("people", [(0,), (1,), (0, 1)])
def test_a_sentence_of_which_a_person_wrote_a_cue_stays(remember: Remember, people: tuple[int, ...]) -> None:
    before = converted(("Когда мы пришли,", "我們到的時候"), ("все спали.", "大家都睡了。"), people=people)
    held = remember(before, {"Когда мы пришли, все спали.": "我們一到，大家早就睡了。"})
    assert remembered(before, held, None) == before


def test_cues_that_a_person_merged_or_deleted_stay(remember: Remember) -> None:
    before = converted(("Когда мы пришли,", "我們到的時候大家都睡了。"), ("все спали.", ""))
    merged = replace(
        before,
        cues=before.cues[:1],
        ledger=tuple(LedgerEntry(cue_id=one, fate=Fate.MERGED, into=("c0",)) for one in ("c0", "c1")),
    )
    held = remember(before, {"Когда мы пришли, все спали.": "我們一到，大家早就睡了。"})
    assert remembered(merged, held, None) == merged
    deleted = replace(before, cues=before.cues[:1])
    assert remembered(deleted, held, None) == deleted


def test_findings_on_words_that_are_gone_go_with_them(remember: Remember) -> None:
    old = [Finding(rule="translate.pieces", severity=Severity.WARNING, message="look", cue_id=one) for one in
           ("c0", "c1", None)]  # fmt: skip
    before = converted(("Кто здесь?", "誰在這裡？"), ("Я не хочу.", "我不想。")).with_findings(old)
    after = remembered(before, remember(before, {"Я не хочу.": "我才不要。"}), None)
    assert [finding.cue_id for finding in after.findings] == ["c0", None]


def test_one_that_lacks_a_term_is_only_offered(remember: Remember) -> None:
    terms = replace(
        TERMS,
        locales=(*TERMS.locales, "zh-Hant-TW"),
        terms=tuple(replace(one, forms={**one.forms, "zh-Hant-TW": ("阿麗莎",)}) for one in TERMS.terms),
    )
    before = converted(("Ариса, стой!", "阿麗莎，站住！"))
    after = remembered(before, remember(before, {"Ариса, стой!": "站住！"}), terms)
    assert texts(after) == ["阿麗莎，站住！"]
    (finding,) = after.findings
    assert (finding.rule, finding.cue_id) == ("memory.refused", "c0")
    assert finding.message == "'站住！' in show.memory is not used: 'Ариса' should be '阿麗莎'"


def test_markup_of_the_source_is_around_it(remember: Remember) -> None:
    before = converted(("Тихо.", "安靜。"), spans=(Span(start=0, end=5, open="<i>", close="</i>"),))
    after = remembered(before, remember(before, {"Тихо.": "噓，別出聲。"}), None)
    assert [(span.start, span.end, span.open) for span in after.cues[0].spans] == [(0, 6, "<i>")]


def test_without_answers_or_sentences_it_is_the_same(remember: Remember) -> None:
    before = converted(("Тихо.", "安靜。"))
    assert remembered(before, remember(before, {"Громко.": "大聲。"}), None) is before
    alone = replace(before, source=None)
    assert remembered(alone, remember(before, {"Тихо.": "噓。"}), None) is alone
