"""A sentence's translation back over the cues that held it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Cue, Document, Span
from localize.sentences import group
from localize.spreading import Rendering, cut, spread, weights
from tests.terms import glossary

GLOSSARY = glossary("Кронос Корп, Cronos Corp, 克罗诺斯集团, company")


def document(*cues: tuple[str, tuple[Span, ...]] | str) -> Document:
    made = []
    for index, cue in enumerate(cues):
        text, spans = cue if isinstance(cue, tuple) else (cue, ())
        made.append(Cue(id=f"c{index}", start_ms=index * 2000, end_ms=index * 2000 + 1900, text=text, spans=spans))
    plain = Document(path="t.srt", language="ru", cues=tuple(made))
    return Document(path="t.srt", language="ru", cues=plain.cues, sentences=group(plain, max_gap_ms=1500, max_cues=6))


def translated(made: Document, *texts: str, locale: str = "en") -> tuple[list[str], list[str]]:
    """The cues' texts and the rules of the findings."""
    assert made.sentences is not None
    table = {sentence.id: Rendering(text=text) for sentence, text in zip(made.sentences, texts, strict=True)}
    found, findings = spread(made, table, locale, GLOSSARY)
    return [found[cue.id][0] for cue in made.cues if cue.id in found], [finding.rule for finding in findings]


@pytest.mark.parametrize(
    ("text", "weights", "locale", "pieces"),
    [
        ("She came home, when everyone was asleep.", (17, 20), "en", ("She came home,", "when everyone was asleep.")),
        ("I knew that it was the end of the world.", (20, 20), "en", ("I knew that it was the end", "of the world.")),
        ("We work for Cronos Corp now.", (14, 8), "en", ("We work for Cronos Corp", "now.")),
        ("她回家的时候，大家都睡了。", (6, 6), "zh-Hans", ("她回家的时候，", "大家都睡了。")),
        ("我们为克罗诺斯集团工作。", (6, 6), "zh-Hans", ("我们为克罗诺斯集团", "工作。")),
        ("用 Model Hub 的模型来测试它们。", (5, 9), "zh-Hans", ("用 Model Hub 的模型", "来测试它们。")),
        ("Yes.", (5, 5), "en", ("Yes.", "")),
        ("I called Mr. Brown today.", (12, 13), "en", ("I called", "Mr. Brown today.")),
        ("He paid 19 million for her.", (10, 16), "en", ("He paid", "19 million for her.")),
        ('He said "No!" Then he left.', (20, 8), "en", ('He said "No!"', "Then he left.")),
        ("With her we do — with Arisa not.", (15, 17), "en", ("With her we do —", "with Arisa not.")),
        ("他问：“是吗？”然后走了。", (8, 5), "zh-Hans", ("他问：“是吗？”", "然后走了。")),
    ],
)
def test_cuts(text: str, weights: tuple[int, ...], locale: str, pieces: tuple[str, ...]) -> None:
    assert cut(text, weights, locale, GLOSSARY) == pieces


def test_a_cue_of_two_speakers_keeps_its_dashes() -> None:
    texts, _ = translated(document("– Где она?\n– Не знаю."), "Where is she?", "I don't know.")
    assert texts == ["– Where is she?\n– I don't know."]


def test_brackets_labels_and_dots_stay_where_they_were() -> None:
    assert translated(document("ГОЛОС: Внимание!"), "VOICE", "Attention!")[0] == ["VOICE: Attention!"]
    assert translated(document("[шёпотом] Тихо."), "whispering", "Quiet.")[0] == ["[whispering] Quiet."]
    made = document("Я думал...", "...что ты умерла.")
    assert translated(made, "I thought that you died.")[0] == ["I thought...", "...that you died."]


def test_dots_outside_a_sentence_take_the_place_of_its_mark() -> None:
    assert translated(document("Значит…", "…я ушла."), "那么，我走了。", locale="zh-Hans")[0] == ["那么…", "…我走了。"]


def test_two_sentences_in_a_chinese_cue_have_no_blank_between_them() -> None:
    assert translated(document("Стой. Иди сюда."), "站住。", "过来。", locale="zh-Hans")[0] == ["站住。过来。"]


def test_a_cue_without_words_is_held_and_reported() -> None:
    texts, rules = translated(document("Если бы,", "конечно, мы знали."), "If.")
    assert texts == ["If.", "If."]
    assert rules == ["spread.held"]


def test_italics_over_the_whole_cue_cover_the_whole_translation() -> None:
    made = document(("Не двигайся.", (Span(start=0, end=12, open="<i>", close="</i>"),)))
    assert made.sentences is not None
    found, findings = spread(made, {made.sentences[0].id: Rendering(text="Don't you move.")}, "en", GLOSSARY)
    assert found["c0"] == ("Don't you move.", (Span(start=0, end=15, open="<i>", close="</i>"),))
    assert not findings


