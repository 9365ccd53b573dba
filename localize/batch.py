"""Many files through a pipeline: read and segment all, translate what is distinct once, finish each.

Translation is the only heavy step and wants big batches, so a window of files goes through it together: (a) read and
segment; (b) translate the set of distinct sentences, then in smaller rounds what failed verification; (c) make and
write each file. Workers do all of it but the writing. What an output depends on is compared first: one for which
nothing changed is not made again. A file that fails, even by a bug of ours, is a result and not an exception; the
others go on.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from localize.crash import caught
from localize.errors import LocalizeError, StoreError
from localize.ladder import Job as Sentence
from localize.ladder import Outcome
from localize.memory import Memory
from localize.outputs import Outputs
from localize.pipeline import untranslated
from localize.plan import Plan, refuse_collisions
from localize.project.index import Index
from localize.project.learned import learn
from localize.project.lock import locked
from localize.project.place import Place
from localize.report.entry import Entry, Sink, failed
from localize.result import RunResult, notices, packages
from localize.season.decide import Decided, Decider
from localize.season.fingerprint import Fingerprints
from localize.season.gather import impossible, is_needed, order_of, outcomes_of
from localize.season.hands import Hands
from localize.season.keep import keep
from localize.season.look import Known, Todo, look, look_again
from localize.season.order import Input, Made, Order, noted
from localize.season.progress import Progress
from localize.season.season import Season
from localize.season.tasks import Making
from localize.season.telling import Telling
from localize.spec.model import Output
from localize.workers import Failure, Mapper

# Bytes of the inputs that are read, translated and made together, some 5,000 cues: bounds the memory of a run. It is
# counted over all inputs, also those that need no work, so that a run that goes on shares them out as the one before.
WINDOW = 1 << 19

# What an output asks of the engine, or why that cannot be told.
Asked = tuple[Sentence, ...] | LocalizeError
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Job:
    """One run. mapper: who works. force: make all text of the program anew, whatever is known of it."""

    plan: Plan
    mapper: Mapper
    force: bool = False


def run_batch(job: Job, inputs: Sequence[Path], out: Path, progress: Progress, sinks: Sequence[Sink] = ()) -> RunResult:
    """Every input in every locale of the plan, written to `out`, with a report. sinks: told of each output.

    Raises UsageError before anything is done if two inputs would give one output, an output is an input, another run is
    at work in `out`, or nothing can be written there; StoreError if its index cannot be used.
    """
    begun = time.monotonic()
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    refuse_collisions(job.plan, inputs, out)
    Outputs(out).prepare()
    place = Place(out)
    with locked(place):
        place.prepare()
        with Index(place.index) as index:
            prints = Fingerprints(job.plan, place, index.digest)
            now = datetime.now(UTC)
            with remembering(job.plan) as memory:
                season = Season(plan=job.plan, place=place, index=index, fingerprints=prints, now=now, memory=memory)
                index.begin(season.when)
                telling = Telling(index, sinks)
                for entry in _entries(job, season, inputs, progress):
                    telling.take(entry)
                if memory:
                    # At the end and at once, so that a run that was killed is done again as it began.
                    learn(memory, season.lessons)
            made = RunResult(
                name=job.plan.spec.name,
                spec=str(job.plan.spec.path),
                started=started,
                seconds=time.monotonic() - begun,
                files=telling.rows,
                notices=notices(telling.rows),
                packages=packages(telling.rows),
            )
            report = telling.report(made, Outputs(out))
            index.finish(noted(datetime.now(UTC)))
    return replace(made, report=str(report), seconds=time.monotonic() - begun)


@contextmanager
def remembering(plan: Plan) -> Iterator[Memory | None]:
    """The plan's translation memory, made if there is none yet; None if it uses none. Raises StoreError."""
    if plan.memory is None:
        yield None
        return
    with Memory(plan.memory, create=True) as memory:
        yield memory


def _entries(job: Job, season: Season, inputs: Sequence[Path], progress: Progress) -> Iterator[Entry]:
    hands = Hands.of(job.mapper, job.plan)
    progress.begin(len(inputs))
    known = season.index.names()
    for paths in windows(inputs):
        yield from _Window(job, season, hands, progress).entries(paths, known)


def windows(inputs: Iterable[Path]) -> Iterator[list[Path]]:
    """The inputs, in order, in groups of about `WINDOW` bytes, one input at least."""
    window: list[Path] = []
    total = 0
    for path in inputs:
        window.append(path)
        with contextlib.suppress(OSError):
            total += path.stat().st_size
        if total >= WINDOW:
            yield window
            window, total = [], 0
    if window:
        yield window


