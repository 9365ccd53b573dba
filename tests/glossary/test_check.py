from __future__ import annotations

from pathlib import Path

import pytest

from localize.glossary import tsv
from localize.glossary.check import Problem, problems
from localize.glossary.term import Glossary
from localize.model import Severity
from tests.glossary.builders import glossary

REPOSITORY = Path(__file__).parents[2]


def found(terms: Glossary) -> list[str]:
    return [f"{one.line} {one.column} {one.severity}: {one.message}" for one in problems(terms)]


def test_a_clean_glossary() -> None:
    assert found(glossary("Ариса;Arisa;阿丽莎;person", "ёж;hedgehog;刺猬", "жук;bug;甲虫")) == []


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        (["жук;bug;甲虫", "ёж;hedgehog;刺猬"], ["3 ru warning: 'ёж' belongs above 'жук'; sort with --fix"]),
        (["город;city;城市", "города;cities;都市"],
         ["3 ru warning: the same word as 'город' of line 2; put them into one row, or set match to exact"]),
        (["вера;faith;信仰", "Вера;Vera;薇拉;person"], []),
        (["ящик;box;箱子", "ящик чёрный;black box;黑匣子"],
         ["3 ru info: 'ящик' of line 2 stands in it; the longer term wins"]),
        (["бот;bot;机器人", "робот;robot;机器人"],
         ["3 zh-Hans warning: '机器人' also renders 'бот' of line 2; write one row, or tell them apart"]),
        (["дрон;;无人机"], ["2 en warning: no rendering of 'дрон'; write one"]),
        (["дрон;drone;無人機"], ["2 zh-Hans error: '無' in '無人機' is Traditional; write the Simplified character"]),
        (["дрон;дрон;无人机"],
         ["2 en error: 'дрон' holds the Cyrillic letter 'д'; write the rendering of this locale"]),
        (["дpон;drone;无人机"],
         ["2 ru error: 'дpон' mixes Latin and Cyrillic letters that look alike; write it in one script"]),
        (["андроид;android;仿生人;term;;;zh-Hans:机器人", "робот;robot;机器人"],
         ["2 zh-Hans info: '机器人' is forbidden for 'андроид' and allowed for 'робот' of line 3: it is not reported"]),
        (["объект \\d{1,3};Object;目标;term;pattern"], []),
    ],
)  # fmt: skip
def test_checks(rows: list[str], messages: list[str]) -> None:
    assert found(glossary(*rows)) == messages


def test_traditional_columns() -> None:
    terms = glossary("дрон;无人机;無人機", header="ru zh-Hant-TW zh-Hant-HK")
    assert found(terms) == ["2 zh-Hant-TW error: '无' in '无人机' is Simplified; write the Traditional character"]


def test_problems_are_values() -> None:
    assert problems(glossary("дрон;drone")) == (
        Problem(line=2, column="zh-Hans", severity=Severity.WARNING, message="no rendering of 'дрон'; write one"),
    )


@pytest.mark.parametrize("path", sorted((REPOSITORY / "glossaries").glob("*.tsv")), ids=lambda path: path.name)
def test_our_own_glossaries_are_clean(path: Path) -> None:
    assert [problem for problem in problems(tsv.load(path)) if problem.severity is not Severity.INFO] == []
