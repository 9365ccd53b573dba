"""Where sentences end in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.sentences.ends import ends


def said(text: str, tag: str, *breaks: int) -> list[str]:
    return [text[start:end].strip() for start, end in ends(text, tag, breaks)]


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        ("Да. Пойдём!", "ru", ["Да.", "Пойдём!"]),
        (
            "Присутствуют инж. Т. В. Сафина и др. сотрудники.",
            "ru",
            ["Присутствуют инж. Т. В. Сафина и др. сотрудники."],
        ),
        ("«Стой!» — «Стою!» — и тишина.", "ru", ["«Стой!» — «Стою!» — и тишина."]),
        ("1) подать 40 мкА; 2) ждать.", "ru", ["1) подать 40 мкА; 2) ждать."]),
        ("Это было в 1998 г. Потом ничего.", "ru", ["Это было в 1998 г.", "Потом ничего."]),
        ("Mr. Lagutin left at 9 p.m. and slept. Good.", "en", ["Mr. Lagutin left at 9 p.m. and slept.", "Good."]),
        ('"Stop!" he said. "Why?" she asked.', "en", ['"Stop!" he said.', '"Why?" she asked.']),
        ("他走了。你呢？我不走……", "zh-Hans", ["他走了。", "你呢？", "我不走……"]),
        ("你……你从这里看得到？", "zh-Hans", ["你……你从这里看得到？"]),
    ],
)
def test_ends(text: str, tag: str, found: list[str]) -> None:
    assert said(text, tag) == found


def test_breaks_end_sentences_without_marks() -> None:
    assert said("Вижу цель Веду", "ru", 9) == ["Вижу цель", "Веду"]


@given(st.text(alphabet="аАя. !?…,;«»—-1т", max_size=40), st.sampled_from(["ru", "en", "zh-Hans"]))
def test_nothing_is_lost_or_said_twice(text: str, tag: str) -> None:
    found = list(ends(text, tag))
    assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]
    if found:
        assert (found[0][0], found[-1][1]) == (0, len(text))
    else:
        assert not any(map(str.isalnum, text))