class _Window:
    """Some inputs on their way through a run."""

    def __init__(self, job: Job, season: Season, hands: Hands, progress: Progress) -> None:
        self._job, self._season, self._hands, self._progress = job, season, hands, progress
        self._settled = season.settled()

    def entries(self, paths: Sequence[Path], known: Known) -> Iterator[Entry]:
        """What is told of the inputs, in their order, of each in the order of its locales."""
        todos = self._read(paths, known)
        asked = self._asked([todo for todo in todos.values() if isinstance(todo, Todo) and todo.item])
        decided = self._decided(asked)
        self._progress.phase("making", len(paths), "files")
        with contextlib.closing(self._made(todos.values(), asked, decided)) as made:
            for path, todo in todos.items():
                if isinstance(todo, LocalizeError):
                    yield failed(str(path), "", todo)
                    self._progress.through(0, made=0, reused=0)
                else:
                    new = {entry.row.locale: entry for entry in self._kept(made)} if todo.item else {}
                    yield from ({**new, **todo.same}[locale] for locale in self._season.plan.written)
                    self._progress.through(todo.cues, made=len(new), reused=len(todo.same))
                self._progress.advance(1)

    def _read(self, paths: Sequence[Path], known: Known) -> dict[Path, Todo | LocalizeError]:
        season, force = self._season, self._job.force
        self._progress.phase("reading", len(paths), "files")
        todos: dict[Path, Todo | LocalizeError] = {}
        for path in paths:
            todos[path] = found = attempt(path, partial(look, season, path, known, force=force))
            if isinstance(found, LocalizeError) or not found.reading:
                self._progress.advance(1)
        waiting = [todo for todo in todos.values() if isinstance(todo, Todo) and todo.reading]
        with contextlib.closing(self._hands.do(todo.reading for todo in waiting if todo.reading)) as read:
            for todo, source in zip(waiting, read, strict=True):
                todos[todo.path] = (
                    source.as_error()
                    if isinstance(source, Failure)
                    else attempt(todo.path, partial(look_again, season, todo, source, known, force=force))
                )
                self._progress.advance(1)
        return todos

    def _asked(self, todos: Sequence[Todo]) -> dict[tuple[Path, str], Asked]:
        """What each output that is made of its source asks of the engine, or why that cannot be told."""
        plan = self._season.plan
        asked: dict[tuple[Path, str], Asked] = {}
        for output in plan.made:
            for todo in todos if not output.from_locale else ():
                written = [locale for locale in plan.written if locale not in todo.same]
                if todo.item and (output.locale in written or is_needed(plan, output, written)):
                    if not self._job.force:
                        self._season.recollect(self._settled, todo.item, output)
                    work = partial(asked_of, plan, todo.item, output)
                    asked[todo.path, output.locale] = attempt(todo.path, work)
        return asked

    def _decided(self, asked: Mapping[tuple[Path, str], Asked]) -> Decided:
        decider = Decider(
            hands=self._hands,
            answers=self._season.index.answers(self._season.plan.routes),
            settled=self._settled,
            progress=self._progress,
            force=self._job.force,
        )
        return decider.decide(job for jobs in asked.values() if not isinstance(jobs, LocalizeError) for job in jobs)

    def _made(
        self, todos: Iterable[Todo | LocalizeError], asked: Mapping[tuple[Path, str], Asked], decided: Decided
    ) -> Generator[tuple[Order, Sequence[Made | Failure] | Failure], None, None]:
        """The orders of all inputs that need any work, with what came of them."""
        orders: deque[Order] = deque()

        def tasks() -> Iterator[Making]:
            for todo in todos:
                if isinstance(todo, Todo) and todo.item:
                    orders.append(self._order(todo, todo.item, asked, decided))
                    yield Making(order=orders[-1])

        with contextlib.closing(self._hands.do(tasks())) as results:
            for made in results:
                yield orders.popleft(), made

    def _order(self, todo: Todo, item: Input, asked: Mapping[tuple[Path, str], Asked], decided: Decided) -> Order:
        def outcomes(output: Output) -> Mapping[Sentence, Outcome] | LocalizeError:
            jobs = asked[todo.path, output.locale]
            return jobs if isinstance(jobs, LocalizeError) else outcomes_of(jobs, decided)

        found = attempt(todo.path, partial(order_of, self._season, item, todo.same, outcomes))
        return impossible(self._season, item, todo.same, found) if isinstance(found, LocalizeError) else found

    def _kept(self, made: Iterator[tuple[Order, Sequence[Made | Failure] | Failure]]) -> Iterator[Entry]:
        """What is told of the outputs of the next input that was made."""
        order, found = next(made)
        return keep(self._season, order, found, self._settled, partial(attempt, order.item.path))


def asked_of(plan: Plan, item: Input, output: Output) -> tuple[Sentence, ...]:
    """What an output asks of the engine."""
    context = plan.context(output.locale, recalled=item.recalled.get(output.locale, ()))
    found = untranslated(item.source, output.stages, context)
    return tuple(found[1].jobs(found[0], context)) if found else ()


def attempt(path: Path, work: Callable[[], _T]) -> _T | LocalizeError:
    """What `work` gives, or why it failed: whatever it is, it must not stop the other files.

    Raises StoreError: without the season's state no file can go on.
    """
    try:
        return work()
    except StoreError:
        raise
    except LocalizeError as error:
        return error
    except Exception as error:
        return caught(error, str(path))
