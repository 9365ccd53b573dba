from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.training.corpus import Pair
from localize.training.placeholders import alone, called, masked, with_placeholders
from localize.training.variants import Sentence
from localize.training.words import words
from localize.translators.vocabulary import PLACEHOLDERS
from tests.training.sentences import LANGUAGES, sentences, texts

TOKEN = re.compile("|".join(PLACEHOLDERS))
SEEDS = range(400)


def protected(sentence: Sentence, seed: int) -> Pair | None:
    return with_placeholders(sentence.pair, sentence.languages, sentence.linked, random.Random(seed))


def outcomes(make: Callable[[random.Random], Pair | None]) -> set[Pair | None]:
    """What comes out by chance, the tokens as `_`."""
    found = (make(random.Random(seed)) for seed in SEEDS)
    return {pair and Pair(*(TOKEN.sub("_", text) for text in pair)) for pair in found}


def sentence(source: str, target: str, *links: str, languages: tuple[str, str] = ("ru", "en")) -> Sentence:
    """links: `собаку dog`."""
    left, right = (
        {word.text: word for word in words(text, language)}
        for text, language in zip((source, target), languages, strict=True)
    )
    linked = tuple((left[one], right[other]) for one, other in (link.split() for link in links))
    return Sentence(pair=Pair(source, target), languages=languages, linked=linked)


@given(sentences(), st.integers(0, 2**32))
def test_a_token_stands_once_on_each_side_and_nothing_else_changes(some: Sentence, seed: int) -> None:
    pair = protected(some, seed)
    if pair is None:
        return
    one, other = (TOKEN.findall(text) for text in pair)
    assert 1 <= len(one) <= 4
    assert sorted(set(one)) == sorted(one) == sorted(other)
    for old, new in zip(some.pair, pair, strict=True):
        assert re.fullmatch(".+?".join(map(re.escape, TOKEN.split(new))), old, re.DOTALL)


@given(sentences(), st.integers(0, 2**32))
def test_the_same_chance_gives_the_same_pair(some: Sentence, seed: int) -> None:
    assert protected(some, seed) == protected(some, seed)


def test_nouns_and_names_become_tokens() -> None:
    some = sentence("Старая Анна видит собаку", "Old Anna sees dogs", "Анна Anna", "видит sees", "собаку dogs")
    assert outcomes(lambda chance: with_placeholders(some.pair, some.languages, some.linked, chance)) == {
        Pair("Старая _ видит собаку", "Old _ sees dogs"),
        Pair("Старая _ видит _", "Old _ sees _"),
    }


def test_names_come_first() -> None:
    some = sentence("Собака Лондона спит", "A dog of London sleeps", "Собака dog", "Лондона London")
    single = {pair for pair in outcomes(lambda chance: protected(some, chance.randrange(10**6))) if pair}
    assert Pair("_ Лондона спит", "A _ of London sleeps") not in single
    assert Pair("Собака _ спит", "A dog of _ sleeps") in single


def test_an_article_goes_with_its_word_at_times() -> None:
    some = sentence("Он видит собаку", "He sees the dog", "собаку dog")
    assert outcomes(lambda chance: protected(some, chance.randrange(10**6))) == {
        Pair("Он видит _", "He sees _"),
        Pair("Он видит _", "He sees the _"),
    }


def test_an_article_that_is_a_token_already_stays() -> None:
    some = sentence("Вот Машина и собака", "Here your dog", "Машина your", "собака dog")
    assert outcomes(lambda chance: protected(some, chance.randrange(10**6))) == {
        Pair("Вот Машина и _", "Here _"),
        Pair("Вот Машина и _", "Here your _"),
        Pair("Вот _ и собака", "Here _ dog"),
        Pair("Вот _ и _", "Here _ _"),
    }


def test_no_article_in_chinese_and_two_characters_are_enough() -> None:
    some = sentence("Он видит собаку", "他看见the 小狗", "собаку 小狗", languages=("ru", "zh"))
    assert outcomes(lambda chance: protected(some, chance.randrange(10**6))) == {Pair("Он видит _", "他看见the _")}


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("Он видит", "He sees", "видит sees"),  # no noun
        ("Вот яд", "Here: poison", "яд poison"),  # too short
        ("Вот яма", "A pi", "яма pi"),
        ("Их 1000", "They: thousand", "1000 thousand"),  # no letter
    ],
)
def test_what_is_no_name_stays(source: str, target: str, link: str) -> None:
    some = sentence(source, target, link)
    assert outcomes(lambda chance: protected(some, chance.randrange(10**6))) == {None}


def test_figures_that_occur_once_on_each_side() -> None:
    some = sentence("В 15:30 их 2 и 2, не 1 из 10", "At 15:30 they are 2 and 2, not 1 in 10")
    found = outcomes(lambda chance: protected(some, chance.randrange(10**6)))
    assert found == {
        None,
        Pair("В _ их 2 и 2, не 1 из 10", "At _ they are 2 and 2, not 1 in 10"),
        Pair("В _ их 2 и 2, не 1 из _", "At _ they are 2 and 2, not 1 in _"),
    }


