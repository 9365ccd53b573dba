"""What comes of all that is asked of the engine: rounds, what is known, what fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from localize import ladder
from localize.ladder import Job, Outcome
from localize.plan import Plan
from localize.project.index import Index
from localize.season import decide, tasks
from localize.season.decide import Decider
from localize.season.hands import Hands
from localize.settled import Settled
from localize.spec.wiring import prepare
from localize.translators import TRANSLATORS
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.workers import Failure, Serial
from tests.running import MODELS, SEASON
from tests.test_batch import Told

PACKAGE = PackageInfo(source="ru", target="en", version="9", path=str(MODELS))
ROUTES = Routes(packages=(PACKAGE, replace(PACKAGE, target="zh")))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """All that an engine was asked. It answers with the number in the text, but at first without those above 40."""
    found: list[Request] = []

    def engine(
        requests: Iterable[Request],
        routes: Routes,
        *,
        threads: int = 0,
        advance: Callable[[int], None] = lambda _: None,
    ) -> dict[Request, Translation]:
        answers = {}
        for request in requests:
            found.append(request)
            number = request.text.strip(".").split()[-1]
            right = request.hypotheses > 1 or int(number) <= 40
            text = f"Room number {number}." if right else "Room number 7."
            packages = routes.find(request.source, request.target)
            answers[request] = Translation(texts=(text,) * request.hypotheses, packages=packages)
        return answers

    monkeypatch.setitem(TRANSLATORS, "argos", engine)
    return found


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index.sqlite") as index:
        index.begin("2026-01-31T09:30:00Z")
        yield index


def jobs(*numbers: int) -> list[Job]:
    return [
        Job(text=f"Комната номер {number}.", source="ru", target="en", route=(PACKAGE,), via=None, beam=2,
            retry_beam=5, protect=True, glossary=None)
        for number in numbers
    ]  # fmt: skip


def decider(index: Index, settled: Settled, *, force: bool = False, told: Told | None = None) -> Decider:
    spec, _ = prepare(SEASON, ROUTES)
    hands = Hands.of(Serial(), Plan(spec=spec, glossary=None, routes=ROUTES))
    answers = index.answers(ROUTES)
    return Decider(hands=hands, answers=answers, settled=settled, progress=told or Told(), force=force)


def fresh() -> Settled:
    return Settled(lambda _: "a")


def texts(decided: decide.Decided) -> dict[str, str]:
    return {job.text: found.text for job, found in decided.items() if isinstance(found, Outcome)}


def test_every_job_has_its_own_outcome(index: Index, asked: list[Request], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever shares a task with it, and in whichever round it was decided."""
    monkeypatch.setattr(decide, "_TOGETHER", 3)
    wanted = jobs(*range(1, 60, 2), 1, 3)
    found = decider(index, fresh()).decide(wanted)
    assert list(found) == list(dict.fromkeys(wanted))
    assert texts(found) == {f"Комната номер {number}.": f"Room number {number}." for number in range(1, 60, 2)}
    again = [request.text for request in asked if request.hypotheses > 1]
    assert sorted(again) == [f"Комната номер {number}." for number in range(41, 60, 2)]


def test_progress_counts_sentences(index: Index, asked: list[Request]) -> None:
    told = Told()
    decider(index, fresh(), told=told).decide(jobs(1, 50))
    assert told.phases == [("translating", 2, 2), ("translating again", 1, 1)]


def test_what_was_answered_is_not_asked_again_unless_forced(index: Index, asked: list[Request]) -> None:
    first = texts(decider(index, fresh()).decide(jobs(1, 50)))
    count = len(asked)
    assert texts(decider(index, fresh()).decide(jobs(1, 50))) == first
    assert len(asked) == count
    assert texts(decider(index, fresh(), force=True).decide(jobs(1, 50))) == first
    assert len(asked) == 2 * count


def test_what_is_settled_is_not_verified_again(index: Index, asked: list[Request]) -> None:
    settled = fresh()
    known, open_ = jobs(1, 50)
    settled.add(known, Outcome(text="Room one.", rung="direct"))
    found = decider(index, settled).decide([known, open_])
    assert texts(found) == {known.text: "Room one.", open_.text: "Room number 50."}
    assert settled.find(open_) == found[open_]
    assert known.text not in {request.text for request in asked}


def test_a_job_that_fails_leaves_the_others_alone(
    index: Index, asked: list[Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    climb = ladder.climb

    def broken(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
        if job.text.endswith("2."):
            raise KeyError("two")
        return climb(job, table)

    monkeypatch.setattr(tasks, "climb", broken)
    found = decider(index, fresh()).decide(jobs(1, 2, 3))
    assert sorted(texts(found).values()) == ["Room number 1.", "Room number 3."]
    (failure,) = [one for one in found.values() if isinstance(one, Failure)]
    assert failure.item == "Комната номер 2."
    assert repr(failure.error) == "KeyError('two')"


def test_answers_are_kept_when_a_run_is_interrupted(
    index: Index, asked: list[Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = TRANSLATORS["argos"]

    def dies(
        requests: Iterable[Request],
        routes: Routes,
        *,
        threads: int = 0,
        advance: Callable[[int], None] = lambda _: None,
    ) -> dict[Request, Translation]:
        if asked:
            raise KeyboardInterrupt
        return answer(requests, routes)

    monkeypatch.setitem(TRANSLATORS, "argos", dies)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with pytest.raises(KeyboardInterrupt):
        decider(index, fresh()).decide(jobs(*range(1, 400)))
    assert 0 < len(asked) < 399
    assert list(index.answers(ROUTES).known(asked)) == asked
