"""Cues to sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Cue, Document, Kind, Span
from localize.sentences import group


def document(*texts: str | Cue, language: str = "ru", gap_ms: int = 100) -> Document:
    """Cues of two seconds, `gap_ms` apart."""
    cues = []
    for index, text in enumerate(texts):
        start = index * (2000 + gap_ms)
        if isinstance(text, Cue):
            cues.append(text)
        else:
            cues.append(Cue(id=f"c{index}", start_ms=start, end_ms=start + 2000, text=text))
    return Document(path="t.srt", language=language, cues=tuple(cues))


def sentences(*texts: str | Cue, language: str = "ru", gap_ms: int = 100) -> list[str]:
    """The sentences' texts."""
    found = group(document(*texts, language=language, gap_ms=gap_ms), max_gap_ms=1500, max_cues=6)
    return [sentence.text for sentence in found]


def test_a_sentence_runs_over_cues_and_lines() -> None:
    found = group(document("Она пришла домой,", "когда все уже\nспали. И легла."), max_gap_ms=1500, max_cues=6)
    assert [sentence.text for sentence in found] == ["Она пришла домой, когда все уже спали.", "И легла."]
    assert [(part.cue_id, part.start, part.end) for part in found[0].parts] == [("c0", 0, 17), ("c1", 0, 20)]


def test_two_speakers_are_two_sentences() -> None:
    found = group(document("– Где она?\n– Не знаю."), max_gap_ms=1500, max_cues=6)
    assert [(sentence.text, sentence.speaker_dash) for sentence in found] == [("Где она?", True), ("Не знаю.", True)]


def test_a_dash_starts_a_new_speaker_in_the_next_cue() -> None:
    assert sentences("- Если ты уйдёшь,\n- Молчи", "- и не спорь.") == ["Если ты уйдёшь,", "Молчи", "и не спорь."]


def test_a_bracket_that_never_closes_takes_no_time() -> None:
    """Blanks after it could be shared out among three repeats in billions of ways."""
    assert sentences("[" + " " * 4000 + "Она ушла.") == ["[ Она ушла."]


def test_sentences_that_run_on_through_a_whole_file_take_no_time() -> None:
    texts = ["и ушла. Но потом,"] * 5000
    assert sentences(*texts)[:3] == ["и ушла.", "Но потом, и ушла.", "Но потом, и ушла."]


def test_a_speaker_who_goes_on_over_two_lines() -> None:
    assert sentences("- Закрой дверь\nна замок.\n- Зачем?") == ["Закрой дверь на замок.", "Зачем?"]


def test_dots_that_say_it_goes_on_are_no_part_of_the_sentence() -> None:
    assert sentences("Я думал...", "...что ты умерла.") == ["Я думал что ты умерла."]
    assert sentences("Я думал…", "Ты умерла.") == ["Я думал…", "Ты умерла."]


def test_names_and_hanging_words_join_cues_without_a_mark() -> None:
    assert sentences("Мы едем к", "Арисе.") == ["Мы едем к Арисе."]
    assert sentences("Мы едем", "Ариса ждёт.") == ["Мы едем", "Ариса ждёт."]


def test_a_silence_ends_a_sentence() -> None:
    assert sentences("Она ушла,", "потому что боялась.", gap_ms=1500) == ["Она ушла, потому что боялась."]
    assert sentences("Она ушла,", "потому что боялась.", gap_ms=1501) == ["Она ушла,", "потому что боялась."]


def test_labels_and_captions_stand_alone() -> None:
    assert sentences("ГОЛОС: Внимание!\nПосадка.") == ["ГОЛОС", "Внимание!", "Посадка."]
    assert sentences("[шёпотом] Тихо. Иди сюда", "и молчи.") == ["шёпотом", "Тихо.", "Иди сюда и молчи."]
    assert sentences("(смеётся) Шучу.") == ["смеётся", "Шучу."]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    assert sentences("Т. е. домой, к А. С. Пушкину, на ул. Мира, д. 5.") == [
        "Т. е. домой, к А. С. Пушкину, на ул. Мира, д. 5."
    ]
    assert sentences("Это было в 1837 г. Потом он уехал.") == ["Это было в 1837 г.", "Потом он уехал."]


def test_sounds_and_songs_lose_their_marks_and_are_never_joined() -> None:
    sound = Cue(id="a", start_ms=0, end_ms=900, text="[сирена]", kind=Kind.SOUND)
    song = Cue(id="b", start_ms=1000, end_ms=2000, text="♪ Спи, моя железная,", kind=Kind.SONG)
    more = Cue(id="c", start_ms=2100, end_ms=3000, text="спи, моя любовь ♪", kind=Kind.SONG)
    assert sentences(sound, song, more) == ["сирена", "Спи, моя железная,", "спи, моя любовь"]


