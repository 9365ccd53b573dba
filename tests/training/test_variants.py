from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.training.corpus import Pair
from localize.training.variants import VARIANTS, Sentence, vary
from localize.training.words import words
from localize.translators.vocabulary import CUE_BREAK, FAMILIAR, LONG, PLACEHOLDERS, POLITE, SHORT, STEERING
from tests.training.sentences import sentences

TOKEN = re.compile("|".join(PLACEHOLDERS))
VARIANT = {variant.__name__.lstrip("_"): variant for _, variant in VARIANTS}
SEEDS = range(300)


def outcomes(make: Callable[[Sentence, random.Random], Pair | None], sentence: Sentence) -> set[Pair | None]:
    """What comes out by chance."""
    return {make(sentence, random.Random(seed)) for seed in SEEDS}


def russian(source: str, target: str, following: Pair | None = None) -> Sentence:
    return Sentence(pair=Pair(source, target), languages=("ru", "en"), following=following)


def chinese(source: str, target: str, following: Pair | None = None) -> Sentence:
    return Sentence(pair=Pair(source, target), languages=("ru", "zh"), following=following)


def word_by_word(source: str, target: str, languages: tuple[str, str] = ("ru", "en"), order: str = "") -> Sentence:
    """The words of both sides linked in their order, or in that of the figures in `order`; `-` for no link."""
    left, right = (words(text, language) for text, language in zip((source, target), languages, strict=True))
    places = [(number, int(place)) for number, place in enumerate(order) if place != "-"] or [
        (i, i) for i in range(len(left))
    ]
    linked = tuple((left[one], right[other]) for one, other in places)
    return Sentence(pair=Pair(source, target), languages=languages, linked=linked)


# -- of every variant --------------------------------------------------------------------------------------------------


def steering(text: str) -> tuple[list[str], str]:
    """The tags before a text, and the text."""
    tags = []
    while tag := next((tag for tag in STEERING if text.startswith(f"{tag} ")), None):
        tags.append(tag)
        text = text.removeprefix(f"{tag} ")
    return tags, text


@given(sentences(), st.integers(0, 2**32))
def test_tokens_and_breaks_are_alike_on_both_sides(sentence: Sentence, seed: int) -> None:
    found = vary(sentence, random.Random(seed))
    one, other = (TOKEN.findall(text) for text in found)
    assert sorted(set(one)) == sorted(one) == sorted(other)
    assert found.source.count(CUE_BREAK) == found.target.count(CUE_BREAK) <= 1


@given(sentences(), st.integers(0, 2**32))
def test_steering_stands_in_front_of_the_source_alone(sentence: Sentence, seed: int) -> None:
    found = vary(sentence, random.Random(seed))
    tags, rest = steering(found.source)
    assert len(set(tags)) == len(tags)
    assert not {SHORT, LONG} <= set(tags)
    assert not {POLITE, FAMILIAR} <= set(tags)
    assert not any(tag in rest or tag in found.target for tag in STEERING)


@given(sentences(), st.integers(0, 2**32))
def test_the_same_chance_gives_the_same_variant(sentence: Sentence, seed: int) -> None:
    assert vary(sentence, random.Random(seed)) == vary(sentence, random.Random(seed))


@pytest.mark.parametrize("name", VARIANT)
@given(sentence=sentences(), seed=st.integers(0, 2**32))
def test_a_variant_takes_any_text(name: str, sentence: Sentence, seed: int) -> None:
    found = VARIANT[name](sentence, random.Random(seed))
    assert found is None or isinstance(found, Pair)


def test_most_pairs_stay_as_they_are_and_every_variant_happens() -> None:
    sentence = replace(
        word_by_word("Вот и Анна и Мария идут домой, потом спят.", "Now both Anna and Maria go home, then sleep."),
        following=Pair("Утро.", "Morning."),
    )
    draws = 4000
    found = [vary(sentence, random.Random(seed)) for seed in range(draws)]
    assert 0.5 < found.count(sentence.pair) / draws < 0.62
    for _, variant in VARIANTS:
        assert outcomes(variant, sentence) & set(found), variant


# -- one by one --------------------------------------------------------------------------------------------------------


