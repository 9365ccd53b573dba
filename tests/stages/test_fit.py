from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.glossary.term import Glossary, Term, TermKind
from localize.layout import fits
from localize.model import Cue, Document, Kind, Maker, Provenance, Span
from localize.qc import profile as profiles
from localize.stages.base import Context, Shape, WiringError
from localize.stages.fit import Fit

PROFILES = {"en": "netflix-en", "ru": "netflix-ru", "zh-Hans": "netflix-zh-hans", "zh-Hant-TW": "netflix-zh-hant"}
MACHINE = Provenance(maker=Maker.MACHINE, engine="argos")
GLOSSARY = Glossary(
    path="terms.tsv",
    source="ru",
    locales=("en", "zh-Hans"),
    terms=(
        Term(
            forms={"ru": ("Отдел Семь",), "en": ("Department Seven Special Branch",), "zh-Hans": ("特别行动第七处",)},
            kind=TermKind.COMPANY,
            forbidden={},
        ),
    ),
)


def cue(
    text: str,
    *,
    number: int = 1,
    kind: Kind = Kind.DIALOGUE,
    language: str | None = None,
    maker: Maker = Maker.MACHINE,
    spans: tuple[Span, ...] = (),
) -> Cue:
    return Cue(
        id=f"c{number}",
        start_ms=1000 * number,
        end_ms=1000 * number + 900,
        text=text,
        kind=kind,
        language=language,
        provenance=Provenance(maker=maker),
        spans=spans,
    )


def fitted(one: Cue, language: str, *, glossary: Glossary | None = None, typography: bool = True) -> Cue:
    document = Document(path="a.srt", language=language, cues=(one,))
    stage = Fit(profile=PROFILES[language], typography=typography)
    return stage(document, Context(target=language, glossary=glossary)).cues[0]


LONG = "I have no idea what you are talking about, but I will find out soon."


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", LONG, "I have no idea what you are talking about,\nbut I will find out soon."),
        ("en", "Joined\nagain...", "Joined again…"),
        ("en", "- Hi there .\n- Bye.", "-Hi there.\n-Bye."),
        ("en", "- Hi there. - Bye.", "-Hi there.\n-Bye."),
        ("ru", "Ну...  и что", "Ну… и что"),
        ("ru", '– Он - "врач".\n– Нет.', "-Он — «врач».\n-Нет."),
        ("zh-Hans", "你好,我走了。", "你好 我走了"),
        (
            "zh-Hans",
            "你到底在说什么我完全听不懂，但是我很快就会查清楚的。",
            "你到底在说什么我完全听不懂\n但是我很快就会查清楚的",
        ),
        (
            "zh-Hant-TW",
            "你到底在說什麼我完全聽不懂，但是我很快就會查清楚的。",
            "你到底在說什麼我完全聽不懂\n但是我很快就會查清楚的",
        ),
        ("zh-Hant-TW", "他說：“走吧，快走。”", "他說：「走吧，快走」"),
        ("zh-Hans", "- 你好。 - 再见！", "-你好\n-再见！"),
        ("en", "[loud\nscreech of\nbrakes]", "[loud screech of brakes]"),
    ],
)
def test_fit(language: str, text: str, expected: str) -> None:
    before = cue(text)
    after = fitted(before, language)
    assert after.text == expected
    assert (after.id, after.start_ms, after.end_ms) == (before.id, before.start_ms, before.end_ms)


def test_typography_can_be_left_out() -> None:
    assert fitted(cue("你好,我走了。"), "zh-Hans", typography=False).text == "你好,我走了。"


def test_terms_stay_on_one_line() -> None:
    text = "Yesterday the Department Seven Special Branch came to visit."
    assert "Department Seven Special Branch" in fitted(cue(text), "en", glossary=GLOSSARY).text
    chinese = "昨天他们说特别行动第七处的人会来找我们谈一谈"
    assert "特别行动第七处" in fitted(cue(chinese), "zh-Hans", glossary=GLOSSARY).text


