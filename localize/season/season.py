"""One run on one folder: what it makes outputs by, and what it knows of earlier runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from localize.memory import Memory, Unit
from localize.plan import Plan, name_of
from localize.project.index import Index
from localize.project.place import Place
from localize.season.fingerprint import Fingerprints
from localize.season.order import Input, noted
from localize.settled import Settled
from localize.spec.model import Output


@dataclass(frozen=True, kw_only=True)
class Season:
    """taken: names of outputs that this run has written. now: the time, for what is noted.

    memory: the translation memory, if one is used; lessons: what it will learn at the end of the run.
    """

    plan: Plan
    place: Place
    index: Index
    fingerprints: Fingerprints
    now: datetime
    taken: set[str] = field(default_factory=set)
    memory: Memory | None = None
    lessons: list[Unit] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The time as it is noted."""
        return noted(self.now)

    def name(self, item: Input, output: Output) -> str:
        """The file name of an output."""
        return name_of(self.plan, item.path, output.locale, item.source.facts.format)

    def settled(self) -> Settled:
        """Outcomes of earlier runs, as far as they are asked for with `recollect`."""
        return Settled(self.index.digest)

    def recollect(self, settled: Settled, item: Input, output: Output) -> None:
        """Take in what came of the sentences of an output when it was last made."""
        data = self.index.kept(outcomes_key(self.name(item, output)))
        if data:
            settled.unpack(data)


def outcomes_key(output: str) -> str:
    """The name under which the index keeps what came of the sentences of an output."""
    return f"{output}\0outcomes"