def test_unfinished() -> None:
    unfinished = VARIANT["unfinished"]
    for sentence, expected in [
        (russian("Да.", "Yes."), Pair("Да", "Yes")),
        (chinese("Да.", "是。"), Pair("Да", "是")),
        (russian("Да", "Yes"), None),
        (russian("Да.", "Yes!"), None),  # on one side only
        (russian("Да?", "Yes!"), None),
        (russian("Ну...", "Well..."), None),
        (chinese("Ну...", "好……"), None),
    ]:
        assert outcomes(unfinished, sentence) == {expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (russian("Он здесь.", "Here he is."), {Pair("он здесь.", "here he is."), Pair("он здесь", "here he is")}),
        (russian("Я здесь!", "Here am I!"), {Pair("я здесь!", "here am I!")}),
        (russian("Я здесь.", "I am here."), {None}),
        (russian("Анна Каренина.", "Anna Karenina."), {None}),  # names in English
        (russian("США далеко.", "The States are far."), {None}),  # capitals throughout
        (russian("он здесь.", "he is here."), {None}),
        (russian("- Он здесь.", "- He is here."), {None}),
        (russian("", ""), {None}),
        (russian("Гарри ушёл.", "Harry has gone."), {None}),  # a name
        (russian("Кронос следит.", "Cronos is watching."), {None}),  # in no dictionary
        (chinese("Он здесь.", "他在这里。"), {Pair("он здесь.", "他在这里。"), Pair("он здесь", "他在这里")}),
        (Sentence(pair=Pair("I see.", "我明白。"), languages=("en", "zh")), {None}),
    ],
)
def test_continued(sentence: Sentence, expected: set[Pair | None]) -> None:
    assert outcomes(VARIANT["continued"], sentence) == expected


def test_dashed() -> None:
    dashes = ("- ", "– ", "— ", "-")
    alone = {Pair(f"{dash}Да.", "- Yes.") for dash in dashes}
    both = {Pair(f"{dash}Да. {dash}Нет.", "- Yes. - No.") for dash in dashes}
    assert outcomes(VARIANT["dashed"], russian("Да.", "Yes.")) == alone
    assert outcomes(VARIANT["dashed"], russian("Да.", "Yes.", following=Pair("Нет.", "No."))) == alone | both
    assert outcomes(VARIANT["dashed"], russian("- Да.", "- Yes.")) == {None}
    taken = outcomes(VARIANT["dashed"], russian("Да.", "Yes.", following=Pair("- Нет.", "- No.")))
    assert taken == {*alone, None}


def test_joined() -> None:
    assert outcomes(VARIANT["joined"], russian("Да.", "Yes.")) == {None}
    assert outcomes(VARIANT["joined"], russian("Да.", "Yes.", following=Pair("Нет.", "No."))) == {
        Pair("Да. Нет.", "Yes. No."),
        Pair("Да. ⟦/⟧ Нет.", "Yes. ⟦/⟧ No."),
    }
    assert outcomes(VARIANT["joined"], chinese("Да.", "是。", Pair("Нет.", "不。"))) == {
        Pair("Да. Нет.", "是。不。"),
        Pair("Да. ⟦/⟧ Нет.", "是。⟦/⟧不。"),
    }
    assert outcomes(VARIANT["joined"], chinese("Да.", "OK", Pair("Нет.", "不。"))) == {
        Pair("Да. Нет.", "OK不。"),
        Pair("Да. ⟦/⟧ Нет.", "OK⟦/⟧不。"),
    }
    assert outcomes(VARIANT["joined"], chinese("Да.", "OK", Pair("Нет.", "no"))) == {
        Pair("Да. Нет.", "OK no"),
        Pair("Да. ⟦/⟧ Нет.", "OK⟦/⟧no"),
    }
    long = russian("а" * 100, "a" * 100, following=Pair("б" * 60, "b" * 60))
    assert None not in outcomes(VARIANT["joined"], long)
    assert outcomes(VARIANT["joined"], replace(long, following=Pair("б" * 61, "b" * 60))) == {None}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Between any two linked words, two of them at least on each side.
        (
            word_by_word("Вот дом тут стоит", "Now house here stands"),
            {Pair("Вот дом ⟦/⟧ тут стоит", "Now house ⟦/⟧ here stands")},
        ),
        (word_by_word("Вот дом тут", "Now house here"), {None}),
        # At a comma first.
        (
            word_by_word("Вот дом, тут парк, река", "Now house, here park, river"),
            {
                Pair("Вот дом, ⟦/⟧ тут парк, река", "Now house, ⟦/⟧ here park, river"),
                Pair("Вот дом, тут ⟦/⟧ парк, река", "Now house, here ⟦/⟧ park, river"),
            },
        ),
        # Not where a link crosses.
        (word_by_word("Вот дом тут стоит", "Here house stands now", order="3102"), {None}),
        (
            word_by_word("Вот дом тут стоит там", "Now house stands here there", order="01324"),
            {None},
        ),
        # Not inside brackets, marks or parts of a word.
        (word_by_word('Вот дом "тут" стоит', 'Now house "here" stands'), {None}),
        (word_by_word("Вот дом 3,5 стоит", "Now house 3,5 stands", order="01-34"), {None}),
        # Chinese.
        (
            word_by_word("Мы любим видеть кино", "我们喜欢看电影", ("ru", "zh")),
            {Pair("Мы любим ⟦/⟧ видеть кино", "我们喜欢⟦/⟧看电影")},
        ),
        (
            word_by_word("Мы любим, видеть кино", "我们喜欢，看电影", ("ru", "zh")),
            {Pair("Мы любим, ⟦/⟧ видеть кино", "我们喜欢，⟦/⟧看电影")},
        ),
        (word_by_word("Мы любим видеть кино", "我们喜欢“看电影”", ("ru", "zh")), {None}),
    ],
)
def test_broken(sentence: Sentence, expected: set[Pair | None]) -> None:
    assert outcomes(VARIANT["broken"], sentence) == expected


