"""Whether a sentence goes on over the border between two cues."""

from __future__ import annotations

import pytest

from localize.sentences.borders import Manner, goes_on, hangs, manner, unmarked

STRICT, LAX = Manner(), Manner(lax=True)


@pytest.mark.parametrize(
    ("left", "right", "tag"),
    [
        ("Она пришла домой,", "когда все спали", "ru"),
        ("Я видел", "Арису.", "ru"),  # an oblique case needs its verb
        ("Запись ведёт дежурный инженер", "В. Н. Орлов", "ru"),
        ("В карточке модели", "OpenAI признаёт", "ru"),
        ("а президент компании, г-н", "Штерн, отказался", "ru"),
        ("Вы можете увидеть...", "...Колосса Родосского!", "ru"),
        ("на ул.", "Механиков", "ru"),
        ("She says that wherever", "Cronos Corp puts up its flag", "en"),
        ("Do you know what else", "I think?", "en"),
        ("Я хотел...", "сказать тебе", "ru"),
        ("我要你们在天亮以前", "把她带回来", "zh-Hans"),
        ("克罗诺斯公司发言人表示", "此事与该公司无关", "zh-Hans"),
        ("你没发现她身上", "一片雪都没有吗？", "zh-Hans"),
        ("您脚底下的这块地砖", "好像裂了", "zh-Hans"),
    ],
)
def test_it_goes_on(left: str, right: str, tag: str) -> None:
    assert goes_on(left, right, tag, STRICT)


@pytest.mark.parametrize(
    ("left", "right", "tag"),
    [
        ("Она пришла домой.", "Все спали", "ru"),
        ("Это же...", "Конечно же", "ru"),
        ("А разве это не -", "Месиво", "ru"),  # interrupted
        ("Он не тормозит", "Варламов, он не тормозит!", "ru"),  # called by name
        ("Он не тормозит", "Машина горит", "ru"),
        ("You're not wrong", "You're just late", "en"),
        ("Stop!", "he said", "en"),
        ("我会赔的", "您别按那个按钮", "zh-Hans"),
        ("不知道", "请您告诉我", "zh-Hans"),
        ("这是证物", "证物怎么会叫？", "zh-Hans"),
        ("他坐在车上", "她走了", "zh-Hans"),
    ],
)
def test_it_ends(left: str, right: str, tag: str) -> None:
    assert not goes_on(left, right, tag, STRICT)


def test_a_name_in_the_nominative_goes_on_only_where_marks_are_not_left_out() -> None:
    assert goes_on("Этой песне её научила", "Ариса когда-то", "ru", Manner(names=frozenset({"Ариса"})))
    assert not goes_on("Этой песне её научила", "Ариса когда-то", "ru", Manner(names=frozenset({"Ариса"}), lax=True))


def test_the_manner_of_a_file() -> None:
    strict = manner(["Это Ариса.", "Она ушла.", "Куда?", "Туда, где Кронос."])
    assert strict == Manner(lax=False, names=frozenset({"Ариса", "Кронос"}))
    assert manner(["Он ушёл", "Куда", "Не знаю", "Туда."]).lax
    assert manner([]) == Manner()


def test_lines_without_marks_end_sentences_where_marks_are_left_out() -> None:
    assert list(unmarked("Вижу цель\nВеду её", "ru", LAX)) == [9]
    assert list(unmarked("Вижу цель\nВеду её", "ru", STRICT)) == []
    assert list(unmarked("Вижу\nАрису", "ru", LAX)) == []
    assert list(unmarked("我会赔的 您别按那个按钮", "zh-Hans", STRICT)) == [4]
    assert list(unmarked("小姐 您的票呢", "zh-Hans", STRICT)) == []


def test_what_hangs() -> None:
    assert hangs("Я знаю, что")
    assert hangs("Слушай,")
    assert not hangs("Я знаю")
    assert not hangs("…")
