"""The stage that translates, with a made-up engine where the words matter and with the real packages at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from localize.glossary.term import Glossary
from localize.memory import Memory
from localize.model import Cue, Document, Kind, Maker, Provenance, Span
from localize.recall import Recalled, recall
from localize.sentences import group
from localize.stages.base import Context, Shape, WiringError
from localize.stages.translate import Translate
from localize.translators.argos import translate
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.translators.packages import look
from tests.memory.units import unit
from tests.terms import glossary

MODELS = Path(__file__).parents[2] / "models"
MARKS = tuple(f"⟦{number}⟧" for number in range(1, 10))


def package(source: str, target: str, *, licence: str = "CC0", evaluation_only: bool = False) -> PackageInfo:
    return PackageInfo(
        source=source,
        target=target,
        version="1.0",
        path=f"{source}{target}",
        licence=licence,
        evaluation_only=evaluation_only,
        placeholders=MARKS,
    )


ROUTES = Routes(packages=(package("ru", "en"), package("ru", "zh")))
GLOSSARY = glossary("Кронос Корп, Cronos Corp, 克罗诺斯集团, company", "Ариса, Arisa, 阿丽莎, person")


def document(*cues: str | Cue) -> Document:
    """Cues of 1.9 seconds without silence between them, with their sentences."""
    made = tuple(
        Cue(id=f"c{number}", start_ms=number * 2000, end_ms=number * 2000 + 1900, text=cue)
        if isinstance(cue, str)
        else replace(cue, id=f"c{number}", start_ms=number * 2000, end_ms=number * 2000 + 1900)
        for number, cue in enumerate(cues)
    )
    plain = Document(path="t.srt", language="ru", cues=made)
    return replace(plain, sentences=group(plain, max_gap_ms=1500, max_cues=6))


def cue(text: str, *spans: Span, kind: Kind = Kind.DIALOGUE, language: str | None = None) -> Cue:
    return Cue(id="x", start_ms=0, end_ms=1, text=text, spans=spans, kind=kind, language=language)


def engine(answers: Mapping[str, str]) -> Callable[[Request], Translation]:
    """Answers each known text, and everything else with nothing."""
    return lambda request: Translation(texts=(answers.get(request.text, ""),), packages=ROUTES.packages[:1])


def through(
    source: Document,
    answers: Mapping[str, str],
    *,
    target: str = "en",
    routes: Routes = ROUTES,
    glossary: Glossary | None = GLOSSARY,
    stage: Translate = Translate(),  # noqa: B008
    recalled: Recalled | None = None,
) -> Document:
    """`source` through the stage, in as many rounds as it asks for."""
    answer = engine(answers)
    table: dict[Request, Translation] = {}
    context = Context(
        target=target, glossary=glossary, routes=routes, translations=table, recalled=(recalled,) if recalled else ()
    )
    for _ in range(10):
        wanted = stage.wanted(source, context)
        if not wanted:
            return stage(source, context)
        assert not set(wanted) & set(table)
        table |= {request: answer(request) for request in wanted}
    raise AssertionError("it asks for ever")


def texts(made: Document) -> list[str]:
    return [cue.text for cue in made.cues]


def findings(made: Document) -> list[tuple[str, str, str | None]]:
    return [(finding.rule, finding.message, finding.cue_id) for finding in made.findings]


def test_a_sentence_over_two_cues_is_translated_once_and_spread() -> None:
    source = document("Она пришла домой,", "когда все спали.")
    made = through(source, {"Она пришла домой, когда все спали.": "She came home, when everyone was asleep."})
    assert texts(made) == ["She came home,", "when everyone was asleep."]
    assert (made.language, made.source) == ("en", source)
    assert [(cue.id, cue.start_ms, cue.end_ms) for cue in made.cues] == [
        (cue.id, cue.start_ms, cue.end_ms) for cue in source.cues
    ]
    assert findings(made) == []


def test_each_distinct_sentence_is_asked_for_once() -> None:
    source = document("Да.", "Нет.", "Да.", "- Да.\n- Нет.")
    wanted = Translate().wanted(source, Context(target="en", routes=ROUTES))
    assert [request.text for request in wanted] == ["Да.", "Нет."]
    made = through(source, {"Да.": "Yes.", "Нет.": "No."})
    assert texts(made) == ["Yes.", "No.", "Yes.", "- Yes.\n- No."]


def test_its_options_shape_the_requests() -> None:
    routes = Routes(packages=(*ROUTES.packages, package("ru", "de"), package("de", "zh")))
    stage = Translate(via="de", beam=3, retry_beam=4)
    context = Context(target="zh-Hans", routes=routes)
    (first,) = stage.wanted(document("Да."), context)
    assert first == Request(text="Да.", source="ru", target="zh", via="de", beam=3)
    answered = {first: Translation(texts=("",), packages=())}
    (second,) = stage.wanted(document("Да."), replace(context, translations=answered))
    assert second == replace(first, beam=4, hypotheses=4, no_repeat=3)


def test_a_profile_gives_each_sentence_the_time_of_its_cues() -> None:
    """netflix-en allows 17 characters a second: 32 in a cue of 1.9 seconds, 64 in two."""
    short = replace(ROUTES.packages[0], steering=("<short>",))
    routes = Routes(packages=(short,))
    source = document("Она ушла, так мне сказали.", "Она пришла домой,", "когда все спали.", "- Да.\n- Она ушла домой.")
    answers = {
        "Она ушла, так мне сказали.": "She has gone away, they told me.",  # 32
        "Она пришла домой, когда все спали.": "She came home when all of them were asleep already, at midnight.",  # 64
        "Да.": "Yes.",
        "Она ушла домой.": "She has gone away to her home.",
    }
    context = Context(target="en", routes=routes)
    first = Translate(profile="netflix-en").wanted(source, context)
    assert [(request.text, request.steer) for request in first] == [(text, ()) for text in answers]
    table = {request: Translation(texts=(answers[request.text],), packages=(short,)) for request in first}
    again = [
        request
        for request in Translate(profile="netflix-en").wanted(source, replace(context, translations=table))
        if not request.given
    ]
    # Of a cue of two speakers, each has the share that the letters of the source have; a word is never too long.
    assert [(request.text, request.steer) for request in again] == [("Она ушла домой.", ("<short>",))]
    left = Translate().wanted(source, replace(context, translations=table))
    assert [request.given for request in left] == [answers["Она пришла домой, когда все спали."]]


def test_terms_in_any_case_are_protected() -> None:
    made = through(document("Ариса боится «Кронос Корп»."), {"⟦1⟧ боится ⟦2⟧.": "⟦1⟧ is afraid of ⟦2⟧."})
    assert texts(made) == ["Arisa is afraid of Cronos Corp."]


def test_two_speakers_captions_songs_and_signs() -> None:
    source = document(
        "- Где она?\n- Не знаю.",
        "[шёпотом] Тихо.",
        cue("♪ Спи, моя железная ♪", kind=Kind.SONG),
        cue("(стук в дверь)", kind=Kind.SOUND),
        cue("ПРОХОД ЗАКРЫТ\n9:30", kind=Kind.ON_SCREEN),
        "ГОЛОС: Внимание!",
    )
    answers = {
        "Где она?": "Where is she?", "Не знаю.": "I don't know.", "шёпотом": "whispering", "Тихо.": "Quiet.",
        "Спи, моя железная": "Sleep, my iron one.", "стук в дверь": "a knock on the door",
        "Проход закрыт": "No passage.", "Голос": "A voice", "Внимание!": "Attention.",
    }  # fmt: skip
    made = through(source, answers)
    assert texts(made) == [
        "- Where is she?\n- I don't know.",
        "[whispering] Quiet.",
        "♪ Sleep, my iron one ♪",
        "(a knock on the door)",
        "NO PASSAGE\n9:30",
        "A VOICE: Attention!",
    ]
    assert findings(made) == []


def test_markup_keeps_its_words() -> None:
    source = document(
        cue("Не двигайся.", Span(start=0, end=12, open="<i>", close="</i>")),
        cue("- Кто?\n- Я тут.", Span(start=9, end=15, open="<i>", close="</i>")),
        cue("Это Кронос Корп.", Span(start=4, end=15, open="<b>", close="</b>")),
    )
    answers = {"Не двигайся.": "Don't move.", "Кто?": "Who?", "Я тут.": "I am here.", "Это ⟦1⟧.": "This is ⟦1⟧."}
    made = through(source, answers)
    marked = [cue.text[span.start : span.end] for cue in made.cues for span in cue.spans]
    assert marked == ["Don't move.", "I am here.", "Cronos Corp"]
    assert findings(made) == []


def test_lines_in_another_language_are_kept_and_reported() -> None:
    source = document(cue("别动。", language="zh-Hans"), cue("Have a nice day.", language="en"), "OK, 14:30.", "5")
    to_english = through(source, {})
    assert texts(to_english) == texts(source)
    kept = "so it is kept as it is"
    assert findings(to_english) == [
        ("translate.kept", f"this line is zh-Hans; no package translates it to en, {kept}", "c0")
    ]
    to_chinese = through(source, {}, target="zh-Hans")
    assert findings(to_chinese) == [
        ("translate.kept", f"this line is en; no package translates it to zh-Hans, {kept}", "c1"),
        ("translate.kept", f"there is no word of ru in this line, {kept}", "c2"),
    ]
    assert {cue.provenance.maker for cue in to_chinese.cues} == {Maker.SOURCE}


def test_a_traditional_line_of_the_source_comes_out_simplified_with_the_rest() -> None:
    made = through(document(cue("別動，開門！", language="zh-Hant")), {}, target="zh-Hans")
    assert texts(made) == ["别动，开门！"]
    assert made.cues[0].provenance.maker is Maker.CONVERTED
    same = through(document(cue("别动", language="zh-Hans")), {}, target="zh-Hans")
    assert texts(same) == ["别动"]
    assert same.cues[0].provenance.maker is Maker.SOURCE


def test_a_line_in_another_language_is_translated_if_a_package_can() -> None:
    routes = Routes(packages=(*ROUTES.packages, package("zh", "en")))
    made = through(document(cue("别动。", language="zh-Hans")), {"别动。": "Don't move."}, routes=routes)
    assert [(cue.text, cue.language) for cue in made.cues] == [("Don't move.", None)]
    assert findings(made) == []


def test_what_no_attempt_got_right_is_reported_with_the_least_bad_text() -> None:
    made = through(document("Ей десять лет."), {"Ей десять лет.": "She is young."}, glossary=None)
    assert texts(made) == ["She is young."]
    assert findings(made) == [("text.number", "no attempt to translate was right: number lost: 10", "c0")]


def test_the_source_is_kept_only_with_an_error() -> None:
    made = through(document("Она ушла."), {}, glossary=None)
    assert texts(made) == ["Она ушла."]
    assert findings(made) == [
        ("text.empty", "no attempt to translate was right: nothing came back; the source is kept", "c0")
    ]
    assert made.findings[0].severity == "error"


def test_text_put_together_from_pieces_is_always_reported() -> None:
    made = through(document("Ариса ушла домой."), {"ушла домой": "has gone home."})
    assert texts(made) == ["Arisa has gone home."]
    assert findings(made) == [
        ("translate.pieces", "translated in pieces around its terms; the grammar needs a look", "c0")
    ]


def test_provenance_names_engine_packages_licence_and_rung() -> None:
    chain = Routes(
        packages=(package("ru", "en", licence="MIT"), package("en", "zh", licence="CC0", evaluation_only=True))
    )
    made = through(document("Да."), {"Да.": "是。"}, target="zh-Hans", routes=chain)
    provenance = made.cues[0].provenance
    assert (provenance.maker, provenance.engine, provenance.rung) == (Maker.MACHINE, "argos", "direct")
    assert provenance.package == "translate-ru_en-1.0 + translate-en_zh-1.0"
    assert (provenance.version, provenance.licence, provenance.evaluation_only) == ("1.0 + 1.0", "MIT + CC0", True)


def test_a_document_without_sentences_passes_through() -> None:
    drawing = cue("", kind=Kind.DRAWING)
    for source in (document(), document(drawing), document("…")):
        made = through(source, {})
        assert texts(made) == texts(source)
        assert made.findings == ()


def test_it_refuses_to_run_on_an_unfinished_table() -> None:
    with pytest.raises(LookupError, match="not translated yet"):
        Translate()(document("Да."), Context(target="en", routes=ROUTES))


@pytest.mark.parametrize(
    ("stage", "shape", "target", "message"),
    [
        (
            Translate(),
            Shape(language="ru"),
            "en",
            "there are no sentences to translate yet; put `segment` before `translate`",
        ),
        (
            Translate(),
            Shape(language="en", segmented=True, translated=True),
            "zh-Hans",
            "the text is translated already; remove one `translate`",
        ),
        (
            Translate(),
            Shape(language="zh-Hans", segmented=True),
            "zh-Hant-TW",
            "the text is zh-Hans already; move `translate` below the output of another language, or remove it",
        ),
        (
            Translate(),
            Shape(language="en", segmented=True),
            "ru",
            "no package translates en to ru; install one with `localize models install en ru`",
        ),
        (
            Translate(via="de"),
            Shape(language="ru", segmented=True),
            "en",
            "no package translates ru to en over de; install one with `localize models install ru en`",
        ),
    ],
)
def test_wiring_errors(stage: Translate, shape: Shape, target: str, message: str) -> None:
    with pytest.raises(WiringError) as error:
        stage.wire(shape, Context(target=target, routes=ROUTES))
    assert str(error.value) == message


def test_chinese_comes_out_simplified_whatever_is_asked_for() -> None:
    shape = Translate().wire(Shape(language="ru", segmented=True), Context(target="zh-Hant-TW", routes=ROUTES))
    assert shape == Shape(language="zh-Hans", segmented=True, translated=True)


# -- what the translation memory holds ---------------------------------------------------------------------------------

Remember = Callable[..., Recalled]


@pytest.fixture
def remember(tmp_path: Path) -> Remember:
    """Asks a memory that holds these pairs."""

    def remember(source: Document, pairs: Mapping[str, str], locale: str = "en") -> Recalled:
        with Memory(tmp_path / "show.memory", create=True) as memory:
            memory.add(unit(text, made, target_locale=locale) for text, made in pairs.items())
            return recall(memory, source, locale)

    return remember


def test_a_sentence_that_the_memory_holds_is_not_asked_for(remember: Remember) -> None:
    source = document("Она пришла домой,", "когда все спали.", "Ты где?")
    held = {"Она пришла домой, когда все спали.": "She was back home, when all were asleep."}
    recalled = remember(source, held)
    wanted = Translate().wanted(source, Context(target="en", routes=ROUTES, recalled=(recalled,)))
    whole, translation = next(iter(held.items()))
    assert [(request.text, request.given) for request in wanted] == [(whole, translation), ("Ты где?", "")]
    made = through(source, {"Ты где?": "Where are you?"}, recalled=recalled)
    assert texts(made) == ["She was back home,", "when all were asleep.", "Where are you?"]
    assert findings(made) == []
    memory = Provenance(maker=Maker.MEMORY, package="show.memory", rung="exact")
    assert [cue.provenance == memory for cue in made.cues] == [True, True, False]


def test_a_match_with_its_neighbours_says_so(tmp_path: Path) -> None:
    source = document("Да.", "Нет.")
    with Memory(tmp_path / "show.memory", create=True) as memory:
        memory.add([unit("Да.", "I do.", after="Нет."), unit("Да.", "Yes."), unit("Нет.", "No.")])
        made = through(source, {}, recalled=recall(memory, source, "en"))
    assert [(cue.text, cue.provenance.rung) for cue in made.cues] == [("I do.", "context"), ("No.", "exact")]


def test_the_memory_can_be_left_out(remember: Remember) -> None:
    source = document("Да.")
    made = through(source, {"Да.": "Yes."}, recalled=remember(source, {"Да.": "I do."}), stage=Translate(memory=False))
    assert texts(made) == ["Yes."]
    assert made.cues[0].provenance.maker is Maker.MACHINE


def test_a_match_without_an_agreed_term_is_only_offered(remember: Remember) -> None:
    source = document("Ариса ушла.", "5 лет.")
    recalled = remember(source, {"Ариса ушла.": "She left.", "5 лет.": "Years."})
    made = through(source, {"⟦1⟧ ушла.": "⟦1⟧ is gone.", "5 лет.": "Five years."}, recalled=recalled)
    assert texts(made) == ["Arisa is gone.", "Five years."]
    assert {cue.provenance.maker for cue in made.cues} == {Maker.MACHINE}
    refused = "in show.memory is not used"
    assert findings(made) == [
        ("memory.refused", f"'She left.' {refused}: 'Ариса' should be 'Arisa'", "c0"),
        ("memory.refused", f"'Years.' {refused}: number lost: 5", "c1"),
    ]
    assert [finding.severity for finding in made.findings] == ["info", "info"]


def test_a_cue_that_an_engine_had_a_part_in_is_the_engines(remember: Remember) -> None:
    source = document("- Да.\n- Нет.", "- Нет.\n- Да.", "- Да.\n- Да.")
    made = through(source, {"Нет.": "No."}, recalled=remember(source, {"Да.": "I do."}))
    assert texts(made) == ["- I do.\n- No.", "- No.\n- I do.", "- I do.\n- I do."]
    assert [cue.provenance.maker for cue in made.cues] == [Maker.MACHINE, Maker.MACHINE, Maker.MEMORY]


def test_what_no_package_translates_may_be_in_the_memory(tmp_path: Path) -> None:
    source = document(cue("别动。", language="zh-Hans"), "OK, 14:30.")
    with Memory(tmp_path / "show.memory", create=True) as memory:
        memory.add([unit("别动。", "Freeze!", source_locale="zh-Hans"), unit("OK, 14:30.", "Fine, 14:30.")])
        made = through(source, {}, recalled=recall(memory, source, "en"))
    assert [(cue.text, cue.language) for cue in made.cues] == [("Freeze!", None), ("Fine, 14:30.", None)]
    assert findings(made) == []


def test_marks_around_a_sentence_and_markup_stay_around_what_the_memory_holds(remember: Remember) -> None:
    source = document(
        cue("♪ Спи, моя железная ♪", Span(start=0, end=21, open="<i>", close="</i>"), kind=Kind.SONG),
        "[шёпотом] Тихо.",
    )
    held = {"Спи, моя железная": "Sleep, iron one", "шёпотом": "whispers", "Тихо.": "Hush."}
    made = through(source, {}, recalled=remember(source, held))
    assert texts(made) == ["♪ Sleep, iron one ♪", "[whispers] Hush."]
    assert [(span.start, span.end, span.open) for span in made.cues[0].spans] == [(0, 19, "<i>")]


def test_for_any_chinese_the_memory_is_asked_for_simplified(remember: Remember) -> None:
    source = document("Она ушла.")
    recalled = remember(source, {"Она ушла.": "她走了。"}, "zh-Hans")
    assert texts(through(source, {}, target="zh-Hant-TW", recalled=recalled)) == ["她走了。"]
    assert texts(through(source, {"Она ушла.": "She left."}, recalled=recalled)) == ["She left."]


@pytest.fixture(scope="module")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Routes:
    """The packages that the project ships."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return Routes(packages=tuple(found.package for found in look(MODELS).found))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("en", ["My name is Arisa.", "- Who's there?\n- I don't know.", "It's Cronos Corp."]),
        ("zh-Hans", ["阿丽莎", "- 谁", "克罗诺斯集团"]),
    ],
)
def test_real_packages(starters: Routes, target: str, expected: list[str]) -> None:
    source = document(
        cue("Меня зовут Ариса.", Span(start=0, end=17, open="<i>", close="</i>")),
        "- Кто там?\n- Не знаю.",
        "Это «Кронос Корп».",
        cue("Don't move.", language="en"),
    )
    stage, table = Translate(), dict[Request, Translation]()
    context = Context(target=target, glossary=GLOSSARY, routes=starters, translations=table)
    while wanted := stage.wanted(source, context):
        table |= translate(wanted, starters)
    made = stage(source, context)
    shown = "\n".join(texts(made))
    assert all(text in shown for text in expected), shown
    assert [(span.open, span.start, span.end) for span in made.cues[0].spans] == [("<i>", 0, len(made.cues[0].text))]
    assert made.cues[3].text == "Don't move."
    assert made.cues[0].provenance.evaluation_only
    assert "CC BY-NC 4.0" in made.cues[0].provenance.licence
    assert not [finding for finding in made.findings if finding.rule in ("term.missing", "text.empty", "script.wrong")]


@pytest.mark.parametrize(
    ("target", "units"), [("en", ["12%", "3 kg", "5 km", "20°C"]), ("zh-Hans", ["12%", "3公斤", "5公里", "20°C"])]
)
def test_real_packages_keep_addresses_and_units(starters: Routes, target: str, units: list[str]) -> None:
    source = document(
        "Пойди на https://example.com или a@b.ru.", "Стой! 12% воды.", "Отрежь 3 кг, 5 км и 20°C.", "😀 Ура!"
    )
    stage, table = Translate(), dict[Request, Translation]()
    context = Context(target=target, routes=starters, translations=table)
    while wanted := stage.wanted(source, context):
        table |= translate(wanted, starters)
    made = stage(source, context)
    shown = "\n".join(texts(made))
    assert all(text in shown for text in ("https://example.com", "a@b.ru", "😀", *units)), shown
    assert not {finding.rule for finding in made.findings} - {"translate.pieces"}