def test_a_comma_is_preferred() -> None:
    sentence = word_by_word("Вот дом, тут парк есть", "Now house, here park is")
    found = [VARIANT["broken"](sentence, random.Random(seed)) for seed in SEEDS]
    at_comma = found.count(Pair("Вот дом, ⟦/⟧ тут парк есть", "Now house, ⟦/⟧ here park is"))
    assert 0.7 < at_comma / len(found) < 0.9  # 0.6, and half of the rest


def test_shouted() -> None:
    assert outcomes(VARIANT["shouted"], russian("Ёж!", "Hey you!")) == {Pair("ЁЖ!", "HEY YOU!")}
    assert outcomes(VARIANT["shouted"], chinese("Ёж!", "刺猬OK！")) == {Pair("ЁЖ!", "刺猬OK！")}


@pytest.mark.parametrize(
    "pair",
    [
        Pair("- Да.", "- Yes."),
        Pair("Да", '"Yes"'),
        Pair("Да,", "Yes,"),
        Pair("", ""),
        Pair("а" * 80, "a"),
    ],
)
def test_nobody_is_called_in_what_is_no_whole_sentence(pair: Pair) -> None:
    assert outcomes(VARIANT["called"], russian(*pair)) == {None}


def test_called_protected_and_alone_hold_tokens() -> None:
    sentence = word_by_word("Тут Анна.", "Here Anna.")
    for name in ("called", "protected", "alone"):
        assert all(pair and TOKEN.search(pair.source) for pair in outcomes(VARIANT[name], sentence)), name


# -- what comes last ---------------------------------------------------------------------------------------------------


def sources(sentence: Sentence) -> set[str]:
    return {vary(sentence, random.Random(seed)).source for seed in range(1500)}


def test_the_source_has_the_marks_that_people_type() -> None:
    found = outcomes(vary, russian('Он "да" и...', 'He "yes" and...'))
    assert {text for pair in found if pair and "да" in (text := pair.source) and text.startswith("Он ")} >= {
        f"Он {left}да{right} и{dots}" for left, right in ('""', "«»", "“”", "„“") for dots in ("...", "…")
    }
    assert all(pair and "…" not in pair.target and "«" not in pair.target for pair in found)


def test_four_marks_stay() -> None:
    assert not any(mark in text for text in sources(russian('"Да" и "нет"', '"Yes" and "no"')) for mark in "«“„")


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        (chinese("Как дела", "您好吗"), {POLITE}),
        (chinese("Как дела", "你好吗"), {FAMILIAR}),
        (chinese("Как дела", "您好，你好吗"), set()),
        (chinese("Как дела", "他好吗"), set()),
        (Sentence(pair=Pair("How are you", "Как ваши дела"), languages=("en", "ru")), {POLITE}),
        (Sentence(pair=Pair("How are you", "Как твоего кота"), languages=("en", "ru")), {FAMILIAR}),
        (Sentence(pair=Pair("How are you", "Как высок выход"), languages=("en", "ru")), set()),
        (russian("Как ваши дела", "How are you"), set()),
    ],
)
def test_the_way_of_address_is_asked_for(sentence: Sentence, tags: set[str]) -> None:
    """At times; else the model chooses."""
    asked = [steering(text)[0] for text in sources(sentence)]
    assert {tag for few in asked for tag in few} == tags
    assert [] in asked


@pytest.mark.parametrize(
    ("source", "target", "usual", "tags"),
    [
        ("а" * 20, "a" * 9, (0.5, 1.5), {SHORT}),
        ("а" * 20, "a" * 31, (0.5, 1.5), {LONG}),
        ("а" * 20, "a" * 10, (0.5, 1.5), set()),
        ("а" * 20, "a" * 30, (0.5, 1.5), set()),
        ("а" * 12, "a" * 3, (0.5, 1.5), set()),
    ],
)
def test_an_unusual_length_is_asked_for(source: str, target: str, usual: tuple[float, float], tags: set[str]) -> None:
    sentence = Sentence(pair=Pair(source, target), languages=("ru", "en"), usual=usual)
    asked = [steering(text)[0] for text in sources(sentence) if steering(text)[1] == source]
    assert {tag for few in asked for tag in few} == tags
    assert [] in asked


def test_both_tags_can_stand_together() -> None:
    sentence = Sentence(pair=Pair("Как ваши дела, дорогой друг", "您好吗"), languages=("ru", "zh"), usual=(0.2, 0.4))
    assert any(text.startswith(f"{POLITE} {SHORT} Как") for text in sources(sentence))