def test_markup_moves_along() -> None:
    start = LONG.index("but")
    italics = Span(start=start, end=start + 10, open="<i>", close="</i>")
    after = fitted(cue(LONG, spans=(italics,)), "en")
    assert after.text[after.spans[0].start : after.spans[0].end] == "but I will"
    chinese = "你到底在说什么我完全听不懂，但是我很快就会查清楚的。"
    span = Span(start=14, end=25, open="<b>", close="</b>")
    after = fitted(cue(chinese, spans=(span,)), "zh-Hans")
    assert after.text[after.spans[0].start : after.spans[0].end] == "但是我很快就会查清楚的"


@pytest.mark.parametrize("maker", [Maker.HUMAN, Maker.APPROVED])
def test_what_people_wrote_stays(maker: Maker) -> None:
    before = cue(LONG + "...  yes", maker=maker)
    assert fitted(before, "en") is before


def test_source_lines_that_fit_stay() -> None:
    assert fitted(cue("Two short\nlines.", maker=Maker.SOURCE), "en").text == "Two short\nlines."
    assert fitted(cue(LONG, maker=Maker.SOURCE), "en").text.count("\n") == 1


@pytest.mark.parametrize("kind", [Kind.SONG, Kind.ON_SCREEN, Kind.FORCED_NARRATIVE])
def test_songs_and_signs_keep_lines_that_fit(kind: Kind) -> None:
    assert fitted(cue("La la\nla", kind=kind), "en").text == "La la\nla"
    assert fitted(cue("a\nb\nc", kind=kind), "en").text == "a b c"


def test_drawings_and_other_languages_are_left_alone() -> None:
    drawing = cue("m 0 0  l 100 0", kind=Kind.DRAWING)
    foreign = cue("你好，走吧。", language="zh-Hans")
    assert fitted(drawing, "en") is drawing
    assert fitted(foreign, "en") is foreign


def test_wire_accepts_a_profile_of_the_language(tmp_path: Path) -> None:
    for language, profile in PROFILES.items():
        shape = Shape(language=language, translated=True)
        assert Fit(profile=profile).wire(shape, Context(target=language)) == shape


@pytest.mark.parametrize(
    ("profile", "language", "message"),
    [
        ("netflix-eng", "en", "unknown profile 'netflix-eng'; did you mean 'netflix-en'?"),
        ("netflix-en", "ru", "profile netflix-en is for en, the text is ru; choose a profile of that language"),
        (
            "netflix-zh-hant",
            "zh-Hans",
            "profile netflix-zh-hant is for zh-Hant, the text is zh-Hans; choose a profile of that language",
        ),
    ],
)
def test_wire_refuses(profile: str, language: str, message: str) -> None:
    with pytest.raises(WiringError) as caught:
        Fit(profile=profile).wire(Shape(language=language), Context(target=language))
    assert str(caught.value) == message


def extended(profile: str, language: str, target: str) -> str:
    """Why `timing: extend` cannot stand there."""
    stage = Fit(profile=profile, timing="extend")
    with pytest.raises(WiringError) as caught:
        stage.wire(Shape(language=language), Context(target=target))
    return str(caught.value)


def test_wire_refuses_to_move_ends_without_a_reading_speed(tmp_path: Path) -> None:
    shape, context = Shape(language="en"), Context(target="en")
    assert Fit(profile="netflix-en", timing="extend").wire(shape, context) == shape
    path = tmp_path / "mine.yaml"
    shipped = profiles.load("netflix-en").path
    text = Path(shipped).read_text("utf-8")
    path.write_text(re.sub(r"(?m)^  layout\.cps:\n(    .*\n)+", "", text), "utf-8")
    assert Fit(profile=str(path)).wire(shape, context) == shape
    assert extended(str(path), "en", "en") == (
        "profile mine has no layout.cps; choose a profile with a reading speed, such as netflix-en"
    )


