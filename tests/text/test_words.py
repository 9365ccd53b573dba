from __future__ import annotations

import itertools
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.glossary.term import Glossary, Term, TermKind
from localize.text import words
from localize.text.words import breaks, cut, locked

GLOSSARY = Glossary(
    path="terms.tsv",
    source="ru",
    locales=("en", "zh-Hans", "zh-Hant-TW"),
    terms=(
        Term(
            forms={
                "ru": ("Кронос Корп",),
                "en": ("Kronos Corp",),
                "zh-Hans": ("克罗诺斯集团",),
                "zh-Hant-TW": ("克羅諾斯集團",),
            },
            kind=TermKind.COMPANY,
            forbidden={},
        ),
        Term(forms={"ru": ("Анна",), "zh-Hans": ("安娜·彼得罗娃",)}, kind=TermKind.PERSON, forbidden={}),
    ),
)
SAMPLES = [
    "我来到北京清华大学",
    "他昨天在莫斯科见到了安娜，她说要去圣彼得堡。",
    "小明硕士毕业于中国科学院计算所，后在日本京都大学深造",
    "今天气温3.5度，K-7空间站一切正常。",
    "卡拉OK和T恤",
    "你好，world！",
    "……什么——？",
    "",
]


def pieces(text: str, glossary: Glossary | None = None, locale: str = "zh-Hans") -> list[str]:
    places = [0, *breaks(text, glossary, locale), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(places)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我来到北京清华大学", ["我", "来到", "北京", "清华大学"]),
        ("你好，世界！", ["你好，", "世界！"]),
        ("他说：“走吧”", ["他", "说：", "“走", "吧”"]),
        ("跑了12公里", ["跑", "了", "12公里"]),
        ("跑了12 公里", ["跑", "了", "12 公里"]),
        ("去K-7空间站", ["去", "K-7空间站"]),
        ("买T恤吧", ["买", "T恤", "吧"]),
        ("见到安娜·彼得洛夫", ["见到", "安娜·彼得洛夫"]),
        ("⟦1⟧来了", ["⟦1⟧", "来", "了"]),
        ("什么……走吧", ["什么……", "走", "吧"]),
        ("你好 世界", ["你好 ", "世界"]),
        ("Kronos Corp来了", ["Kronos ", "Corp", "来", "了"]),
    ],
)
def test_words_stay_whole(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_terms_stay_whole() -> None:
    assert pieces("走进了克罗诺斯集团的大楼", GLOSSARY) == ["走进", "了", "克罗诺斯集团", "的", "大楼"]
    assert "安娜·彼得罗娃" in pieces("我爱安娜·彼得罗娃", GLOSSARY)


def test_traditional_text_is_cut_like_simplified() -> None:
    simplified = "我们应该马上离开这个国家因为这里很危险"
    traditional = "我們應該馬上離開這個國家因為這裡很危險"
    assert breaks(traditional, None, "zh-Hant-TW") == breaks(simplified, None, "zh-Hans")


def test_a_term_goes_on_over_a_line_break() -> None:
    assert locked("克罗诺\n斯集团", GLOSSARY, "zh-Hans") == ((0, 7),)
    assert locked("the Kronos\nCorp tower", GLOSSARY, "en") == ((4, 15),)
    assert locked("克罗诺斯集团", None, "zh-Hans") == ()
    assert breaks("克罗诺\n斯集团好", GLOSSARY, "zh-Hans") == (7,)


@pytest.mark.parametrize("text", SAMPLES)
def test_jieba_and_rjieba_cut_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words._engine() is not words._jieba()
    by_rjieba = breaks(text, None, "zh-Hans")
    monkeypatch.setattr(words, "_engine", words._jieba)
    assert breaks(text, None, "zh-Hans") == by_rjieba


def test_rjieba_gives_the_words_of_jieba() -> None:
    text = "他昨天在莫斯科见到了安娜，她说要去圣彼得堡。"
    assert cut(text) == words._jieba()(text)


def test_jieba_is_quiet_and_keeps_its_cache_in_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    words._jieba.cache_clear()
    assert words._jieba()("我来到北京") == ["我", "来到", "北京"]
    assert [path.name for path in (tmp_path / "localize").iterdir() if path.suffix == ".cache"] == ["jieba.cache"]
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("jieba").level == logging.CRITICAL
    words._jieba.cache_clear()


def test_without_rjieba_jieba_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "rjieba", None)
    words._engine.cache_clear()
    assert cut("我来到北京") == ["我", "来到", "北京"]
    assert words._engine() is words._jieba()
    words._engine.cache_clear()


@given(st.text(alphabet="我来到北京清华，。！“” \n·A7K-…⟦1⟧", max_size=20), st.sampled_from(["zh-Hans", "zh-Hant-TW"]))
def test_breaks_are_inside_and_ascending(text: str, locale: str) -> None:
    found = breaks(text, GLOSSARY, locale)
    assert list(found) == sorted(set(found))
    assert all(0 < offset < len(text) for offset in found)
    assert "".join(pieces(text, GLOSSARY, locale)) == text
