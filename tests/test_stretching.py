"""Time that cues borrow: how far an end moves, and where it stays."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize import formats
from localize.model import Cue, Document, FormatFacts, Kind, Maker, Provenance, Severity
from localize.qc import profile as profiles
from localize.qc.rule import BESIDE_DIALOGUE
from localize.qc.run import check
from localize.stages.base import Context
from localize.stages.fit import Fit
from localize.stretching import stretched

ENGLISH, CHINESE = profiles.load("netflix-en"), profiles.load("netflix-zh-hans")
MACHINE = Provenance(maker=Maker.MACHINE)
# 34 characters: two seconds at 17 a second.
TEXT = "I do not know who did it, or when."


def cue(start_ms: int, end_ms: int, text: str = TEXT, **more: object) -> Cue:
    made = Cue(id=f"c{start_ms}", start_ms=start_ms, end_ms=end_ms, text=text, provenance=MACHINE)
    return replace(made, **more)  # type: ignore[arg-type]


def document(*cues: Cue, form: str = "srt", language: str = "en") -> Document:
    return Document(path=f"a.{form}", language=language, cues=cues, facts=FormatFacts(format=form))


def ends(made: Document) -> list[int]:
    return [one.end_ms for one in made.cues]


@pytest.mark.parametrize(
    ("next_ms", "rate", "end"),
    [
        (9000, None, 3000),  # as long as it takes
        (3083, None, 3000),
        (3082, None, 2999),  # two frames at the slowest rate
        (3080, Fraction(25), 3000),
        (3079, Fraction(25), 2999),
        (3067, Fraction(30000, 1001), 3000),
        (2300, Fraction(25), 2220),
        (2079, Fraction(25), 2000),  # nearer already
        (1900, None, 2000),  # they overlap
        (1000, None, 2000),  # both at once
    ],
)
def test_as_long_as_it_takes_and_as_far_as_there_is_room(next_ms: int, rate: Fraction | None, end: int) -> None:
    pair = document(cue(1000, 2000), cue(next_ms, 90_000, "Yes.", id="next"))
    assert ends(stretched(pair, ENGLISH, rate)) == [end, 90_000]


def test_the_last_cue_has_all_the_time() -> None:
    assert ends(stretched(document(cue(1000, 2000)), ENGLISH, None)) == [3000]


@pytest.mark.parametrize(("rate", "end"), [(None, 8000), (Fraction(25), 8000), (Fraction(24000, 1001), 8007)])
def test_no_longer_than_a_cue_may_be(rate: Fraction | None, end: int) -> None:
    assert ends(stretched(document(cue(1000, 2000, TEXT * 9)), ENGLISH, rate)) == [end]


def test_chinese_counts_latin_half() -> None:
    """Nine characters a second: 16 and five halves."""
    text = "他说他叫 Tom 你们知道他是从哪里来的吗"
    assert ends(stretched(document(cue(0, 1000, text), language="zh-Hans"), CHINESE, None)) == [2056]


@pytest.mark.parametrize("form", ["srt", "vtt", "ass"])
def test_times_that_the_format_can_write(form: str) -> None:
    """ASS has hundredths: what a cue needs is rounded up, what room there is down, and what is read back is that."""
    odd = document(cue(1000, 2000, TEXT + "x"), cue(9000, 9500), cue(9700, 9990, "Yes."), form=form)
    made = stretched(odd, ENGLISH, None)
    first, second = (3060, 9610) if form == "ass" else (3059, 9617)
    assert ends(made) == [first, second, 9990]
    again = formats.decode_document(formats.compose(made), made.path, language="en")
    assert ends(again) == ends(made)


@pytest.mark.parametrize(
    "change",
    [
        {"provenance": Provenance(maker=Maker.HUMAN)},
        {"provenance": Provenance(maker=Maker.APPROVED)},
        {"kind": Kind.DRAWING},
        {"kind": Kind.ON_SCREEN},
        {"language": "ru"},
        {"end_ms": 1000},
        {"end_ms": 900},
        {"text": "Yes."},
        {"id": "held"},
    ],
    ids=str,
)
def test_cues_that_stay_as_they_are(change: dict[str, object]) -> None:
    one = document(replace(cue(1000, 2000), **change))  # type: ignore[arg-type]
    assert stretched(one, ENGLISH, None, {"held"}) is one


@pytest.mark.parametrize("maker", [Maker.SOURCE, Maker.CONVERTED, Maker.MEMORY])
@pytest.mark.parametrize("kind", [Kind.SONG, Kind.SOUND, Kind.FORCED_NARRATIVE])
def test_cues_that_do_not(maker: Maker, kind: Kind) -> None:
    one = document(cue(1000, 2000, provenance=Provenance(maker=maker), kind=kind, language="en"))
    assert ends(stretched(one, ENGLISH, None)) == [3000]


def test_a_cue_that_runs_into_another_is_left_with_it() -> None:
    both = document(cue(0, 1500, "Yes."), cue(1000, 2000))
    assert stretched(both, ENGLISH, None) is both


@pytest.mark.parametrize("kind", BESIDE_DIALOGUE)
def test_signs_that_stand_there_are_no_neighbours_and_those_that_come_are(kind: Kind) -> None:
    there = document(cue(500, 5000, "Sign", kind=kind), cue(1000, 2000), cue(1500, 1700, "Sign", kind=kind))
    assert ends(stretched(there, ENGLISH, None)) == [5000, 3000, 1700]
    comes = document(cue(1000, 2000), cue(2500, 5000, "Sign", kind=kind))
    assert ends(stretched(comes, ENGLISH, None)) == [2417, 5000]


def test_cues_in_any_order() -> None:
    turned = document(cue(5000, 9000, "Yes."), cue(1000, 2000), cue(2500, 3000, "No."))
    assert ends(stretched(turned, ENGLISH, None)) == [9000, 2417, 3000]


def test_every_cue_that_is_longer_is_told_of() -> None:
    two = document(cue(1000, 2000), cue(4000, 5000), cue(5500, 9000))
    first, second = stretched(two, ENGLISH, Fraction(25)).findings
    assert (first.rule, first.severity, first.cue_id, first.value) == ("timing.extended", Severity.INFO, "c1000", 1000)
    assert first.message == "ends 1000 ms later, so that it can be read at 17 characters a second"
    assert first.source == "Netflix, English (USA) Timed Text Style Guide"
    assert (second.cue_id, second.value) == ("c4000", 420)
    assert second.message == "ends 420 ms later, which is all there is: 580 ms too few for it at 17 characters a second"


def test_a_profile_without_a_gap_or_a_longest_time() -> None:
    bare = replace(ENGLISH, limits={"layout.cps": ENGLISH.limits["layout.cps"]})
    pair = document(cue(1000, 2000, TEXT * 9), cue(15_000, 16_000, "Yes."))
    assert ends(stretched(pair, bare, None)) == [14_917, 16_000]
    with pytest.raises(ValueError, match="was not checked"):
        stretched(pair, replace(ENGLISH, limits={}), None)


_KINDS = st.sampled_from([Kind.DIALOGUE] * 5 + list(Kind))
_MAKERS = st.sampled_from([Maker.MACHINE] * 4 + list(Maker))
_TEXTS = st.lists(st.sampled_from(["I", "the", "house.", "wonderful", "—", "Yes!", "\n"]), max_size=25).map(" ".join)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    form = draw(st.sampled_from(["srt", "vtt", "ass"]))
    step = 10 if form == "ass" else 1
    cues, at = [], 0
    for number in range(draw(st.integers(0, 8))):
        at = max(at + draw(st.integers(-1500, 4000)), 0)
        length = draw(st.integers(-50, 3000))
        times = at // step * step, (at + length) // step * step
        cues.append(
            Cue(
                id=f"c{number}",
                start_ms=times[0],
                end_ms=times[1],
                text=draw(_TEXTS),
                kind=draw(_KINDS),
                language=draw(st.sampled_from([None, None, None, "en", "ru"])),
                provenance=Provenance(maker=draw(_MAKERS)),
            )
        )
        at = times[0] + max(length, 0)
    return document(*draw(st.permutations(cues)), form=form)


def overlaps(made: Document) -> set[tuple[str, str]]:
    return {
        (one.id, two.id)
        for one in made.cues
        for two in made.cues
        if one is not two and one.start_ms <= two.start_ms < one.end_ms
    }


def found(made: Document, rate: Fraction | None) -> set[tuple[str, str | None]]:
    """What the rules on times say."""
    findings, _ = check(made, ENGLISH, source=None, glossary=None, frame_rate=rate)
    return {(one.rule, one.cue_id) for one in findings if one.rule.startswith(("timing", "layout.cps"))}


@given(_documents(), st.sampled_from([None, Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30)]))
def test_what_holds_of_any_document(before: Document, rate: Fraction | None) -> None:
    context = Context(target="en", frame_rate=rate)
    kept = Fit(profile="netflix-en")(before, context)
    extend = Fit(profile="netflix-en", timing="extend")
    made = extend(before, context)
    assert [replace(cue, end_ms=0) for cue in made.cues] == [replace(cue, end_ms=0) for cue in kept.cues]
    assert all(old <= new for old, new in zip(ends(kept), ends(made), strict=True))
    assert overlaps(made) == overlaps(kept)
    assert found(made, rate) <= found(kept, rate)
    longer = {cue.id: cue.end_ms - kept.by_id[cue.id].end_ms for cue in made.cues}
    assert {one.cue_id: one.value for one in made.findings} == {one: ms for one, ms in longer.items() if ms}
    assert extend(made, context) == made