def test_wire_refuses_to_move_ends_of_a_text_that_goes_on() -> None:
    assert extended("netflix-zh-hans", "zh-Hans", "zh-Hant-TW") == (
        "`timing: extend` comes before the text is zh-Hant-TW; put `fit` after the stage that makes it"
    )


def test_a_cue_may_last_longer_once_its_text_is_set() -> None:
    """Dots that became one character need no time. How far ends move: `test_stretching.py`."""
    before = Document(path="a.srt", language="en", cues=(cue("Well...  I do not know..."), cue("Yes.", number=9)))
    kept = Fit(profile="netflix-en")(before, Context(target="en"))
    made = Fit(profile="netflix-en", timing="extend")(before, Context(target="en"))
    assert [one.text for one in made.cues] == ["Well… I do not know…", "Yes."]
    assert [(one.start_ms, one.end_ms) for one in made.cues] == [(1000, 2177), (9000, 9900)]
    assert [(one.rule, one.cue_id, one.value) for one in made.findings] == [("timing.extended", "c1", 277)]
    assert [one.text for one in kept.cues] == [one.text for one in made.cues]
    assert ([one.end_ms for one in kept.cues], kept.findings) == ([1900, 9900], ())


_WORDS = {
    "en": ["I", "the", "of,", "house", "Yes.", "John", "Smith", "12", "\n- Go", "...", "“x”", "because", "wonderful"],
    "ru": ["Я", "не", "в", "доме,", "Да.", "Иван", "Петров", "12", "\n— Иди", "...", "потому", "замечательно"],
    "zh-Hans": [
        "我",
        "来到",
        "北京，",
        "清华大学。",
        "“走”",
        "...",
        " ",
        "\n",
        "12公里",
        "安娜·李",
        "但是",
        "Tom,",
        "\n-好",
    ],
    "zh-Hant-TW": [
        "我",
        "來到",
        "北京，",
        "清華大學。",
        "“走”",
        "...",
        " ",
        "\n",
        "12公里",
        "安娜·李",
        "但是",
        "Tom,",
        "\n-好",
    ],
}


@given(st.data())
def test_a_second_time_changes_nothing(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(_WORDS)))
    words = data.draw(st.lists(st.sampled_from(_WORDS[language]), max_size=14))
    text = ("" if language.startswith("zh") else " ").join(words)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start=start, end=data.draw(st.integers(start, len(text))), open="<b>", close="</b>")
    maker = data.draw(st.sampled_from([Maker.MACHINE, Maker.SOURCE]))
    once = fitted(cue(text, spans=(span,), maker=maker), language)
    assert fitted(once, language) == once
    letters = [char for char in text if char.isalnum()]
    assert [char for char in once.text if char.isalnum()] == letters
    marked = [char for char in text[span.start : span.end] if char.isalnum()]
    assert [char for char in once.text[once.spans[0].start : once.spans[0].end] if char.isalnum()] == marked


@pytest.mark.parametrize(
    ("tag", "stays"), [("<i>", False), ("{\\i1}", False), ("<b>", True), ("{\\i1\\pos(1,2)}", True)]
)
def test_chinese_has_no_italics(tag: str, stays: bool) -> None:
    span = Span(start=0, end=2, open=tag, close="</x>")
    assert bool(fitted(cue("你好", spans=(span,)), "zh-Hans").spans) is stays
    assert fitted(cue("你好", spans=(span,)), "zh-Hans", typography=False).spans == (span,)
    assert fitted(cue("Hello", spans=(span,)), "en").spans == (span,)


def test_chinese_lines_fit_the_profile() -> None:
    after = fitted(cue("克罗诺斯公司去年在莫斯科卖出了1.2万台机器人，谁也没有想到。"), "zh-Hans")
    assert fits(after.text, cpl=16, lines=2, half_width=True)