def test_figures_are_chosen_in_the_order_of_the_source() -> None:
    """Not in that of a set of strings, which differs from process to process."""
    figures = [str(number) for number in range(11, 29)]
    some = sentence(" ".join(figures), " ".join(reversed(figures)))
    found = {
        pair.source.count("_"): pair.source
        for pair in outcomes(lambda chance: protected(some, chance.randrange(10**6)))
        if pair
    }
    assert found == {count: " ".join(["_"] * count + figures[count:]) for count in (1, 2, 3, 4)}


def test_tokens_are_mostly_the_first_ones_in_order() -> None:
    some = sentence("Анна и Мария, Анна", "Anna and Maria", "Анна Anna", "Мария Maria")
    found = [tuple(TOKEN.findall(pair.source)) for seed in SEEDS if (pair := protected(some, seed))]
    pairs = [tokens for tokens in found if len(tokens) == 2]
    assert 0.5 < pairs.count(("⟦1⟧", "⟦2⟧")) / len(pairs) < 0.8
    assert {token for tokens in found for token in tokens} == set(PLACEHOLDERS)


def test_the_target_may_have_another_order() -> None:
    some = sentence("Марию видит Анна", "Anna sees Maria", "Марию Maria", "Анна Anna")
    found = {protected(some, seed) for seed in SEEDS}
    assert Pair("⟦1⟧ видит ⟦2⟧", "⟦2⟧ sees ⟦1⟧") in found


@pytest.mark.parametrize(
    ("languages", "pair", "expected"),
    [
        (
            ("ru", "en"),
            Pair("Привет!", "Hello!"),
            {Pair("_, привет!", "_, hello!"), Pair("Привет, _!", "Hello, _!")},
        ),
        (
            ("ru", "en"),
            Pair("Я здесь", "I am here"),
            {Pair("_, я здесь", "_, I am here"), Pair("Я здесь, _", "I am here, _")},
        ),
        (
            ("ru", "zh"),
            Pair("Ты где?..", "你在哪？"),
            {Pair("_, ты где?..", "_，你在哪？"), Pair("Ты где, _?..", "你在哪，_？")},
        ),
        (
            ("en", "zh"),
            Pair("OK.", "OK。"),
            {Pair("_, OK.", "_，OK。"), Pair("OK, _.", "OK，_。")},
        ),
        (("ru", "en"), Pair("Анна ушла.", "Anna left."), {Pair("Анна ушла, _.", "Anna left, _.")}),
    ],
)
def test_called(languages: tuple[str, str], pair: Pair, expected: set[Pair]) -> None:
    assert outcomes(lambda chance: called(pair, languages, chance)) == expected


@given(st.data(), LANGUAGES, st.integers(0, 2**32))
def test_called_adds_one_token_and_a_comma(data: st.DataObject, languages: tuple[str, str], seed: int) -> None:
    pair = Pair(*(data.draw(texts(language)) for language in languages))
    found = called(pair, languages, random.Random(seed))
    (token,) = TOKEN.findall(found.source)
    assert TOKEN.findall(found.target) == [token]
    comma = "，" if languages[1] == "zh" else ", "
    for old, new, mark in zip(pair, found, (", ", comma), strict=True):
        assert old.lower() in (
            new.replace(f"{token}{mark}", "", 1).lower(),
            new.replace(f"{mark}{token}", "", 1).lower(),
        )


def test_alone() -> None:
    english = outcomes(lambda chance: alone(("ru", "en"), chance))
    assert {Pair("_", "_"), Pair("_!", "_!"), Pair("_, _...", "_, _..."), Pair("_, _, _", "_, _, _")} <= english
    assert all(pair and pair.source == pair.target for pair in english)
    chinese = outcomes(lambda chance: alone(("ru", "zh"), chance))
    assert {Pair("_", "_"), Pair("_?!", "_？！"), Pair("_...", "_……"), Pair("_, _.", "_，_。")} <= chinese


@given(texts("ru"), st.integers(0, 2**32))
def test_masked_keeps_the_rest_of_the_sentence(text: str, seed: int) -> None:
    found = masked(text, random.Random(seed))
    if found is None:
        return
    tokens = TOKEN.findall(found)
    assert 1 <= len(tokens) <= 4
    assert len(set(tokens)) == len(tokens)
    assert re.fullmatch(".+?".join(map(re.escape, TOKEN.split(found))), text, re.DOTALL)


def test_masked_takes_nouns_names_and_figures() -> None:
    text = "Старая Анна видит 15 собак"
    found = {TOKEN.sub("_", masked(text, random.Random(seed)) or "") for seed in SEEDS}
    assert found == {
        "Старая _ видит 15 собак", "Старая Анна видит _ собак", "Старая Анна видит 15 _",
        "Старая _ видит _ собак", "Старая _ видит 15 _", "Старая Анна видит _ _", "Старая _ видит _ _",
    }  # fmt: skip


def test_masked_finds_nothing() -> None:
    assert masked("И я тоже.", random.Random(1)) is None
    assert masked("", random.Random(1)) is None
