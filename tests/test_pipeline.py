"""The run loop: what a stage gives back is checked, and other outputs start before the layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

import pytest

from localize.errors import StageError
from localize.model import Cue, Document, Fate, LedgerEntry
from localize.pipeline import run, wanted
from localize.stages.base import Context, Shape, Stage
from localize.stages.segment import Segment
from localize.stages.translate import Translate
from localize.translators.base import PackageInfo, Routes, Translation

CONTEXT = Context(target="en")
DOCUMENT = Document(
    path="a.srt",
    language="ru",
    cues=tuple(
        Cue(id=name, start_ms=start, end_ms=start + 900, text=name)
        for name, start in zip("абв", (0, 5000, 9000), strict=True)
    ),
)


def does(
    work: Callable[[Document], Document], called: str = "does", *, ends: bool = False, joins: bool = False
) -> Stage:
    """A stage that does what it is given. ends, joins: it says that it moves ends, or joins cues."""

    class Does:
        name: ClassVar[str] = called
        moves_ends: ClassVar[bool] = ends
        joins_cues: ClassVar[bool] = joins

        def wire(self, shape: Shape, context: Context) -> Shape:
            return shape

        def __call__(self, document: Document, context: Context) -> Document:
            return work(document)

    return Does()


def write(text: str) -> Callable[[Document], Document]:
    return lambda document: document.with_cues(cue.with_text(cue.text + text) for cue in document.cues)


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def test_stages_run_in_order() -> None:
    made = run(DOCUMENT, [does(write("1")), does(write("2"))], CONTEXT)
    assert texts(made.document) == ["а12", "б12", "в12"]
    assert made.trunk is made.document


def test_without_stages_nothing_changes() -> None:
    assert run(DOCUMENT, [], CONTEXT).document is DOCUMENT


@pytest.mark.parametrize("layout", ["fit", "check"])
def test_the_trunk_is_the_text_before_the_first_layout(layout: str) -> None:
    stages = [does(write("1")), does(write("2"), layout), does(write("3")), does(write("4"), "check")]
    made = run(DOCUMENT, stages, CONTEXT)
    assert texts(made.trunk) == ["а1", "б1", "в1"]
    assert texts(made.document) == ["а1234", "б1234", "в1234"]


@pytest.mark.parametrize(
    ("work", "place"),
    [
        (lambda document: document.with_cues(document.cues[:2]), 2),
        (lambda document: document.with_cues((*document.cues, replace(document.cues[0], id="г"))), 3),
        (lambda document: document.with_cues(document.cues[::-1]), 1),
        (lambda document: document.with_cues(replace(cue, end_ms=5900 + (cue.id == "б")) for cue in document.cues), 1),
        (lambda document: document.with_cues(replace(cue, id=cue.id * 2) for cue in document.cues), 1),
    ],
    ids=["lost", "added", "turned", "moved", "renamed"],
)
def test_a_stage_may_not_change_ids_or_times(work: Callable[[Document], Document], place: int) -> None:
    with pytest.raises(StageError) as caught:
        run(DOCUMENT, [does(write("1")), does(work, "bad")], CONTEXT)
    assert str(caught.value) == f"a.srt: bad: the ids or times of cues changed, first at cue {place}"


def moved(*ends: int) -> Callable[[Document], Document]:
    """Cues that end at these times; in `DOCUMENT` they end at 900, 5900 and 9900, and start at 0, 5000 and 9000."""
    return lambda document: document.with_cues(
        replace(cue, end_ms=end) for cue, end in zip(document.cues, ends, strict=True)
    )


def test_a_stage_that_says_so_may_let_cues_end_later() -> None:
    made = run(DOCUMENT, [does(moved(5000, 5900, 99_000), ends=True)], CONTEXT).document
    assert [cue.end_ms for cue in made.cues] == [5000, 5900, 99_000]


@pytest.mark.parametrize(
    ("work", "place"),
    [
        (moved(950, 5899, 9900), 2),
        (moved(950, 9001, 9900), 2),
        (moved(9001, 5900, 9900), 1),
        (lambda document: document.with_cues(replace(cue, start_ms=cue.start_ms + 1) for cue in document.cues), 1),
        (lambda document: document.with_cues(document.cues[::-1]), 1),
        (lambda document: document.with_cues(document.cues[:2]), 2),
    ],
    ids=["earlier", "over the next", "over the next but one", "start", "turned", "lost"],
)
def test_it_may_do_nothing_else_to_them(work: Callable[[Document], Document], place: int) -> None:
    with pytest.raises(StageError) as caught:
        run(DOCUMENT, [does(work, "bad", ends=True)], CONTEXT)
    assert str(caught.value) == f"a.srt: bad: the ids or times of cues changed, first at cue {place}"


def test_cues_that_overlap_may_overlap_no_others() -> None:
    both = replace(DOCUMENT, cues=(replace(DOCUMENT.cues[0], end_ms=6000), *DOCUMENT.cues[1:]))
    assert run(both, [does(moved(9000, 5900, 9900), ends=True)], CONTEXT).document.cues[0].end_ms == 9000
    with pytest.raises(StageError):
        run(both, [does(moved(9001, 5900, 9900), ends=True)], CONTEXT)


def merged(end_ms: int, *, into: str = "а", told: bool = True) -> Callable[[Document], Document]:
    """The second cue goes into the first, which ends at `end_ms`."""
    ledger = tuple(LedgerEntry(cue_id=one, fate=Fate.MERGED, into=(into,)) for one in "аб" if told)
    first, _, last = DOCUMENT.cues
    return lambda document: replace(document, cues=(replace(first, end_ms=end_ms), last), ledger=ledger)


def test_a_stage_that_says_so_may_join_cues() -> None:
    made = run(DOCUMENT, [does(merged(5900), joins=True)], CONTEXT).document
    assert [(cue.id, cue.end_ms) for cue in made.cues] == [("а", 5900), ("в", 9900)]
    assert run(DOCUMENT, [does(merged(9000), ends=True, joins=True)], CONTEXT).document.cues[0].end_ms == 9000


@pytest.mark.parametrize(
    ("stage", "place"),
    [
        (does(merged(5900), "bad"), 1),
        (does(merged(5899), "bad", joins=True), 1),
        (does(merged(5901), "bad", joins=True), 1),
        (does(merged(9001), "bad", ends=True, joins=True), 1),
        (does(merged(5900, told=False), "bad", joins=True), 1),
        (does(merged(900, into="в"), "bad", joins=True), 2),
    ],
    ids=["may not", "too early", "too late", "over the next", "nobody said so", "into another"],
)
def test_cues_that_are_gone_must_be_where_the_ledger_says(stage: Stage, place: int) -> None:
    with pytest.raises(StageError) as caught:
        run(DOCUMENT, [stage], CONTEXT)
    assert str(caught.value) == f"a.srt: bad: the ids or times of cues changed, first at cue {place}"


def test_what_is_wanted_shrinks_to_nothing() -> None:
    package = PackageInfo(source="ru", target="en", version="1", path="")
    context = replace(CONTEXT, routes=Routes(packages=(package,)))
    stages: list[Stage] = [Segment(), Translate()]
    sentence = replace(DOCUMENT, cues=(replace(DOCUMENT.cues[0], text="Доброе утро."),))
    (request,) = wanted(sentence, stages, context)
    assert (request.text, request.source, request.target) == ("Доброе утро.", "ru", "en")
    answer = Translation(texts=("Good morning.",), packages=(package,))
    known = replace(context, translations={request: answer})
    assert wanted(sentence, stages, known) == ()
    assert texts(run(sentence, stages, known).document) == ["Good morning."]


def test_nothing_is_wanted_without_translate() -> None:
    assert wanted(DOCUMENT, [Segment()], CONTEXT) == ()
