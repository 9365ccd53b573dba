"""The stage that converts between written forms of Chinese."""

from __future__ import annotations

import pytest

from localize.glossary.term import Glossary, Term, TermKind
from localize.model import Cue, Document, Maker, Span
from localize.stages.base import Context, Shape, WiringError
from localize.stages.convert import Convert

GLOSSARY = Glossary(
    path="g.tsv",
    source="ru",
    locales=("ru", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"),
    terms=(
        Term(
            forms={
                "ru": ("Вольский",),
                "zh-Hans": ("沃利斯基",),
                "zh-Hant-TW": ("沃斯基",),
                "zh-Hant-HK": ("沃利斯基",),
            },
            kind=TermKind.PERSON,
            forbidden={},
        ),
    ),
)
TEXT = "沃利斯基的软件和<出租车>里面有服务器"


def converted(text: str, target: str, source: str = "zh-Hans", *spans: Span) -> Document:
    cue = Cue(id="a", start_ms=0, end_ms=1000, text=text, spans=spans)
    document = Document(path="t.srt", language=source, cues=(cue,))
    return Convert()(document, Context(target=target, glossary=GLOSSARY))


@pytest.mark.parametrize(
    ("source", "target", "text", "result"),
    [
        ("zh-Hans", "zh-Hant-TW", TEXT, "沃斯基的軟體和<計程車>裡面有伺服器"),
        ("zh-Hans", "zh-Hant-HK", TEXT, "沃利斯基的軟件和<出租車>裏面有伺服器"),
        ("zh-Hant-TW", "zh-Hans", "沃斯基的軟體和計程車", "沃利斯基的软件和出租车"),
        ("zh-Hant-TW", "zh-Hant-HK", "沃斯基在裡面", "沃利斯基在裏面"),
        ("zh-Hans", "zh-Hans", TEXT, TEXT),
        ("zh-Hans", "zh-Hant-TW", "OK, 14:30!", "OK, 14:30!"),
    ],
)
def test_words_of_the_region_and_terms_of_the_glossary(source: str, target: str, text: str, result: str) -> None:
    made = converted(text, target, source)
    assert (made.language, made.cues[0].text) == (target, result)


def test_markup_stands_on_the_same_words() -> None:
    made = converted("去出租车里", "zh-Hant-TW", "zh-Hans", Span(start=1, end=4, open="<i>", close="</i>"))
    (span,) = made.cues[0].spans
    assert made.cues[0].text[span.start : span.end] == "計程車"


def test_the_source_stays_the_text_that_was_translated() -> None:
    cue = Cue(id="a", start_ms=0, end_ms=1000, text="软件")
    source = Document(path="t.srt", language="ru", cues=(Cue(id="a", start_ms=0, end_ms=1000, text="программа"),))
    document = Document(path="t.srt", language="zh-Hans", cues=(cue,), source=source)
    made = Convert()(document, Context(target="zh-Hant-TW"))
    assert made.source == source
    assert made.cues[0].provenance.maker is Maker.CONVERTED
    alone = Document(path="t.srt", language="zh-Hans", cues=(cue,))
    assert Convert()(alone, Context(target="zh-Hant-TW")).source == alone


@pytest.mark.parametrize("target", ["zh-Hans", "zh-Hant-TW"])
def test_traditional_text_of_no_stated_region_is_told(target: str) -> None:
    (finding,) = converted("軟體", target, "zh-Hant").findings
    assert (finding.rule, finding.severity, finding.cue_id) == ("convert.region", "warning", None)
    assert finding.message == (
        "the text is zh-Hant of no stated region; plain t2s was used, which leaves words of Taiwan or Hong Kong; "
        "say --from zh-Hant-TW, or `source: zh-Hant-TW` in a pipeline"
    )


def test_a_stated_region_is_no_finding() -> None:
    assert converted("軟體", "zh-Hans", "zh-Hant-TW").findings == ()
    assert converted("軟體", "zh-Hant", "zh-Hant").findings == ()


def test_a_configuration_can_be_named() -> None:
    document = Document(path="t.srt", language="zh-Hans", cues=(Cue(id="a", start_ms=0, end_ms=1, text="软件"),))
    assert Convert(config="s2t")(document, Context(target="zh-Hant-TW")).cues[0].text == "軟件"


@pytest.mark.parametrize(
    ("stage", "language", "target", "message"),
    [
        (
            Convert(),
            "ru",
            "zh-Hant-TW",
            "there is no Chinese to convert yet, the text is ru; "
            "write `from: zh-Hans` or put `translate` before `convert`",
        ),
        (Convert(), "zh-Hans", "en", "en is not Chinese; remove `convert`"),
        (
            Convert(config="s2hkpp"),
            "zh-Hans",
            "zh-Hant-TW",
            "unknown OpenCC configuration 's2hkpp'; did you mean 's2hkp'?",
        ),
    ],
)
def test_wiring_errors(stage: Convert, language: str, target: str, message: str) -> None:
    with pytest.raises(WiringError) as error:
        stage.wire(Shape(language=language), Context(target=target))
    assert str(error.value) == message


def test_the_shape_is_in_the_target() -> None:
    shape = Convert().wire(Shape(language="zh-Hans", translated=True), Context(target="zh-Hant-HK"))
    assert shape == Shape(language="zh-Hant-HK", translated=True)


def test_words_of_two_readings_are_listed_where_asked() -> None:
    cues = (
        Cue(id="a", start_ms=0, end_ms=1000, text="他是个勇敢的\n士兵"),
        Cue(id="b", start_ms=1000, end_ms=2000, text="沃利斯基来了"),
    )
    document = Document(path="t.srt", language="zh-Hans", cues=cues)
    context = Context(target="zh-Hant-TW", glossary=GLOSSARY)
    (finding,) = Convert(ambiguous=True)(document, context).findings
    assert (finding.rule, finding.severity, finding.cue_id) == ("convert.ambiguous", "info", "a")
    assert finding.message == (
        "的士兵 became 的士兵, not 計程車兵; put the name or the word into the glossary if that is wrong"
    )
    assert Convert()(document, context).findings == ()
