from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.languages import LANGUAGES
from localize.model import Span
from localize.text.typography import apply, set_type

CASES: dict[str, list[tuple[str, str]]] = {
    "zh-Hans": [
        ("你好，世界。", "你好 世界"),
        ("你好,我走了.", "你好 我走了"),
        ("苹果、梨、桃", "苹果 梨 桃"),
        ("真的吗?太好了!", "真的吗？太好了！"),
        ("真的 ？", "真的？"),
        ("他说:走吧;别等", "他说：走吧；别等"),
        ('他说"走吧"', "他说“走吧”"),
        ("他说：“走吧。”", "他说：“走吧”"),
        ("他说：「走『吧』」", "他说：“走‘吧’”"),
        ("等等...", "等等…"),
        ("现在12:30，3.5度，1,000人。", "现在12:30 3.5度 1,000人"),
        ("看 www.a.com/b,c?d 吧", "看 www.a.com/b,c?d 吧"),
        ("我是Tom.", "我是Tom"),
        ("我是T.K.", "我是T.K."),
        ("你是Tom?", "你是Tom？"),
        ("OK, go.", "OK, go."),
        ("- 你好。\n- 再见！", "-你好\n-再见！"),
        ("— 你好", "— 你好"),
        ("第一行，\n第二行。", "第一行\n第二行"),
        ("你好　　世界", "你好 世界"),
        ("⟦1⟧，你好", "⟦1⟧ 你好"),
        ("O’Neil来了", "O’Neil来了"),
        ("《战争与和平》，好", "《战争与和平》 好"),
    ],
    "zh-Hant-TW": [
        ("你好，世界。", "你好，世界"),
        ("你好,我走了.", "你好，我走了"),
        ("第一行，\n第二行。", "第一行\n第二行"),
        ("他說：“走‘吧’。”", "他說：「走『吧』」"),
        ('"好"', "「好」"),
        ("”他說完了。", "」他說完了"),
        ("真的嗎？ 好。", "真的嗎？好"),
        ("真的嗎？，好。", "真的嗎？好"),
        ("- 你好。\n- 再見！", "-你好\n-再見！"),
    ],
    "zh-Hant-HK": [("“好，走吧。”", "「好，走吧」")],
    "en": [
        ("Well...", "Well…"),
        ("Two  blanks", "Two blanks"),
        ("Really ?", "Really?"),
        ("Yes , no .", "Yes, no."),
        ("3.5 at 12:30, see www.a.com", "3.5 at 12:30, see www.a.com"),
        ("It is .5 metres", "It is .5 metres"),
        ("- Hi.\n- Bye.", "-Hi.\n-Bye."),
        ("– Hi.\n— Bye.", "-Hi.\n-Bye."),
        ("— Hi.", "— Hi."),
        ("-5 degrees\n- Cold.", "-5 degrees\n- Cold."),
        (" edge \n blanks ", "edge\nblanks"),
        ("no\u00a0break", "no\u00a0break"),
        ("“quoted”", "“quoted”"),
    ],
    "ru": [("Ну...  да .", "Ну… да."), ("– Да.\n– Нет.", "– Да.\n– Нет.")],
}


@pytest.mark.parametrize(
    ("locale", "text", "expected"), [(locale, *pair) for locale, pairs in CASES.items() for pair in pairs]
)
def test_apply(locale: str, text: str, expected: str) -> None:
    assert apply(text, locale) == expected


def test_markup_moves_along() -> None:
    span = Span(start=4, end=9, open="<i>", close="</i>")
    text, spans = set_type("Well...  then.", (span,), "en")
    assert text == "Well… then."
    assert text[spans[0].start : spans[0].end] == "… "


_TEXTS = st.text(alphabet="你好走aT13,.?!:; \u3000，。、？！…“”‘’「」『』（）\"'-—\n⟦⟧", max_size=14)


@given(_TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_a_second_time_changes_nothing(text: str, locale: str) -> None:
    once = apply(text, locale)
    assert apply(once, locale) == once


@given(_TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_letters_and_lines_stay(text: str, locale: str) -> None:
    after = apply(text, locale)
    assert [char for char in after if char.isalnum()] == [char for char in text if char.isalnum()]
    assert after.count("\n") == text.count("\n")


@given(_TEXTS, st.sampled_from(["zh-Hans", "zh-Hant-TW"]))
def test_no_line_ends_in_a_comma_or_full_stop(text: str, locale: str) -> None:
    assert not any(line.endswith(("，", "。", "、")) for line in apply(text, locale).split("\n"))
