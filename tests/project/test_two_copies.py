"""Two people with a copy each, which git brings together: what the file says is not said again, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from localize.model import Maker
from localize.project import written
from localize.project.decide import unsaid
from localize.project.decisions import line_of
from localize.project.values import Decision, What
from tests.project.copies import NAME, Copy, DoubtError
from tests.project.git import Repository
from tests.project.studio import ON_ONE, Habit, made_of, reword, rewrite, texts
from tests.project.studio import written as source_of

SAID = [
    "The harbour was closed at night.", "Somebody left a lamp burning.", "We never asked who it was.",
    "The ferry came back empty.", "Her cough could be heard.", "Then the wind turned north.",
    "Nobody slept in that house.", "A letter lay on the stairs.", "It was addressed to me.",
]  # fmt: skip
SOURCE = source_of([f"{at * 3 + 1} {at * 3 + 3} Это строка {at}." for at in range(9)])
FRESH = made_of(SOURCE, SAID)


def merged(folder: Path) -> tuple[Repository, Copy, Copy]:
    """A repository with the copy of Anna checked out, and that of Boris on the branch `theirs`."""
    repository = Repository(folder)
    anna, boris = (Copy(folder / "out", FRESH, by) for by in ("Anna", "Boris"))
    anna.place.prepare()
    anna.run(0)
    repository.commit()
    return repository, anna, boris


def test_what_both_wrote_holds_and_is_not_said_again(tmp_path: Path) -> None:
    repository, anna, boris = merged(tmp_path / "season")
    repository.git("checkout", "--quiet", "-b", "theirs")
    boris.edit((rewrite, 1), (reword, 6))
    boris.run(1)
    repository.commit()
    repository.git("checkout", "--quiet", "ours")
    anna.edit((rewrite, 4))
    anna.run(2)
    repository.commit()
    assert repository.git("merge", "--quiet", "theirs")
    both = anna.decisions
    assert sorted((one.by, one.of[0].start_ms) for one in both) == [
        ("Anna", 13_000),
        ("Boris", 4_000),
        ("Boris", 19_000),
    ]
    known = written.load(anna.place.written(NAME))
    assert known
    assert len(known.sha256) == 2
    assert unsaid(known.rows, both) == ()
    there = texts(anna.disk)
    laid = anna.run(3)
    assert anna.decisions == both
    assert laid.review == ()
    assert texts(anna.disk) == there
    assert {one.last.by for one in anna.standing} == {"Anna", "Boris"}
    known = written.load(anna.place.written(NAME))
    assert known
    assert len(known.sha256) == 1
    assert unsaid(known.rows, both) == ()
    anna.run(4)
    assert anna.decisions == both


@pytest.mark.parametrize(
    ("keep", "left_out", "by"), [("ours", "Somebody 看哪 a lamp burning.", "Boris"), ("theirs", "别动！", "Anna")]
)
def test_of_two_texts_in_conflict_the_other_is_told_until_somebody_approves(
    tmp_path: Path, keep: str, left_out: str, by: str
) -> None:
    repository, anna, boris = merged(tmp_path / "season")
    repository.git("checkout", "--quiet", "-b", "theirs")
    boris.edit((reword, 1))
    boris.run(1)
    repository.commit()
    repository.git("checkout", "--quiet", "ours")
    anna.edit((rewrite, 1))
    anna.run(2)
    repository.commit()
    assert not repository.git("merge", "--quiet", "theirs")
    assert b"<<<<<<<" in anna.output.read_bytes()
    repository.git("checkout", f"--{keep}", "--", f"out/{NAME}")
    kept = texts(anna.disk)
    for minute in (3, 4):
        laid = anna.run(minute)
        assert [review.why for review in laid.review] == [(f"passed over for another decision, by {by}: {left_out}",)]
        assert texts(anna.disk) == kept
    assert len(anna.decisions) == (2 if keep == "ours" else 3)
    anna.approve(5, 1)
    laid = anna.run(6)
    assert laid.review == ()
    assert texts(anna.disk) == kept
    assert laid.document.cues[1].provenance.maker is Maker.APPROVED


# -- any two people ----------------------------------------------------------------------------------------------------

_DAY = st.lists(st.tuples(st.sampled_from(ON_ONE), st.integers(0, 10_000)), max_size=3)


class Story:
    """Two people worked each in a copy of their own; then the state of both came together in Anna's."""

    def __init__(self, folder: Path, days: Sequence[Sequence[tuple[Habit, int]]]) -> None:
        self.anna, self.boris = (Copy(folder / by, FRESH, by) for by in ("Anna", "Boris"))
        for copy, day in zip((self.anna, self.boris), days, strict=True):
            copy.run(0)
            copy.edit(*day)
            copy.run(1)
        self.before = (self.anna.decisions, self.boris.decisions)

    def lost(self, made: Sequence[Decision]) -> list[Decision]:
        """The texts among these decisions that neither hold in Anna's copy nor are told there."""
        held = self.anna.standing
        there = {(one.key, one.texts) for place in held for one in (place.last, *place.passed_over)}
        return [one for one in made if one.what is What.EDIT and (one.key, one.texts) not in there]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(_DAY, _DAY)
def test_where_the_state_came_together_nothing_is_said_again_and_nothing_lost(
    ours: list[tuple[Habit, int]], theirs: list[tuple[Habit, int]]
) -> None:
    with TemporaryDirectory() as folder:
        try:
            story = Story(Path(folder), [ours, theirs])
        except DoubtError:
            reject()
        anna = story.anna
        anna.take_state([story.boris])
        both = anna.decisions
        assert len(both) == len({line_of(one) for made in story.before for one in made})
        try:
            anna.run(2)
        except DoubtError:
            reject()
        assert [story.lost(made) for made in story.before] == [[], []]
        disputed = set.intersection(*({cue_id for one in made for cue_id in one.key} for made in story.before))
        assert all(disputed & set(one.key) for one in anna.decisions if one not in both)
        both = anna.decisions
        there = texts(anna.disk)
        anna.run(3)
        assert anna.decisions == both
        assert texts(anna.disk) == there


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(_DAY, _DAY, _DAY)
def test_who_had_not_seen_another_person_s_line_replaces_none(
    ours: list[tuple[Habit, int]], theirs: list[tuple[Habit, int]], more: list[tuple[Habit, int]]
) -> None:
    """Anna goes on in her own file after the state came together, before the next run."""
    with TemporaryDirectory() as folder:
        try:
            story = Story(Path(folder), [ours, theirs])
            story.anna.take_state([story.boris])
            story.anna.edit(*more)
            story.anna.run(2)
        except DoubtError:
            reject()
        mine = {(one.key, one.texts) for one in story.before[0]}
        assert story.lost([one for one in story.before[1] if (one.key, one.texts) not in mine]) == []