def test_italics_over_one_speaker_cover_that_speaker() -> None:
    made = document(("- Кто там?\n- Я.", (Span(start=0, end=10, open="<i>", close="</i>"),)))
    assert made.sentences is not None
    texts = zip(made.sentences, ("Who is there?", "Me."), strict=True)
    table = {sentence.id: Rendering(text=text) for sentence, text in texts}
    found, findings = spread(made, table, "en", GLOSSARY)
    text, spans = found["c0"]
    assert text[spans[0].start : spans[0].end] == "- Who is there?"
    assert not findings


def test_italics_over_a_term_cover_its_rendering() -> None:
    made = document(("Это всё Кронос Корп.", (Span(start=8, end=19, open="<i>", close="</i>"),)))
    assert made.sentences is not None
    found, findings = spread(made, {made.sentences[0].id: Rendering(text="Cronos Corp did all this.")}, "en", GLOSSARY)
    text, spans = found["c0"]
    assert text[spans[0].start : spans[0].end] == "Cronos Corp"
    assert not findings


def test_italics_over_a_word_are_placed_by_share_and_reported() -> None:
    made = document(("Я не робот, понял?", (Span(start=5, end=10, open="<i>", close="</i>"),)))
    assert made.sentences is not None
    found, findings = spread(made, {made.sentences[0].id: Rendering(text="I'm no robot, you see?")}, "en", GLOSSARY)
    text, spans = found["c0"]
    assert text[spans[0].start : spans[0].end] == "robot"
    assert [finding.rule for finding in findings] == ["tag.placed"]


def test_guessed_italics_begin_and_end_with_words() -> None:
    made = document(("Что он сделал?", (Span(start=7, end=13, open="<i>", close="</i>"),)))
    assert made.sentences is not None
    for locale, translation in (("en", "What did he do?"), ("zh-Hans", "他做了什么？")):
        text, spans = spread(made, {made.sentences[0].id: Rendering(text=translation)}, locale, GLOSSARY)[0]["c0"]
        marked = text[spans[0].start : spans[0].end]
        assert marked.strip() == marked
        assert marked in ("he do", "什么")


_TEXT = st.text(alphabet="ab ,.?你好了，。", min_size=1, max_size=40)


@given(_TEXT, st.lists(st.integers(1, 30), min_size=1, max_size=5), st.sampled_from(["en", "zh-Hans"]))
def test_pieces_hold_every_visible_character_in_order(text: str, weights: list[int], locale: str) -> None:
    pieces = cut(text, tuple(weights), locale, None)
    assert len(pieces) == len(weights)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="абв ,.!?–-\n[]", max_size=30), min_size=1, max_size=5), st.text("xy zw", max_size=30))
def test_every_word_of_a_translation_stands_in_a_cue(lines: list[str], text: str) -> None:
    made = document(*lines)
    assert made.sentences is not None
    words = f"w{text}w"
    found, _ = spread(made, {sentence.id: Rendering(text=words) for sentence in made.sentences}, "en", None)
    for sentence in made.sentences:
        shown = " ".join(found[part.cue_id][0] for part in sentence.parts)
        assert all(word in shown for word in words.split())
    assert set(found) == {part.cue_id for sentence in made.sentences for part in sentence.parts}


@pytest.mark.parametrize(
    ("text", "marked", "translation", "locale", "covered", "findings"),
    [
        ("Привет, Мир & все", "Мир", "Greetings, Montarons", "en", "Montarons", ["tag.placed"]),
        ("Я говорю это очень медленно", "это", "So.", "en", "So", ["tag.placed"]),
        ("Привет, Мир & все", "Мир", "你好", "zh-Hans", "你好", ["tag.placed"]),
        ("Объём 5 литров", "5", "5ths of it", "en", "5", []),
        ("Объём 5 литров", "5", "It is a volume of 5 litres", "en", "5", []),
        ("Объём 5 литров", "5", "容量是5升", "zh-Hans", "5", []),
        ("Она ушла из Кронос Корпа", "Кронос Корпа", "She left Cronos Corp", "en", "Cronos Corp", []),
    ],
)
def test_markup_over_words_covers_words(
    text: str, marked: str, translation: str, locale: str, covered: str, findings: list[str]
) -> None:
    start = text.index(marked)
    made = document((text, (Span(start=start, end=start + len(marked), open="<i>", close="</i>"),)))
    assert made.sentences is not None
    found, reported = spread(made, {made.sentences[0].id: Rendering(text=translation)}, locale, GLOSSARY)
    new, (span,) = found["c0"]
    assert new[span.start : span.end] == covered
    assert [finding.rule for finding in reported] == findings


def test_cues_weigh_by_characters_and_by_time() -> None:
    assert weights([10, 10], [1000, 1000]) == pytest.approx((0.5, 0.5))
    short, long = weights([10, 10], [1000, 3000])
    assert 0.3 < short < 0.5 < long
    assert weights([10, 30], [1000, 0]) == (10, 30)  # a cue without time says nothing of time
    assert weights([], []) == ()


def test_a_comma_is_a_good_place_only_where_the_source_has_a_mark() -> None:
    text = "For instance, if the problem is to classify sentences"
    assert cut(text, (27, 27), "en", None, (True,))[0] == "For instance,"
    assert cut(text, (27, 27), "en", None, (False,))[0] == "For instance, if the problem"
