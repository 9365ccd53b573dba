from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.languages import LANGUAGES
from localize.model import Span
from localize.text.typography import SETTLED, apply, passed, set_type

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
        ("男人：等等！\n- 去哪儿？", "男人：等等！\n-去哪儿？"),
        ("— 你好", "— 你好"),
        ("第一行，\n第二行。", "第一行\n第二行"),
        ("你好　　世界", "你好 世界"),
        ("⟦1⟧，你好", "⟦1⟧ 你好"),
        ("O’Neil来了", "O’Neil来了"),
        ("《战争与和平》，好", "《战争与和平》 好"),
        ("Ｔｏｍ在１２号", "Tom在12号"),
        ("第１，０００人，１２：３０，３．５度", "第1,000人 12:30 3.5度"),
        ("比分3：1", "比分3：1"),
        ("安娜‧李、安娜•李、安娜・李", "安娜·李 安娜·李 安娜·李"),
        ("• 安娜", "• 安娜"),
        ("等……", "等…"),
        ("等⋯⋯", "等…"),
        ("等…。", "等…"),
        ("… 我走了", "…我走了"),
        ("真的？？", "真的？？"),
        ("[ 敲门声 ]", "[敲门声]"),
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
        ("「，好」\n，走吧", "「好」\n走吧"),
        ("安娜‧李１２歲", "安娜·李12歲"),
        ("等⋯⋯真的？？好！！", "等…真的？好！"),
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
        ("MAN: Wait!\n– Where?", "MAN: Wait!\n-Where?"),
        ("- Home.", "-Home."),
        ("and so\n– he left", "and so\n– he left"),
        ("– Hi.\n— Bye.", "-Hi.\n-Bye."),
        ("— Hi.", "— Hi."),
        ("-5 degrees\n- Cold.", "-5 degrees\n- Cold."),
        (" edge \n blanks ", "edge\nblanks"),
        ("no\u00a0break", "no\u00a0break"),
        ("“It’s ‘it’,” he said", "\"It's 'it',\" he said"),
        ("«Kronos»", '"Kronos"'),
        ("He said - then left", "He said – then left"),
        ("John Smith - Director", "John Smith – Director"),
        ("Wait -\nnot now", "Wait –\nnot now"),
        ("pages 3 - 5, 1990-2000, 10 - 5 = 5, twenty-one", "pages 3 - 5, 1990-2000, 10 - 5 = 5, twenty-one"),
        ("x - y", "x - y"),
        ("wait--what -- no", "wait--what -- no"),
        ("-What are you--\n-Be quiet!", "-What are you--\n-Be quiet!"),
        ("-Yes. - No.", "-Yes. - No."),
        ("… and so", "…and so"),
        ("So… and so", "So… and so"),
        ("Well……", "Well…"),
        ("[ door slams ] BORIS : Hi :)", "[door slams] BORIS: Hi :)"),
        ("⟦1⟧ - ⟦2⟧", "⟦1⟧ - ⟦2⟧"),
        ("+7 (495)  123-45-67", "+7 (495)  123-45-67"),
    ],
    "ru": [
        ("Ну...  да .", "Ну… да."),
        ("... и что", "…и что"),
        ("– Да.\n– Нет.", "-Да.\n-Нет."),
        ("— Да.", "— Да."),
        ('Он сказал: "Привет".', "Он сказал: «Привет»."),
        ("“Да”, — сказал он.", "«Да», — сказал он."),
        ("„Да“", "«Да»"),
        ('Он сказал: «Я читал "Войну"».', "Он сказал: «Я читал „Войну“»."),
        ('"Кафе "Ромашка""', "«Кафе „Ромашка“»"),
        ("«Кафе «Ромашка»»", "«Кафе „Ромашка“»"),
        ("«Кафе «Ромашка»", "«Кафе «Ромашка»"),
        ('"Он сказал', '"Он сказал'),
        ('5" и 7" экраны', '5" и 7" экраны'),
        ('print("x") и y = "z"', 'print("x") и y = "z"'),
        ('-"Да".\n-"Нет".', "-«Да».\n-«Нет»."),
        ("Он - врач", "Он — врач"),
        ("Он – врач -- и точка", "Он — врач — и точка"),
        ("Он -\nврач", "Он —\nврач"),
        ("«Да!» - сказал он", "«Да!» — сказал он"),
        ("кто - то, из-за, 5 - 7, в 1990 - Москва", "кто - то, из-за, 5 - 7, в 1990 - Москва"),
        ("-Да. - Нет.", "-Да. - Нет."),
        ("[ помехи ] ГОЛОС : да", "[помехи] ГОЛОС: да"),
    ],
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


# Full-width figures and letters, and the interpuncts of foreign names, are what `_LETTERS` folds.
_TEXTS = st.text(
    alphabet="你好走aTдаД13１３Ｔ,.?!:; \u3000，。、？！．：…⋯“”‘’„«»「」『』（）()[]\"'-–—·‧\n⟦⟧@/♪", max_size=14
)
_WORDY = st.lists(
    st.sampled_from(
        ["да", "Нет", "is", "He", "12", "我", " - ", " -- ", '"', "“", "”", "«", "»", "…", ".", " ", "\n-"]
    ),
    max_size=12,
).map("".join)


@given(_TEXTS | _WORDY, st.sampled_from(sorted(LANGUAGES)))
def test_a_second_time_changes_nothing(text: str, locale: str) -> None:
    once = apply(text, locale)
    assert apply(once, locale) == once


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", text)))


@given(_TEXTS | _WORDY, st.sampled_from(sorted(LANGUAGES)), st.data())
def test_markup_keeps_its_letters(text: str, locale: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start=start, end=data.draw(st.integers(start, len(text))), open="<b>", close="</b>")
    after, (moved,) = set_type(text, (span,), locale)
    assert after == apply(text, locale)
    assert _letters(after[moved.start : moved.end]) == _letters(text[span.start : span.end])


_KEPT = ["12:30", "3.5", "1990-2000", "10 - 5", "⟦1⟧", "http://a.ru/b-c?d=1,2", "a@b.com", "K-7", "twenty-one", "из-за"]


@given(
    st.sampled_from(_KEPT),
    st.sampled_from(sorted(LANGUAGES)),
    st.sampled_from(["{}", "да {} нет", "我 {} 好", "so {}"]),
)
def test_numbers_addresses_and_placeholders_stay(kept: str, locale: str, around: str) -> None:
    assert kept in apply(around.format(kept), locale)


@given(_TEXTS | _WORDY, st.sampled_from(sorted(LANGUAGES)))
def test_letters_and_lines_stay(text: str, locale: str) -> None:
    after = apply(text, locale)
    assert _letters(after) == _letters(text)
    assert after.count("\n") == text.count("\n")


@given(_TEXTS, st.sampled_from(["zh-Hans", "zh-Hant-TW"]))
def test_no_line_ends_in_a_comma_or_full_stop(text: str, locale: str) -> None:
    assert not any(line.endswith(("，", "。", "、")) for line in apply(text, locale).split("\n"))


@pytest.mark.parametrize("script", SETTLED)
@given(data=st.data())
def test_what_is_seen_to_be_settled_is_what_no_pass_changes(script: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(SETTLED[script], fullmatch=True))
    assert passed(text, (), script)[0] == text
