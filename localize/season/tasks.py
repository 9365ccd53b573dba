"""What workers do for a run: each task holds all that it needs, but for the plan, which a worker is given once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from localize import intake
from localize.ladder import Job, Outcome, climb
from localize.model import Document
from localize.pipeline import run
from localize.plan import Plan
from localize.qc import profile
from localize.qc.profile import Profile
from localize.season.make import make
from localize.season.order import Made, Order
from localize.translators.base import Request, Translation
from localize.workers.failure import Failure, attempt

Judged = Outcome | tuple[Request, ...] | Failure
Result = TypeVar("Result", covariant=True)


class Task(Protocol[Result]):
    """Something to do by a plan."""

    def done(self, plan: Plan) -> Result:
        """What comes of it."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The bytes of an input, to be read and cut into sentences."""

    path: Path
    data: bytes = field(repr=False)

    def __str__(self) -> str:
        return str(self.path)

    def done(self, plan: Plan) -> Document:
        """The document. Raises LocalizeError if it cannot be read."""
        document = intake.read(self.path, plan.spec, data=self.data, encoding=plan.encoding, line=plan.line)
        return run(document, plan.spec.stages, plan.context(plan.spec.source)).document


@dataclass(frozen=True, kw_only=True)
class Judging:
    """Texts, and the answers to what was asked of the engine for them. Jobs lack the glossary: the plan has it."""

    jobs: Sequence[Job]
    answers: Mapping[Request, Translation]

    def __str__(self) -> str:
        return f"{len(self.jobs)} sentences from {self.jobs[0].text!r} on"

    def done(self, plan: Plan) -> tuple[Judged, ...]:
        """What came of each, or the requests whose answers it still lacks, or why it failed."""
        return tuple(attempt(self._judged, replace(job, glossary=plan.glossary), job.text) for job in self.jobs)

    def _judged(self, job: Job) -> Outcome | tuple[Request, ...]:
        return climb(job, self.answers)


@dataclass(frozen=True, kw_only=True)
class Making:
    """The outputs of an input, to be made."""

    order: Order

    def __str__(self) -> str:
        return str(self.order.item.path)

    def done(self, plan: Plan) -> tuple[Made | Failure, ...]:
        """See `make`."""
        return make(plan, self.order)


def carry_out(plan: Plan, profiles: Mapping[str, Profile], task: Task[Result]) -> Result:
    """On a worker: do it. profiles: those that the plan names, read by the coordinator."""
    with profile.given(profiles):
        return task.done(plan)


def profiles_of(plan: Plan) -> dict[str, Profile]:
    """The delivery profiles that the stages of a plan name. Raises SpecError if one cannot be read."""
    stages = [stage for output in plan.spec.outputs.values() for stage in output.stages]
    names = [name for stage in (*plan.spec.stages, *stages) if (name := getattr(stage, "profile", None))]
    return {name: profile.load(name) for name in names}