def test_a_sign_is_read_line_by_line() -> None:
    sign = Cue(id="a", start_ms=0, end_ms=900, text="ЛАДОЖСК. НИЖНИЙ ПОРТ\n23:38", kind=Kind.FORCED_NARRATIVE)
    assert sentences(sign) == ["ЛАДОЖСК. НИЖНИЙ ПОРТ", "23:38"]
    wrapped = Cue(id="b", start_ms=0, end_ms=900, text="ВХОД ТОЛЬКО ДЛЯ\nПЕРСОНАЛА", kind=Kind.ON_SCREEN)
    assert sentences(wrapped) == ["ВХОД ТОЛЬКО ДЛЯ ПЕРСОНАЛА"]


def test_no_sentence_without_a_word() -> None:
    assert sentences("…", "♪ ♪", "?!") == []
    drawing = Cue(id="d", start_ms=0, end_ms=10, text="", kind=Kind.DRAWING)
    assert sentences(drawing) == []


def test_languages_are_not_mixed() -> None:
    line = Cue(id="z", start_ms=2100, end_ms=4000, text="别动,", language="zh-Hans")
    found = group(document("Он сказал,", line), max_gap_ms=1500, max_cues=6)
    assert [(sentence.text, sentence.language) for sentence in found] == [("Он сказал,", "ru"), ("别动,", "zh-Hans")]


def test_a_sentence_holds_no_more_cues_than_asked() -> None:
    found = group(document("раз,", "два,", "три,", "четыре,", "пять."), max_gap_ms=1500, max_cues=2)
    assert [sentence.text for sentence in found] == ["раз, два,", "три, четыре,", "пять."]


def test_chinese_sentences() -> None:
    assert sentences("她来了。你走吧！", language="zh-Hans") == ["她来了。", "你走吧！"]


_LINE = st.text(alphabet="абвАБВ .,!?…-–\n[]()«»1", max_size=40)


@given(st.lists(_LINE, max_size=6))
def test_parts_are_in_order_never_overlap_and_hold_every_word(lines: list[str]) -> None:
    made = document(*lines)
    found = group(made, max_gap_ms=1500, max_cues=3)
    covered: dict[str, list[tuple[int, int]]] = {}
    for sentence in found:
        assert len(sentence.parts) <= 3
        assert len({part.cue_id for part in sentence.parts}) == len(sentence.parts)
        for part in sentence.parts:
            covered.setdefault(part.cue_id, []).append((part.start, part.end))
    for cue in made.cues:
        ranges = covered.get(cue.id, [])
        assert ranges == sorted(ranges)
        assert all(one[1] <= two[0] for one, two in pairwise(ranges))
        rest = "".join(char for index, char in enumerate(cue.text) if not any(a <= index < b for a, b in ranges))
        assert not any(char.isalnum() for char in rest), (cue.text, rest)
    assert len({sentence.id for sentence in found}) == len(found)


def voices(*lines: tuple[str, str], closed: bool = True) -> Cue:
    text, spans = "", []
    for name, line in lines:
        text += "\n" if text else ""
        spans.append((len(text), name))
        text += line
    ends = [start - 1 for start, _ in spans[1:]] + [len(text)] if closed else [len(text)] * len(spans)
    made = (
        Span(start=start, end=end, open=f"<v {name}>", close="</v>" if closed else "")
        for (start, name), end in zip(spans, ends, strict=True)
    )
    return Cue(id="v", start_ms=0, end_ms=2000, text=text, spans=tuple(made), speaker=lines[0][0])


@pytest.mark.parametrize("closed", [True, False])
def test_every_voice_is_a_speaker(closed: bool) -> None:
    assert sentences(voices(("Иван", "Ты идёшь"), ("Мария", "с ним?"), closed=closed)) == ["Ты идёшь", "с ним?"]


def test_a_voice_goes_on_in_the_next_cue() -> None:
    first = voices(("Иван", "Что?"), ("Мария", "Если ты"))
    maria, ivan = (Cue(id="w", start_ms=2100, end_ms=3000, text="уйдёшь.", speaker=name) for name in ("Мария", "Иван"))
    assert sentences(first, maria) == ["Что?", "Если ты уйдёшь."]
    assert sentences(first, ivan) == ["Что?", "Если ты", "уйдёшь."]


def test_an_emoji_behind_a_sentence_does_not_run_on() -> None:
    assert sentences("😀 Ура! 😀", "она ушла") == ["😀 Ура! 😀", "она ушла"]
    assert sentences("Представляем", "😀 Ура!") == ["Представляем", "😀 Ура!"]


def test_dots_before_the_first_word_stay_outside_the_sentence() -> None:
    cue = Cue(id="c", start_ms=0, end_ms=900, text="- ...И всё.\n- …Да!")
    found = group(Document(path="a.srt", language="ru", cues=(cue,)))
    assert [(one.text, one.parts[0].start, one.speaker_dash) for one in found] == [
        ("И всё.", 5, True),
        ("Да!", 15, True),
    ]
