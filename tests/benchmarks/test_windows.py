from __future__ import annotations

from benchmarks.translation.windows import Window, cuts, windows
from localize.model import Cue, Document, Kind


def document(language: str, *cues: tuple[int, int, str], kind: Kind = Kind.DIALOGUE) -> Document:
    made = (
        Cue(id=f"{number}", start_ms=start, end_ms=end, text=text, kind=kind)
        for number, (start, end, text) in enumerate(cues)
    )
    return Document(path="x.srt", language=language, cues=tuple(made))


def test_same_cues_are_paired_one_to_one() -> None:
    source = document("ru", (0, 1000, "Привет!"), (1000, 2000, "Как\nдела?"))
    target = document("en", (0, 1000, "Hello!"), (1000, 2000, "How\nare you?"))
    assert windows(source, target) == [
        Window(sentences=("Привет!",), source="Привет!", target="Hello!"),
        Window(sentences=("Как дела?",), source="Как дела?", target="How are you?"),
    ]


def test_a_sentence_over_two_cues_is_not_cut() -> None:
    source = document("ru", (0, 1000, "Она ушла,"), (1000, 2000, "когда все спали. Тихо."), (3000, 4000, "Да."))
    target = document("en", (0, 1000, "She left"), (1000, 2000, "when all slept. Quietly."), (3000, 4000, "Yes."))
    first, second = windows(source, target)
    assert first.sentences == ("Она ушла, когда все спали.", "Тихо.")
    assert first.target == "She left when all slept. Quietly."
    assert second.target == "Yes."


def test_files_are_cut_where_both_pause() -> None:
    source = document("ru", (0, 2000, "Раз."), (2500, 4000, "Два."), (9000, 9900, "Три."))
    target = document("en", (0, 3500, "One and"), (3600, 4100, "two."), (8800, 9500, "Three."))
    assert list(cuts(source.cues, target.cues)) == [(2, 2)]
    assert [window.target for window in windows(source, target)] == ["One and two.", "Three."]


def test_the_slack_lets_borders_differ() -> None:
    source = document("ru", (0, 2000, "Раз."), (2100, 4000, "Два."))
    target = document("en", (0, 2400, "One."), (2450, 4000, "Two."))
    assert list(cuts(source.cues, target.cues, slack_ms=300)) == [(1, 1)]
    assert list(cuts(source.cues, target.cues, slack_ms=299)) == []
    assert list(cuts(source.cues, target.cues, never={1}, slack_ms=300)) == []


def test_what_only_one_file_says_is_left_out() -> None:
    source = document("ru", (0, 900, "Раз."), (5000, 6000, "Два."), (9000, 9900, ""))
    target = document("en", (5000, 6000, "Two."), (9000, 9900, "Three."))
    assert [(window.source, window.target) for window in windows(source, target)] == [("Два.", "Two.")]


def test_noises_are_left_out() -> None:
    source = document("ru", (0, 900, "[гудок]"), kind=Kind.SOUND)
    assert windows(source, document("en", (0, 900, "[horn]"))) == []
