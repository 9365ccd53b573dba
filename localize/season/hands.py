"""A run's tasks, handed to whoever works for it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

from localize.plan import Plan
from localize.qc.profile import Profile
from localize.season.tasks import Result, Task, carry_out, profiles_of
from localize.workers import Failure, Mapper


@dataclass(frozen=True, kw_only=True)
class Hands:
    """A mapper, and what its workers must know of the run."""

    mapper: Mapper
    plan: Plan
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    @classmethod
    def of(cls, mapper: Mapper, plan: Plan) -> Self:
        """Raises SpecError if a profile that the plan names cannot be read."""
        return cls(mapper=mapper, plan=plan, profiles=profiles_of(plan))

    def do(
        self, tasks: Iterable[Task[Result]], done: Callable[[Any], None] = lambda _: None
    ) -> Generator[Result | Failure, None, None]:
        """What comes of each task, in order. done: told of each as soon as it is done."""
        work: Callable[[Task[Result]], Result] = partial(carry_out, self.plan, self.profiles)
        return self.mapper.map(work, tasks, done=done)
