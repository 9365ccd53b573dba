"""Names that no glossary has, through the conversion; against labels by hand (`gold/README.md`)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from localize.hanzi import convert_document, convert_text
from localize.hanzi.careful import convert, doubts
from localize.hanzi.engine import converter
from localize.hanzi.names import tokens
from localize.hanzi.sounds import sounds_like
from localize.model import Cue, Document

GOLD = Path(__file__).parent / "gold"
CONFIGURATIONS = {"zh-Hant-TW": "s2twp", "zh-Hant-HK": "s2hkp"}
# Chinese names and one that is not written by its sound: the glossary has to have them.
BY_MEANING = {"并州", "于连"}


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def with_source(row: dict[str, str], configuration: str) -> str:
    return convert(row["zh-Hans"], configuration, row.get("ru", ""))


def alone(row: dict[str, str], configuration: str) -> str:
    return convert(row["zh-Hans"], configuration)


def by_tables(row: dict[str, str], configuration: str) -> str:
    return converter(configuration)(row["zh-Hans"])


Way = Callable[[dict[str, str], str], str]


def right(name: str, locale: str, way: Way) -> set[str]:
    """The lines that come out as a person wrote them."""
    return {
        row["zh-Hans"]
        for row in rows(name)
        if row.get("glossary") != "yes"
        and way(row, CONFIGURATIONS[locale]) in (row[locale], *(row.get("accept") or "").split(" || "))
    }


@pytest.mark.parametrize("locale", CONFIGURATIONS)
def test_names_convert_without_an_error(locale: str) -> None:
    asked = {row["zh-Hans"] for row in rows("names.tsv")}
    assert len(asked) > 380
    assert asked - right("names.tsv", locale, with_source) == BY_MEANING
    assert len(asked - right("names.tsv", locale, alone)) <= 12
    assert len(asked - right("names.tsv", locale, by_tables)) > 60


@pytest.mark.parametrize("locale", CONFIGURATIONS)
def test_names_among_words(locale: str) -> None:
    asked = [row for row in rows("contexts.tsv") if row["glossary"] == "no"]
    helped, plain = right("contexts.tsv", locale, with_source), right("contexts.tsv", locale, by_tables)
    assert len(helped) / len(asked) > 0.93
    assert len(right("contexts.tsv", locale, alone)) / len(asked) > 0.89
    assert len(plain - helped) <= 5


def test_a_phrase_over_the_border_of_words_is_none() -> None:
    helped, plain = (right("ambiguous.tsv", "zh-Hant-TW", way) for way in (alone, by_tables))
    assert len(helped) > len(plain)
    assert len(plain - helped) <= 3
    for line, made in {
        "他是名合格的士兵。": "他是名合格的士兵。",
        "给我指明了方向。": "給我指明了方向。",
        "这条路穿过松林。": "這條路穿過松林。",
        "把我卷进来了。": "把我捲進來了。",
    }.items():
        assert convert(line, "s2twp") == made


@pytest.mark.parametrize("locale", CONFIGURATIONS)
def test_what_is_traditional_already_stays(locale: str) -> None:
    lines = [row["text"] for row in rows("already-traditional.tsv") if row["locale"] == locale]
    assert len(lines) >= 30
    assert [convert_text(line, "zh-Hans", locale, None, None) for line in lines] == lines


def test_a_name_that_one_line_tells_is_known_in_all_others() -> None:
    texts = ("雷达里没有人。", "谁？", "达里奥·里奇在车里。")
    cues = tuple(Cue(id=str(at), start_ms=at, end_ms=at + 1, text=text) for at, text in enumerate(texts))
    said = tuple(Cue(id=str(at), start_ms=at, end_ms=at + 1, text=text) for at, text in enumerate(("Где он?", "", "")))
    source = Document(path="a.srt", language="ru", cues=said)
    document = Document(path="a.srt", language="zh-Hans", cues=cues, source=source)
    made = convert_document(document, "zh-Hant-TW", None, None)
    assert [cue.text for cue in made.cues] == ["雷達裡沒有人。", "誰？", "達里奧·里奇在車裡。"]


@pytest.mark.parametrize(
    ("line", "source", "found"),
    [
        ("他就站在瓦列里面前。", "Он стоял прямо перед Валерием.", ["瓦列里"]),
        ("尤里头也不回地走了。", "Юрий ушёл, даже не оглянувшись.", ["尤里"]),
        ("НАЗАД", "", []),
        ("坦克里只剩下马克。", "В танке остался только Марк.", ["马克"]),
        ("对于先生来说", "Для господина", []),
        ("于先生对于这件事", "", ["于"]),
        ("车库里的人", "Люди в гараже", []),
        ("里维拉在家里。", "РИВЕРА ДОМА.", ["里维拉"]),
    ],
)
def test_names_in_a_line(line: str, source: str, found: list[str]) -> None:
    assert [line[one.start : one.end] for one in tokens(line, source) if one.is_name] == found


@pytest.mark.parametrize(
    ("name", "word", "does"),
    [
        ("瓦列里", "Валерием", True),
        ("玛格丽塔", "Маргариты", True),
        ("马里埃尔", "МарийЭл", True),
        ("亚历山大", "Александру", True),
        ("卡里", "Карины", False),
        ("瓦列里", "Виталий", False),
        ("尼古拉", "Николаевна", False),
        ("阿", "", False),
    ],
)
def test_sounds(name: str, word: str, does: bool) -> None:
    assert sounds_like(name, word) is does


def test_what_had_to_be_chosen_is_told() -> None:
    assert list(doubts("他是个勇敢的士兵。", "s2twp")) == [("的士兵", "的士兵", "計程車兵")]
    assert list(doubts("王后来了。", "s2twp")) == [("王后来", "王後來", "王后來")]
    assert list(doubts("今天下雨。", "s2twp")) == []
    assert list(doubts("维塔里来了。", "s2twp")) == [("维塔里", "維塔里", "維塔裡")]


def test_a_name_that_the_source_has_leaves_no_doubt() -> None:
    assert list(doubts("维塔里来了。", "s2twp", "Виталий пришёл.")) == []
    assert list(doubts("布尔加科夫来了。", "s2twp")) == []  # the dictionary has it


def test_few_lines_are_doubtful() -> None:
    asked = rows("contexts.tsv")
    assert sum(any(doubts(row["zh-Hans"], "s2twp", row["ru"])) for row in asked) / len(asked) < 0.1
