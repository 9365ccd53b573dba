"""Chinese documents from one written form to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.glossary.term import Glossary, Term, TermKind
from localize.hanzi import convert_document, convert_text
from localize.model import Cue, Document, Kind, Maker, Span

GLOSSARY = Glossary(
    path="g.tsv",
    source="ru",
    locales=("ru", "zh-Hans", "zh-Hant-TW"),
    terms=(
        Term(
            forms={"ru": ("Валерий",), "zh-Hans": ("瓦列里",), "zh-Hant-TW": ("瓦列里",)},
            kind=TermKind.PERSON,
            forbidden={},
        ),
        Term(forms={"ru": ("чип",), "zh-Hans": ("芯片",), "zh-Hant-TW": ("晶片",)}, forbidden={}),
    ),
)


def convert(text: str, spans: tuple[Span, ...] = (), target: str = "zh-Hant-TW", language: str | None = None) -> Cue:
    cue = Cue(id="a", start_ms=0, end_ms=1000, text=text, spans=spans, language=language)
    document = Document(path="t.srt", language="zh-Hans", cues=(cue,))
    return convert_document(document, target, None, GLOSSARY).cues[0]


def test_regional_words_and_glossary_terms() -> None:
    assert convert("瓦列里的软件").text == "瓦列里的軟體"
    assert convert_text("家里的软件", "zh-Hans", "zh-Hant-TW", None, None) == "家裡的軟體"


def test_a_word_cut_by_a_line_break_or_a_tag_is_still_a_word() -> None:
    assert convert("他的头\n发白了").text == "他的頭\n髮白了"
    cue = convert("他的头发白了", (Span(start=2, end=3, open="<i>", close="</i>"),))
    assert (cue.text, cue.spans) == ("他的頭髮白了", (Span(start=2, end=3, open="<i>", close="</i>"),))


def test_spans_follow_words_that_change_their_length() -> None:
    cue = convert("芯片和出租车，快！", (Span(start=3, end=6, open="<i>", close="</i>"),))
    assert cue.text == "晶片和計程車，快！"
    assert cue.text[cue.spans[0].start : cue.spans[0].end] == "計程車"


def test_what_is_not_chinese_or_drawn_stays() -> None:
    document = Document(
        path="t.ass",
        language="zh-Hans",
        cues=(
            Cue(id="a", start_ms=0, end_ms=1, text="OK, 14:30!"),
            Cue(id="b", start_ms=0, end_ms=1, text="", kind=Kind.DRAWING),
            Cue(id="c", start_ms=0, end_ms=1, text="发现", language="ja"),
        ),
    )
    assert convert_document(document, "zh-Hant-TW", None, None).cues == document.cues


def test_a_traditional_line_is_not_converted_again() -> None:
    assert convert("范先生", language="zh-Hant-TW") == Cue(id="a", start_ms=0, end_ms=1000, text="范先生")


def test_provenance_says_converted_and_keeps_where_it_came_from() -> None:
    made = convert("软件").provenance
    assert (made.maker, made.rung) == (Maker.CONVERTED, "s2twp")


@given(st.text(alphabet=st.characters(blacklist_categories=("Lo", "Cs"), blacklist_characters="\n"), max_size=30))
def test_text_without_han_is_unchanged(text: str) -> None:
    assert convert_text(text, "zh-Hans", "zh-Hant-TW", None, GLOSSARY) == text


@given(st.text(alphabet="头发里后面台瓦列芯片a1 \n，", max_size=20), st.data())
def test_spans_and_line_breaks_stay_inside_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cue = convert(text, (Span(start=start, end=end, open="<i>", close="</i>"),))
    assert cue.text.count("\n") == text.count("\n")
    assert 0 <= cue.spans[0].start <= cue.spans[0].end <= len(cue.text)
