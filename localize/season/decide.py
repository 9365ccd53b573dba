"""What comes of all that is asked of the engine: known from an earlier run, or translated and verified, in rounds.

A round asks for what the one before left open: first for every text as it is, then, in other ways, for those that
failed verification. Which texts are translated together is fixed here; translated and verified they are anywhere.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from localize.ladder import Job, Outcome
from localize.project.answers import Answers
from localize.season.hands import Hands
from localize.season.progress import Progress
from localize.season.tasks import Judging
from localize.settled import Settled
from localize.translators.base import Request, Translation
from localize.translators.batches import Batch, batches
from localize.workers import Failure
from localize.workers.translation import answers as translated

# Sentences that are verified together: a task for a worker.
_TOGETHER = 128
# How long answers wait for others before they are stored: the disk needs as long for one as for a hundred.
_WAIT_S = 0.5

Decided = dict[Job, Outcome | Failure]
_Answered = tuple[Batch, tuple[Translation, ...]]


@dataclass(frozen=True, kw_only=True)
class Decider:
    """answers: what engines said before; settled: what came of sentences. force: nothing that they hold is used."""

    hands: Hands
    answers: Answers
    settled: Settled
    progress: Progress
    force: bool = False

    def decide(self, jobs: Iterable[Job]) -> Decided:
        """What came of each job, or why it failed. Raises StoreError, and what `workers.translation` raises."""
        decided: Decided = {}
        open_: dict[Job, tuple[Request, ...]] = {}
        for job in dict.fromkeys(jobs):
            known = None if self.force else self.settled.find(job)
            if known:
                decided[job] = known
            else:
                open_[job] = ()
        table: dict[Request, Translation] = {}
        while open_:
            for job, found in self._judged(open_, table):
                if isinstance(found, tuple):
                    open_[job] += found
                    continue
                decided[job] = found
                del open_[job]
                if isinstance(found, Outcome):
                    self.settled.add(job, found)
            missing = dict.fromkeys(request for asked in open_.values() for request in asked if request not in table)
            table |= self._answered(tuple(missing), again=bool(table))
        return decided

    def _judged(
        self, open_: Mapping[Job, Sequence[Request]], table: Mapping[Request, Translation]
    ) -> list[tuple[Job, Outcome | tuple[Request, ...] | Failure]]:
        """All open jobs, with what came of them or what they ask for."""
        tasks = list(_tasks(open_, table))
        judged: list[Outcome | tuple[Request, ...] | Failure] = []
        with contextlib.closing(self.hands.do(tasks)) as results:
            for task, result in zip(tasks, results, strict=True):
                judged += [result] * len(task.jobs) if isinstance(result, Failure) else result
        return list(zip(open_, judged, strict=True))

    def _answered(self, missing: Sequence[Request], *, again: bool) -> dict[Request, Translation]:
        """The answers to `missing`, from an earlier run or from the engine."""
        if not missing:
            return {}
        table = {} if self.force else self.answers.known(missing)
        self.progress.phase("translating again" if again else "translating", len(missing), "sentences")
        self.progress.advance(len(table), f"{len(table):,} known" if table else "")
        rest = [request for request in missing if request not in table]
        waiting: list[_Answered] = []
        begun = time.monotonic()
        try:
            for answered in self._translated(self.answers.plan(rest, batches)):
                waiting.append(answered)
                if time.monotonic() - begun >= _WAIT_S:
                    table |= self._learned(waiting)
                    waiting, begun = [], time.monotonic()
        finally:  # also of a run that is interrupted
            table |= self._learned(waiting)
        return table

    def _learned(self, answered: Sequence[_Answered]) -> dict[Request, Translation]:
        new: dict[Request, Translation] = {}
        for batch, found in answered:
            new |= zip(batch.requests, found, strict=True)
        if new:
            self.answers.learn([batch for batch, _ in answered], new)
        return new

    def _translated(self, planned: Sequence[Batch]) -> Iterator[_Answered]:
        hands = self.hands
        return translated(planned, hands.plan.routes, hands.mapper, advance=self.progress.advance)


def _tasks(open_: Mapping[Job, Sequence[Request]], table: Mapping[Request, Translation]) -> Iterator[Judging]:
    jobs = list(open_)
    for start in range(0, len(jobs), _TOGETHER):
        some = jobs[start : start + _TOGETHER]
        answers = {request: table[request] for job in some for request in open_[job]}
        yield Judging(jobs=tuple(replace(job, glossary=None) for job in some), answers=answers)
