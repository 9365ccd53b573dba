from __future__ import annotations

from typing import Any

import pytest

from localize.training import tokens
from localize.training.corpus import Pair
from localize.training.examples import LONGEST, Example, Source, aligned, encoded, mixed
from localize.training.variants import Sentence
from tests.training.phrases import pairs

PLAIN = [Sentence(pair=pair, languages=("ru", "en")) for pair in pairs(40)]


@pytest.fixture(scope="module")
def processor(vocabulary: bytes) -> Any:
    return tokens.load(vocabulary)


def texts(examples: list[Example], processor: Any) -> list[tuple[str, str]]:
    return [(processor.decode(example.source), processor.decode(example.target)) for example in examples]


def test_aligned() -> None:
    few = pairs(120)
    found = aligned(few, ("ru", "en"))
    assert [sentence.pair for sentence in found] == few
    assert [sentence.following for sentence in found] == [*few[1:], None]
    assert {sentence.languages for sentence in found} == {("ru", "en")}
    assert [(one.text, other.text) for one, other in found[0].linked] == [
        ("Анна", "Anna"), ("видит", "sees"), ("собаку", "dog"),
    ]  # fmt: skip
    assert all(
        text[word.start : word.end] == word.text
        for sentence in found
        for link in sentence.linked
        for text, word in zip(sentence.pair, link, strict=True)
    )


def test_aligned_out_of_order() -> None:
    assert {sentence.following for sentence in aligned(pairs(9), ("ru", "en"), in_order=False)} == {None}


def test_usual_is_the_middle_half_of_the_lengths() -> None:
    few = [Pair("а" * 10, "a" * length) for length in (5, 8, 9, 10, 11, 12, 30)]
    (low, high), *others = {sentence.usual for sentence in aligned(few, ("ru", "en"))}
    assert not others
    assert 0.8 <= low <= 0.9
    assert 1.1 <= high <= 1.2


def test_one_pair_alone() -> None:
    (sentence,) = aligned(pairs(1), ("ru", "en"))
    assert (sentence.linked, sentence.following, sentence.usual) == ((), None, (1.0, 1.0))


def test_slices_are_aligned_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    few = pairs(160)
    whole = aligned(few, ("ru", "en"))
    monkeypatch.setattr("localize.training.examples._SLICE", 80)
    assert [(one.pair, one.linked) for one in aligned(few, ("ru", "en"))] == [(one.pair, one.linked) for one in whole]


def test_the_target_stands_behind_its_language(processor: Any) -> None:
    (example,) = encoded(pairs(1), "en", processor)
    assert example.source == processor.encode("Анна видит собаку.")
    assert example.target == [processor.piece_to_id("<2en>"), *processor.encode("Anna sees the dog.")]
    assert example.prefix == 1


def test_the_language_is_that_of_the_target(processor: Any) -> None:
    (example,) = encoded(pairs(1, "ru", "zh"), "zh", processor)
    assert processor.decode(example.target) == "<2zh> 安娜看见小狗。"


def test_the_empty_and_the_long_are_left_out(processor: Any) -> None:
    def long(count: int) -> str:
        return "7" * (count - 1)  # one piece each, and one for the start

    assert len(processor.encode(long(LONGEST))) == LONGEST
    few = [
        Pair("", "a"),
        Pair("а", ""),
        Pair(long(LONGEST), "1"),
        Pair("1", long(LONGEST)),
        Pair(long(LONGEST - 1), "1"),
    ]
    assert texts(encoded(few, "en", processor), processor) == [(long(LONGEST - 1), "<2en> 1")]


@pytest.mark.parametrize(("weight", "times"), [(1.0, {1}), (2.0, {2}), (0.0, set()), (2.5, {2, 3}), (0.25, {1})])
def test_a_sentence_is_met_as_often_as_its_weight_says(processor: Any, weight: float, times: set[int]) -> None:
    found = texts(mixed([Source(sentences=PLAIN, weight=weight, varied=False)], processor, 0), processor)
    assert len(found) == weight * len(PLAIN)
    assert {found.count(text) for text in found} == times


def test_a_pass_is_the_same_when_asked_again_and_unlike_the_next(processor: Any) -> None:
    sources = [Source(sentences=aligned(pairs(40), ("ru", "en")), weight=1.5), Source(sentences=PLAIN, made=True)]
    assert mixed(sources, processor, 3) == mixed(sources, processor, 3) != mixed(sources, processor, 4)


def test_only_what_is_to_be_varied_is_varied(processor: Any) -> None:
    plain = [(pair.source, f"<2en> {pair.target}") for pair in pairs(40)]
    sentences = aligned(pairs(40), ("ru", "en"))
    assert texts(mixed([Source(sentences=sentences, varied=False)], processor, 0), processor) == plain
    varied = texts(mixed([Source(sentences=sentences)], processor, 0), processor)
    assert 5 < sum(one != other for one, other in zip(varied, plain, strict=True)) < 35


def test_half_of_what_a_machine_made_is_marked(processor: Any) -> None:
    found = texts(mixed([Source(sentences=PLAIN * 10, made=True, varied=False)], processor, 0), processor)
    marked = [source for source, _ in found if source.startswith(f"{tokens.SYNTHETIC} ")]
    assert 150 < len(marked) < 250
    assert {source.removeprefix(f"{tokens.SYNTHETIC} ") for source, _ in found} == {one.pair.source for one in PLAIN}


def test_sources_of_several_languages(processor: Any) -> None:
    chinese = [Sentence(pair=pair, languages=("ru", "zh")) for pair in pairs(3, "ru", "zh")]
    found = mixed([Source(sentences=few, varied=False) for few in (PLAIN[:2], [], chinese)], processor, 0)
    assert [target.split(" ")[0] for _, target in texts(found, processor)] == ["<2en>"] * 2 + ["<2zh>"] * 3
