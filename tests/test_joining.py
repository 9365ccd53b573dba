"""Cues for which a translation has no words left: which ones go into the one before, and what is told of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.joining import RULE, joined
from localize.ledger import settle
from localize.model import (
    Cue,
    Document,
    Fate,
    Finding,
    FormatFacts,
    Kind,
    LedgerEntry,
    Maker,
    Payload,
    Provenance,
    Severity,
    Span,
)
from localize.qc import profile as profiles
from localize.spreading import HELD
from localize.stages.base import Context
from localize.stages.fit import Fit

ENGLISH = profiles.load("netflix-en")
MACHINE = Provenance(maker=Maker.MACHINE)


def cue(number: int, text: str = "If.", **more: object) -> Cue:
    """Two seconds long, a tenth of one before the next."""
    start = number * 2_100
    made = Cue(id=f"c{number}", start_ms=start, end_ms=start + 2_000, text=text, provenance=MACHINE)
    return replace(made, **more)  # type: ignore[arg-type]


def held(cue_id: str) -> Finding:
    return Finding(rule=HELD, severity=Severity.WARNING, message="held", cue_id=cue_id)


def document(*cues: Cue, said: tuple[str, ...] = ("c1",)) -> Document:
    return Document(path="a.srt", language="en", cues=cues, findings=tuple(map(held, said)))


def times(made: Document) -> list[tuple[str, int, int]]:
    return [(one.id, one.start_ms, one.end_ms) for one in made.cues]


def test_the_cue_before_stays_on_screen_in_its_place() -> None:
    made = joined(document(cue(0), cue(1), cue(2, "Then.")), ENGLISH, None)
    assert times(made) == [("c0", 0, 4_100), ("c2", 4_200, 6_200)]
    assert made.ledger == (
        LedgerEntry(cue_id="c0", fate=Fate.MERGED, by=RULE, into=("c0",)),
        LedgerEntry(cue_id="c1", fate=Fate.MERGED, by=RULE, into=("c0",)),
    )
    (told,) = made.findings
    assert (told.rule, told.cue_id, told.value) == (RULE, "c0", 2)
    assert told.message == "stands for 2 cues: the translation has no words for the last 1"


def test_several_in_a_row_go_into_one() -> None:
    made = joined(document(cue(0), cue(1), cue(2), said=("c1", "c2")), ENGLISH, None)
    assert times(made) == [("c0", 0, 6_200)]
    assert [entry.into for entry in made.ledger] == [("c0",)] * 3


def test_no_longer_than_the_profile_allows() -> None:
    made = joined(document(*map(cue, range(4)), said=("c1", "c2", "c3")), ENGLISH, None)
    assert times(made) == [("c0", 0, 6_200), ("c3", 6_300, 8_300)]
    assert [one.cue_id for one in made.findings if one.rule == HELD] == ["c3"]


def test_the_words_may_be_the_last_of_the_cue_before() -> None:
    made = joined(document(cue(0, "Wait.\nIf I knew."), cue(1, "If I\nknew.")), ENGLISH, None)
    assert [one.text for one in made.cues] == ["Wait.\nIf I knew."]


PERSON = Provenance(maker=Maker.HUMAN)
ITALIC = (Span(start=0, end=3, open="<i>", close="</i>"),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (cue(0, provenance=PERSON), cue(1)),
        (cue(0), cue(1, provenance=replace(PERSON, maker=Maker.APPROVED))),
        (cue(0), cue(1, "Well, if.")),
        (cue(0), cue(1, "")),
        (cue(0), cue(1, spans=ITALIC)),
        (cue(0), cue(1, kind=Kind.SONG)),
        (cue(0), cue(1, speaker="Arisa")),
        (cue(0), cue(1, language="ru")),
        (cue(0), cue(1, start_ms=1_900)),
        (cue(0), cue(1, end_ms=2_000)),
        (cue(0, end_ms=-1), cue(1)),
        (
            cue(0, payload=Payload(head="00:00.000 --> 00:02.000\n")),
            cue(1, payload=Payload(head="00:02.100 --> 00:04.100 line:0\n")),
        ),
    ],
    ids=["person", "approved", "more", "empty", "italic", "song", "speaker", "language", "both", "no time", "none",
         "place"],
)  # fmt: skip
def test_others_are_held(first: Cue, second: Cue) -> None:
    made = document(first, second)
    assert joined(made, ENGLISH, None) is made


def test_tags_over_the_same_words_stay() -> None:
    assert joined(document(cue(0, spans=ITALIC), cue(1, spans=ITALIC)), ENGLISH, None).cues[0].spans == ITALIC


def test_numbers_and_times_are_no_settings() -> None:
    heads = ("1\n00:00:00,000 --> 00:00:02,000\n", "2\n00:00:02,100 --> 00:00:04,100\n")
    cues = (cue(number, payload=Payload(head=head)) for number, head in enumerate(heads))
    assert len(joined(document(*cues), ENGLISH, None).cues) == 1


def test_a_cue_on_screen_between_them_keeps_them_apart() -> None:
    made = document(cue(0), cue(1), cue(5, "Sign.", start_ms=2_050, end_ms=2_060))
    assert joined(made, ENGLISH, None) is made


def test_nothing_goes_into_what_was_joined_before() -> None:
    made = replace(document(cue(0), cue(1)), ledger=(LedgerEntry(cue_id="cx", fate=Fate.MERGED, into=("c0",)),))
    assert joined(made, ENGLISH, None) is made


def test_what_was_found_in_a_cue_is_told_at_the_one_it_went_into() -> None:
    lost = Finding(rule="tag.placed", severity=Severity.WARNING, message="guess", cue_id="c1")
    made = joined(document(cue(0), cue(1)).with_findings([lost]), ENGLISH, None)
    assert [(one.rule, one.cue_id) for one in made.findings] == [("tag.placed", "c0"), (RULE, "c0")]


def test_fit_joins_where_it_is_told_to_and_lends_time_after() -> None:
    made = document(cue(0, "I do not know who did it, or when, or why they had to go and do it to all of us."), cue(1))
    made = replace(made, cues=(made.cues[0], replace(made.cues[1], text=made.cues[0].text)))
    fitted = Fit(profile="netflix-en", short="merge", timing="extend")(made, Context(target="en"))
    assert [(one.id, one.end_ms) for one in fitted.cues] == [("c0", 4_648)]
    assert [one.rule for one in fitted.findings] == [RULE, "timing.extended"]
    assert len(Fit(profile="netflix-en")(made, Context(target="en")).cues) == 2


@given(st.lists(st.tuples(st.sampled_from(["If.", "Then.", ""]), st.booleans(), st.integers(-500, 500)), max_size=8))
def test_every_cue_is_accounted_for_and_nothing_moves(cues: list[tuple[str, bool, int]]) -> None:
    made = Document(
        path="a.srt",
        language="en",
        cues=tuple(cue(place, text, end_ms=place * 2_100 + 2_000 + late) for place, (text, _, late) in enumerate(cues)),
        findings=tuple(held(f"c{place}") for place, (_, is_held, _) in enumerate(cues) if is_held),
        facts=FormatFacts(),
    )
    after = joined(made, ENGLISH, None)
    assert [entry.cue_id for entry in settle(made, after)] == [one.id for one in made.cues]
    assert all(one.text == made.by_id[one.id].text for one in after.cues)
    into = {entry.cue_id: entry.into[0] for entry in after.ledger}
    for one in after.cues:
        ends = [other.end_ms for other in made.cues if into.get(other.id) == one.id]
        assert (one.start_ms, one.end_ms) == (made.by_id[one.id].start_ms, max(ends, default=one.end_ms))
    assert [one.text.split() for one in made.cues if one.id in into] == [
        made.by_id[into[one.id]].text.split() for one in made.cues if one.id in into
    ]
    assert joined(after, ENGLISH, None) == after
