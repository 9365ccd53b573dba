"""What a break between two words costs: the better of two places is the cheaper."""

from __future__ import annotations

import pytest

from localize.languages import language
from localize.layout.costs import CLAUSE, NEVER, PLAIN, break_cost


def cost(pair: str, tag: str) -> int:
    before, _, after = pair.partition("|")
    found = break_cost(before, after, language(tag), blank=tag in ("en", "ru"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("better", "worse", "tag"),
    [
        ("дума|запретила", "городская|дума", "ru"),  # adjective and noun
        ("робота|у", "ворованного|робота", "ru"),
        ("меня|сообщать", "заставляйте|меня", "ru"),  # verb and object pronoun
        ("рельсов|грузовой", "сошёл|с", "ru"),  # verb and preposition
        ("шее|не", "серийный|номер", "ru"),
        ("room|has", "saw|him", "en"),
        ("judge|had", "the|judge", "en"),
        ("key|to", "a|key", "en"),
        ("体内|发现", "在|她", "zh-Hans"),  # a preposition and its noun
        ("关上|里面", "六个|人", "zh-Hans"),  # a number and what is counted
        ("日记|我", "我|就", "zh-Hans"),  # a subject pronoun and its verb
        ("想过|也许", "不|想", "zh-Hans"),  # a negation and its verb
        ("說|我們", "和|我們", "zh-Hant-TW"),
    ],
)
def test_one_place_is_better_than_another(better: str, worse: str, tag: str) -> None:
    assert cost(better, tag) < cost(worse, tag)


@pytest.mark.parametrize(
    ("pair", "tag"), [("在|柏林", "zh-Hans"), ("走|了", "zh-Hans"), ("a|robot", "en"), ("не|спит", "ru")]
)
def test_never(pair: str, tag: str) -> None:
    assert cost(pair, tag) >= NEVER


def test_a_list_in_chinese_is_parted_later_than_a_clause() -> None:
    assert cost("鸡蛋、|牛奶", "zh-Hans") > PLAIN > cost("走了，|她", "zh-Hans") == CLAUSE


@pytest.mark.parametrize("tag", ["ru", "zh-Hans"])
def test_words_of_no_language_cost_something(tag: str) -> None:
    assert cost("abc|xyz", tag) > 0
