"""The small things that machine text gets wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.polish import polish, sentence_case


@pytest.mark.parametrize(
    ("source", "raw", "text"),
    [
        # The final mark is the source's.
        ("Привет.", "Hello", "Hello."),
        ("Привет.", "Hello,", "Hello."),
        ("Привет!", "Hello.", "Hello!"),
        ("Привет?", "Hello.", "Hello?"),
        ("Правда?!", "Really?", "Really?!"),
        ("Почему?..", "Why", "Why?"),
        ("Я думал…", "I thought...", "I thought…"),
        ("Я думал...", "I thought.", "I thought…"),
        ("и если она", "and if she.", "and if she"),
        ("Если она придёт,", "If she comes.", "If she comes,"),
        ("Он сказал:", "He said.", "He said:"),
        ("Это здесь —", "It's here -", "It's here —"),
        ("Это.", "What is it?", "What is it?"),
        ("♪ Кто ты ♪", "Who are you?", "Who are you?"),
        ("В 8 вечера", "At 8 p.m.", "At 8 p.m."),
        ("В 8 вечера.", "At 8 p.m.", "At 8 p.m."),
        ("и т. д.", "etc.", "etc."),
        ("12,", "12.", "12,"),
        # Quotation marks.
        ("«Привет».", '"Hello".', '"Hello."'),
        ("Кто «мы»?", 'Who is "we"?', 'Who is "we"?'),
        ("«Кто там?»", '"Who is there?"', '"Who is there?"'),
        ("«Привет».", "«Hello».", '"Hello."'),
        ("Он сказал «привет».", 'He said "hi.', "He said hi."),
        ("Привет.", '"Hello."', "Hello."),
        ("«Привет».", "''Hello.''", "'Hello.'"),
        ("Ого (смеётся).", "wow (laughs)", "Wow (laughs)."),
        # Blanks and marks.
        ("Ну, вот.", "Well ,he is , , fine .. ok .", "Well, he is, fine. ok."),
        ("Да.", "- Yes.", "Yes."),
        ("Да.", ". Yes.", "Yes."),
        ("Поезд в 8:05.", "The train is at 8: 05.", "The train is at 8:05."),
        ("3,5.", "3.5", "3.5."),
        # Capitals.
        ("Привет.", "hello.", "Hello."),
        ("Привет.", '"hello"', "Hello."),
        ("шёпотом", "whispering", "whispering"),
        ("Двенадцать человек.", "12 men.", "12 men."),
        ("СТАНЦИЯ «ОЗЁРНАЯ»", "Ozyornaya Station", "OZYORNAYA STATION"),
        ("ОЭП!", "The OEP", "The OEP!"),
        ("", "", ""),
        ("Да.", "...", "..."),
    ],
)
def test_english(source: str, raw: str, text: str) -> None:
    assert polish(raw, source, "en") == text


@pytest.mark.parametrize(
    ("source", "raw", "text"),
    [
        ("Привет.", "你好.", "你好。"),
        ("Привет", "你好, 我是 10 点 Tom Smith 的", "你好，我是10点Tom Smith的"),
        ("Пульс сто тридцать. Ей страшно.", "130.她害怕", "130。她害怕。"),
        ("Он…", "他......", "他…"),
        ("Если,", "如果.", "如果，"),
        ("и если", "如果，", "如果"),
        ("Она.", "她——,说", "她，说。"),
        ("И ты,", ",你好", "你好，"),
        ("«Привет».", '"你好"', '"你好"。'),
        ("«Привет».", "“你好。”", "“你好。”"),
        ("Заплатил.", "付了他,1900万", "付了他，1900万。"),
        ("Правда?!", "是吗", "是吗？！"),
        ("Это —", "这是", "这是——"),
        ("В 23:38", "在23 : 38", "在23:38"),
        ("Павел говорил: да.", "帕维尔说: 是", "帕维尔说：是。"),
        ("Ариса — это ИИ.", "阿丽莎—AI 2.0", "阿丽莎——AI 2.0。"),
    ],
)
def test_chinese(source: str, raw: str, text: str) -> None:
    assert polish(raw, source, "zh-Hans") == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("СТАНЦИЯ «ОЗЁРНАЯ»", "Станция «озёрная»"),
        ("«ЛУНИН», 9:30", "«Лунин», 9:30"),
        ("ФСБ", "ФСБ"),
        ("Ариса", "Ариса"),
        ("12:30", "12:30"),
    ],
)
def test_capitals_become_a_sentence_of_the_same_length(text: str, sentence: str) -> None:
    assert sentence_case(text) == sentence


_TEXT = st.text(alphabet="aB .,!?…:-—–\"'«»“”()你好，。12", max_size=25)


@given(_TEXT, st.text(alphabet='аБ .,!?…—«»"12:', max_size=12), st.sampled_from(["en", "zh-Hans"]))
def test_no_letter_or_digit_is_lost_or_made_up(raw: str, source: str, locale: str) -> None:
    def words(text: str) -> str:
        return "".join(filter(str.isalnum, text)).lower()

    assert words(polish(raw, source, locale)) == words(raw)


@given(_TEXT, st.sampled_from(["Да.", "Да", "Да?", "Да,", "Да…", "Да!"]), st.sampled_from(["en", "zh-Hans"]))
def test_a_sentence_ends_as_its_source_ends(raw: str, source: str, locale: str) -> None:
    text = polish(raw, source, locale)
    wanted = {"Да.": ".。", "Да": "", "Да?": "?？", "Да,": ",，", "Да…": "…", "Да!": "!！"}[source]
    if any(map(str.isalpha, raw)) and not any(mark in raw for mark in "?？"):
        ending = text.rstrip("\"'”)»")
        assert ending[-1:] in wanted if wanted else ending[-1:].isalnum() or ending[-1:] in "\"'“”(«"
