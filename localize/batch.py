"""Many files through a pipeline: read and segment all, translate what is distinct once, finish each.

Translation is the only heavy step and wants big batches, so a window of files goes through it together: (a) read and
segment; (b) translate the set of distinct sentences, then in smaller rounds what failed verification; (c) finish and
write each file. What an output depends on is compared first: one for which nothing changed is not made again. A file
that fails, even by a bug of ours, is a result and not an exception; the others go on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from localize import intake
from localize.crash import caught
from localize.errors import LocalizeError, StoreError
from localize.formats.reading import load
from localize.memory import Memory
from localize.model import Document
from localize.outputs import Outputs
from localize.pipeline import run, untranslated, wanted
from localize.plan import Plan, refuse_collisions
from localize.project.index import Index
from localize.project.learned import learn
from localize.project.lines import content
from localize.project.lock import locked
from localize.project.place import Place
from localize.project.values import digest
from localize.recall import Recalled, recall
from localize.report import html
from localize.result import FileResult, RunResult, notices, packages
from localize.season import cached
from localize.season.desk import sha256
from localize.season.fingerprint import Fingerprints
from localize.season.make import Input, Season, failure, finish, is_needed, is_noted
from localize.spec.model import Output
from localize.translators.base import Request, Routes, Translation
from localize.translators.batches import Batch, batches
from localize.workers import Mapper
from localize.workers.translation import answers as translated

# Files read, translated and finished together: bounds the memory of a run.
WINDOW = 200

_T = TypeVar("_T")


class Progress(Protocol):
    """Told what goes on; see `report.console`."""

    def phase(self, name: str, total: int) -> None:
        """A new phase of `total` steps begins."""

    def advance(self, steps: int, note: str = "") -> None:
        """`steps` more steps are done; `note` says what else is known by now."""


# Translates batches, each as it is; tells of requests as they are done. Yields in any order.
Engine = Callable[[Sequence[Batch], Callable[[int], None]], Iterable[tuple[Batch, Sequence[Translation]]]]


def spread_over(mapper: Mapper, routes: Routes) -> Engine:
    """An engine that has the batches translated over `routes` by the workers of `mapper`."""

    def engine(
        planned: Sequence[Batch], advance: Callable[[int], None]
    ) -> Iterable[tuple[Batch, Sequence[Translation]]]:
        return translated(planned, routes, mapper, advance=advance)

    return engine


@dataclass(frozen=True, kw_only=True)
class Job:
    """One run. engine: what translates. force: make all text of the program anew, whatever is known of it. whole: the
    result has all cues, also of outputs that were not made again.
    """

    plan: Plan
    engine: Engine
    force: bool = False
    whole: bool = False


def run_batch(job: Job, inputs: Sequence[Path], out: Path, progress: Progress) -> RunResult:
    """Every input in every locale of the plan, written to `out`.

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
                results = list(_results(job, season, inputs, progress))
                if memory:
                    # At the end and at once, so that a run that was killed is done again as it began.
                    learn(memory, season.lessons)
            stands = _report_stands(season, results)
            if job.whole or not stands:
                results = [_whole(index, result) for result in results]
            made = RunResult(
                name=job.plan.spec.name,
                spec=str(job.plan.spec.path),
                started=started,
                seconds=time.monotonic() - begun,
                files=tuple(results),
                notices=notices(results),
                packages=packages(results),
            )
            report = out / _REPORT if stands else _write_report(season, made)
            index.finish(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return replace(made, report=str(report), seconds=time.monotonic() - begun)


@contextmanager
def remembering(plan: Plan) -> Iterator[Memory | None]:
    """The plan's translation memory, made if there is none yet; None if it uses none. Raises StoreError."""
    if plan.memory is None:
        yield None
        return
    with Memory(plan.memory, create=True) as memory:
        yield memory


def _results(job: Job, season: Season, inputs: Sequence[Path], progress: Progress) -> Iterator[FileResult]:
    known = known_outputs(season)
    remaining = iter(inputs)
    while window := list(islice(remaining, WINDOW)):
        yield from _window(job, season, window, known, progress)


def known_outputs(season: Season) -> dict[tuple[str, str], str]:
    """Names of the outputs that were made before, by name of the input and locale."""
    return {(one.input, one.locale): one.name for one in season.index.tallies()}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One input. same: results of the outputs that need not be made, by locale. item: for the others, None if there
    are none.
    """

    same: Mapping[str, FileResult]
    item: Input | None

    @property
    def cues(self) -> int:
        """Cues of the input."""
        return len(self.item.source.cues) if self.item else next((one.cues_in for one in self.same.values()), 0)


def _window(
    job: Job, season: Season, paths: Sequence[Path], known: Mapping[tuple[str, str], str], progress: Progress
) -> Iterator[FileResult]:
    """The results of some inputs, in their order, each in the order of its locales."""
    tasks: dict[Path, Task | LocalizeError] = {}
    progress.phase("reading files", len(paths))
    for path in paths:
        tasks[path] = _attempt(path, partial(task_of, job, season, path, known))
        progress.advance(1, _cues(tasks.values()))
    work = [(task.item, task.same) for task in tasks.values() if isinstance(task, Task) and task.item]
    table = _translate(job, season, work, progress)
    progress.phase("writing files", len(paths))
    for number, (path, task) in enumerate(tasks.items(), 1):
        if isinstance(task, LocalizeError):
            yield failure(path, "", task)
        else:
            made = {result.locale: result for result in _made(season, task, table)}
            yield from ({**made, **task.same}[locale] for locale in season.plan.written)
        progress.advance(1, _cues(islice(tasks.values(), number)))


def _cues(tasks: Iterable[Task | LocalizeError]) -> str:
    return f"{sum(task.cues for task in tasks if isinstance(task, Task)):,} cues"


def _attempt(path: Path, work: Callable[[], _T]) -> _T | LocalizeError:
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


def task_of(job: Job, season: Season, path: Path, known: Mapping[tuple[str, str], str]) -> Task:
    """What is to be done with an input. Raises LocalizeError if it cannot be read."""
    data = load(path)
    # What the memory knows of an input is known when that is read; else its bytes are enough.
    item = _input(season, path, data) if season.memory else None
    same = {} if job.force else _same(season, path, sha256(data), known, item.recalled if item else {})
    if all(locale in same for locale in season.plan.written) and is_noted(season.place, path, sha256(data)):
        return Task(same=same, item=None)
    return Task(same=same, item=item or _input(season, path, data))


def _input(season: Season, path: Path, data: bytes) -> Input:
    plan, memory = season.plan, season.memory
    document = intake.read(path, plan.spec, data=data, encoding=plan.encoding, line=plan.line)
    source = run(document, plan.spec.stages, plan.context(plan.spec.source, {})).document
    recalled: dict[str, Recalled] = {}
    for output in plan.made:
        if memory and not output.from_locale:
            found = untranslated(source, output.stages, plan.context(output.locale, {}))
            if found and found[1].memory:
                recalled[output.locale] = recall(memory, found[0], found[1].gives(output.locale))
    return Input(path=path, sha256=sha256(data), source=source, recalled=recalled)


def _same(
    season: Season,
    path: Path,
    input_sha256: str,
    known: Mapping[tuple[str, str], str],
    recalled: Mapping[str, Recalled],
) -> dict[str, FileResult]:
    """Results of the outputs that are as they would be if they were made again, by locale."""
    prints: dict[str, dict[str, str]] = {}
    same = {}
    for output in season.plan.made:
        name = known.get((path.name, output.locale))
        start = prints.get(output.from_locale) if output.from_locale else None
        if name is None or (output.from_locale and start is None):
            continue
        prints[output.locale] = season.fingerprints.of(output, name, input_sha256, start, recalled.get(output.locale))
        if season.index.unchanged(name, prints[output.locale]):
            result = cached.kept(season.index, name, whole=False)
            if result and output.locale in season.plan.written:
                same[output.locale] = replace(result, path=str(path), reused=True, seconds=0.0)
    return same


def _translate(
    job: Job, season: Season, work: Sequence[tuple[Input, Mapping[str, FileResult]]], progress: Progress
) -> dict[Request, Translation]:
    """Answers to everything the inputs ask for, in rounds: each round holds what the one before left undecided."""
    plan = season.plan
    answers = season.index.answers(plan.routes)
    table: dict[Request, Translation] = {}
    pending = [
        (item, output)
        for output in plan.made
        if not output.from_locale
        for item, same in work
        if output.locale not in same or is_needed(plan, output, [one for one in plan.written if one not in same])
    ]
    for item, output in pending if not job.force else ():
        season.remember(item, output)
    while pending:
        asked = [(item, output, wanted_of(season, item, output, table)) for item, output in pending]
        requests = dict.fromkeys(request for _, _, needed in asked for request in needed)
        if not requests:
            break
        known = {} if job.force else answers.known(requests)
        what = "translating again" if table else "translating sentences"
        progress.phase(f"{what}: {_size({item.source.path: item.source for item, _ in pending})}", len(requests))
        if known:
            progress.advance(len(known), f"{len(known):,} known")
        table |= known
        rest = [request for request in requests if request not in known]
        for batch, found in job.engine(answers.plan(rest, batches), progress.advance):
            new = dict(zip(batch.requests, found, strict=True))
            answers.learn([batch], new)
            table |= new
        pending = [(item, output) for item, output, needed in asked if needed]
    return table


def _size(documents: Mapping[str, Document]) -> str:
    count = len(documents)
    cues = sum(len(document.cues) for document in documents.values())
    return f"{'1 file' if count == 1 else f'{count:,} files'}, {cues:,} cues"


def wanted_of(season: Season, item: Input, output: Output, table: Mapping[Request, Translation]) -> tuple[Request, ...]:
    """As `pipeline.wanted`; nothing for a document that fails: it fails again when it is finished, and that is told."""
    try:
        context = season.context(item, output, table)
        return wanted(item.source, output.stages, context)
    except Exception:
        return ()


def _made(season: Season, task: Task, table: Mapping[Request, Translation]) -> Iterator[FileResult]:
    """The results of the outputs that are made."""
    item = task.item
    if item:
        for result in finish(season, item, task.same, table, partial(_attempt, item.path)):
            if result.document and not result.kept_aside:
                cached.keep(season.index, Path(result.output).name, result)
            yield result


# -- the report --------------------------------------------------------------------------------------------------------

_REPORT = "report.html"
_SHOWN = "\0report"  # the name under which the index knows what the report shows


def _report_stands(season: Season, results: Sequence[FileResult]) -> bool:
    """Whether the report that is there shows just these results, and is ours."""
    there = content(season.place.out / _REPORT)
    if there is None or not all(result.reused for result in results):
        return False
    return season.index.kept(_SHOWN) == _shown(results, there)


def _shown(results: Iterable[FileResult], report: bytes) -> bytes:
    return digest(sha256(report), *(f"{result.path} {result.locale} {result.output}" for result in results)).encode()


def _write_report(season: Season, result: RunResult) -> Path:
    data = html.render(result).encode()
    report, _ = Outputs(season.place.out).write(_REPORT, data)
    season.index.keep(_SHOWN, _shown(result.files, data))
    return report


def _whole(index: Index, result: FileResult) -> FileResult:
    """A result with its cues."""
    if not result.reused:
        return result
    found = cached.kept(index, Path(result.output).name, whole=True)
    return replace(found, path=result.path, reused=True, seconds=0.0) if found else result
