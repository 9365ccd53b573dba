"""The stage that finds sentences."""

from __future__ import annotations

from localize.model import Cue, Document, Kind
from localize.stages.base import Context, Shape
from localize.stages.segment import Segment

CUES = (
    Cue(id="a", start_ms=0, end_ms=1000, text="Она ушла,"),
    Cue(id="b", start_ms=1400, end_ms=2400, text="потому что боялась."),
)


def texts(stage: Segment, *cues: Cue) -> list[str]:
    made = stage(Document(path="t.srt", language="ru", cues=cues), Context(target="ru"))
    return [sentence.text for sentence in made.sentences or ()]


def test_it_gives_sentences_and_touches_no_cue() -> None:
    document = Document(path="t.srt", language="ru", cues=CUES)
    made = Segment()(document, Context(target="ru"))
    assert made.cues == document.cues
    assert [sentence.text for sentence in made.sentences or ()] == ["Она ушла, потому что боялась."]


def test_its_options_are_obeyed() -> None:
    assert texts(Segment(max_gap_ms=399), *CUES) == ["Она ушла,", "потому что боялась."]
    assert texts(Segment(max_gap_ms=400), *CUES) == ["Она ушла, потому что боялась."]
    assert texts(Segment(max_cues=1), *CUES) == ["Она ушла,", "потому что боялась."]


def test_a_document_without_words_has_no_sentences() -> None:
    assert texts(Segment()) == []
    assert texts(Segment(), Cue(id="d", start_ms=0, end_ms=1, text="m 0 0 l 1 1", kind=Kind.DRAWING)) == []


def test_the_shape_is_segmented() -> None:
    shape = Shape(language="ru")
    assert Segment().wire(shape, Context(target="en")) == Shape(language="ru", segmented=True)
