from __future__ import annotations

import pytest

from localize.kinds import classify, few_capitals
from localize.model import Kind
from localize.text.markup import Dialect, parse

CASES = [
    ("Привет.", "", Kind.DIALOGUE),
    ("", "", Kind.DIALOGUE),
    ("♪ Спят усталые игрушки ♪", "", Kind.SONG),
    ("- ♫ Ла-ла-ла", "", Kind.SONG),
    ("Спят усталые игрушки ♪", "", Kind.SONG),
    ("# Ла-ла-ла", "", Kind.SONG),
    ("#Ла-ла-ла#", "", Kind.SONG),
    ("#1 в списке", "", Kind.DIALOGUE),
    ("{\\k20}ka{\\k30}ra", "", Kind.SONG),
    ("[Взрыв]", "", Kind.SOUND),
    ("( clock ticking )", "", Kind.SOUND),
    ("- [Стук]\n- (Смех)", "", Kind.SOUND),
    ("（屏幕嗖嗖声）", "", Kind.SOUND),
    ("<LAUGHING>", "", Kind.SOUND),
    ("[Взрыв] Ложись!", "", Kind.DIALOGUE),
    ("МОСКВА, ТРИ ГОДА СПУСТЯ", "", Kind.FORCED_NARRATIVE),
    ("{\\an8}МОСКВА, ТРИ ГОДА СПУСТЯ", "", Kind.ON_SCREEN),
    ("{\\an8}Привет.", "", Kind.DIALOGUE),
    ("СТОЙ, КОМУ ГОВОРЮ!", "", Kind.DIALOGUE),
    ("- НЕТ, Я НЕ ПОЙДУ", "", Kind.DIALOGUE),
    ("МОСКВА", "", Kind.DIALOGUE),
    ("你好 NASA", "", Kind.DIALOGUE),
    ("Перевод: Иван Петров", "", Kind.CREDIT),
    ("Subtitles by Jane Doe", "", Kind.CREDIT),
    ("字幕：王小明", "", Kind.CREDIT),
    ("www.example.org", "", Kind.CREDIT),
    ("Перевод был ужасный.", "", Kind.DIALOGUE),
    ("Вход", "Sign_Top", Kind.ON_SCREEN),
    ("Вход", "Надпись", Kind.ON_SCREEN),
    ("Ла-ла", "OP-Romaji", Kind.SONG),
    ("Ла-ла", "EpisodeSongs", Kind.SONG),
    ("Привет", "Design", Kind.DIALOGUE),
    ("{\\p1}m 0 0 l 1 1{\\p0}", "Default", Kind.DRAWING),
]


@pytest.mark.parametrize(("raw", "style", "kind"), CASES)
def test_kind(raw: str, style: str, kind: Kind) -> None:
    text, spans = parse(raw, Dialect.ASS)
    assert classify(text, spans, style, capitals_count=True) is kind


def test_capitals_mean_nothing_where_all_is_in_capitals() -> None:
    captions = ["ТЫ ГДЕ БЫЛА?", "Я ТЕБЯ ЖДАЛА.", "НЕ СЕЙЧАС, МАМА.", "ДАЙ ПРОЙТИ."]
    assert not few_capitals(captions)
    assert few_capitals(["МОСКВА, ТРИ ГОДА СПУСТЯ", "Привет.", "", "Пока."])
    assert classify("ТЫ ГДЕ БЫЛА?", (), "", capitals_count=False) is Kind.DIALOGUE