@pytest.mark.parametrize(
    ("locale", "one", "two"),
    [("en", "Stop!", "Why?"), ("zh-Hans", "安静！", "为什么？"), ("zh-Hant-TW", "安靜！", "為什麼？")],
)
def test_every_voice_keeps_its_line(locale: str, one: str, two: str) -> None:
    text = f"{one}\n{two}"
    spans = (
        Span(start=0, end=len(one), open="<v Иван>", close="</v>"),
        Span(start=len(one) + 1, end=len(text), open="<v Мария>", close="</v>"),
    )
    made = Document(path="a.vtt", language=locale, cues=(cue(text, spans=spans),))
    assert Fit(profile=PROFILES[locale])(made, Context(target=locale)).cues == made.cues


def test_two_lines_of_one_voice_are_laid_out_anew() -> None:
    text = "It is\ntime.\nWhy?"
    spans = (Span(start=0, end=11, open="<v A>", close="</v>"), Span(start=12, end=16, open="<v B>", close="</v>"))
    made = Document(path="a.vtt", language="en", cues=(cue(text, spans=spans),))
    fitted = Fit(profile="netflix-en")(made, Context(target="en")).cues[0]
    assert fitted.text == "It is time.\nWhy?"
    assert [fitted.text[span.start : span.end] for span in fitted.spans] == ["It is time.", "Why?"]


def quoted(
    *texts: str,
    language: str = "zh-Hant-TW",
    makers: dict[int, Maker] | None = None,
    repeat_quotes: bool = True,
    typography: bool = True,
) -> list[str]:
    cues = tuple(
        cue(
            text,
            number=at,
            kind=Kind.SOUND if text.startswith("[") else Kind.DIALOGUE,
            maker=(makers or {}).get(at, Maker.MACHINE),
        )
        for at, text in enumerate(texts)
    )
    document = Document(path="a.srt", language=language, cues=cues)
    stage = Fit(profile=PROFILES[language], repeat_quotes=repeat_quotes, typography=typography)
    once = stage(document, Context(target=language))
    assert stage(once, Context(target=language)) == once
    return [one.text for one in once.cues]


def test_a_long_quotation_has_its_marks_in_every_cue() -> None:
    made = quoted("他說：“我走了，", "你不要等我。", "[敲門聲]", "再見。”", "好。")
    assert made == ["他說：「我走了」", "「你不要等我」", "[敲門聲]", "「再見」", "好"]


def test_marks_that_are_repeated_are_counted_when_lines_are_broken() -> None:
    made = quoted("他說：“我走了，", "你不要等我，我不會再回來了好不好", "再見。”")
    assert made[1] == "「你不要等我\n我不會再回來了好不好」"


def test_where_marks_are_not_repeated() -> None:
    assert quoted("他說：“我走了，", "再見。”", repeat_quotes=False) == ["他說：「我走了", "再見」"]
    assert quoted("他說：“我走了，", "再見。”", typography=False) == ["他說：“我走了，", "再見。”"]
    assert quoted("他说：“我走了，", "再见。”", language="zh-Hans") == ["他说：“我走了", "再见”"]
    made = quoted("他說：“我走了，", "不用等。", "再見。”", makers={1: Maker.HUMAN})
    assert made == ["他說：「我走了」", "不用等。", "「再見」"]


_OTHER = {
    "en": '[a (b) ♪ c] NAME: well- ... "x"',
    "ru": '[а] ♪ ГОЛОС: да - нет ... "х"',
    "zh-Hans": "[门] ♪ 你好，１２ “好”。",
    "zh-Hant-TW": "[門] ♪ 你好，１２ 「好」。",
}


@given(st.data())
def test_without_typography_only_white_space_changes(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(_WORDS)))
    words = data.draw(st.lists(st.sampled_from([*_WORDS[language], *_OTHER[language].split()]), max_size=14))
    text = ("" if language.startswith("zh") else " ").join(words)
    once = fitted(cue(text), language, typography=False)
    assert "".join(once.text.split()) == "".join(text.split())
    assert fitted(once, language, typography=False) == once
