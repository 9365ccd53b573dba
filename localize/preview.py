"""What a run would do, and why, without doing it: `localize run --dry-run`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from localize.batch import Job, asked_of, attempt
from localize.errors import FileError, LocalizeError, UsageError
from localize.ladder import climb
from localize.memory import Memory
from localize.plan import Plan, name_of, refuse_collisions
from localize.project.index import Index
from localize.project.place import Place
from localize.season.fingerprint import Fingerprints
from localize.season.look import Known, Todo, look, look_again
from localize.season.order import Input
from localize.season.season import Season
from localize.season.stand import stand
from localize.spec.model import Output
from localize.translators.base import Request, Translation

_WHY = {
    "program": "another version of localize",
    "input": "the input changed",
    "options": "stages, options or a profile changed",
    "glossary": "the glossary changed",
    "packages": "a translation package changed",
    "memory": "the translation memory changed",
    "start": "the output it starts from changed",
    "decisions": "people decided something since",
    "output": "the file was edited, or is not there",
}


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a run would do with one output. why: clauses, none if nothing needs to be done. sentences: how many would go
    to the engine, at least. heard: edits of people that the file tells. error: why nothing can be done.
    """

    path: str
    locale: str = ""
    output: str = ""
    why: tuple[str, ...] = ()
    sentences: int = 0
    heard: int = 0
    error: str = ""


def preview(job: Job, inputs: Sequence[Path], out: Path) -> tuple[Foreseen, ...]:
    """What would become of every input in every locale. Nothing is written. Raises UsageError as a run would."""
    refuse_collisions(job.plan, inputs, out)
    place = Place(out)
    place.check()
    with Index(place.index, create=False) as index:
        prints = Fingerprints(job.plan, place, index.digest)
        now = datetime.now(UTC)
        with _remembering(job.plan) as memory:
            season = Season(plan=job.plan, place=place, index=index, fingerprints=prints, now=now, memory=memory)
            known = season.index.names()
            return tuple(one for path in inputs for one in _of_input(job, season, path, known))


def _remembering(plan: Plan) -> AbstractContextManager[Memory | None]:
    """The plan's memory if there is one by now."""
    return Memory(plan.memory) if plan.memory and plan.memory.is_file() else nullcontext()


def _of_input(job: Job, season: Season, path: Path, known: Known) -> list[Foreseen]:
    found = attempt(path, lambda: _looked_at(job, season, path, known))
    if isinstance(found, LocalizeError):
        return [Foreseen(path=str(path), error=str(found))]
    return [
        _of_output(job, season, found.item, output)
        if found.item and output.locale not in found.same
        else Foreseen(path=str(path), locale=output.locale, output=found.same[output.locale].row.output)
        for output in season.plan.made
        if output.locale in season.plan.written
    ]


def _looked_at(job: Job, season: Season, path: Path, known: Known) -> Todo:
    todo = look(season, path, known, force=job.force)
    if todo.reading is None:
        return todo
    return look_again(season, todo, todo.reading.done(job.plan), known, force=job.force)


def _of_output(job: Job, season: Season, item: Input, output: Output) -> Foreseen:
    name = name_of(season.plan, item.path, output.locale, item.source.facts.format)
    asked = 0 if output.from_locale else _asked(job, season, item, output)
    try:
        heard = len(stand(season.place, name, season.index, season.now).heard)
        error = ""
    except (FileError, UsageError):
        heard, error = 0, ""
    return Foreseen(
        path=str(item.path),
        locale=output.locale,
        output=str(season.place.out / name),
        why=_why(job, season, item, output, name),
        sentences=asked,
        heard=heard,
        error=error,
    )


def _why(job: Job, season: Season, item: Input, output: Output, name: str) -> tuple[str, ...]:
    if job.force:
        return ("--force",)
    if season.index.state(name) is None:
        return ("new",)
    start = season.plan.spec.outputs[output.from_locale] if output.from_locale else None
    prints = None
    if start:
        of_start = name_of(season.plan, item.path, start.locale, item.source.facts.format)
        prints = season.fingerprints.of(start, of_start, item.sha256, None, item.recalled.get(start.locale, ()))
    changed = season.index.differences(
        name, season.fingerprints.of(output, name, item.sha256, prints, item.recalled.get(output.locale, ()))
    )
    return tuple(_WHY[one] for one in changed) or ("it was left unfinished",)


def _asked(job: Job, season: Season, item: Input, output: Output) -> int:
    """Sentences of which the answer is not known, as far as can be seen before any is translated."""
    answers, settled = season.index.answers(season.plan.routes), season.settled()
    if not job.force:
        season.recollect(settled, item, output)
    unknown: dict[Request, None] = {}
    table: dict[Request, Translation] = {}
    left = [one for one in dict.fromkeys(asked_of(season.plan, item, output)) if job.force or not settled.find(one)]
    while left:
        asked = [(one, found) for one in left if isinstance(found := climb(one, table), tuple)]
        table |= {} if job.force else answers.known({request for _, found in asked for request in found})
        unknown |= {request: None for _, found in asked for request in found if request not in table}
        left = [one for one, found in asked if unknown.keys().isdisjoint(found)]
    return len(unknown)


def lines(found: Sequence[Foreseen]) -> Iterator[str]:
    """For people: a line an output, and the sums."""
    yield from map(_line, found)
    todo = [one for one in found if one.why]
    sentences = sum(one.sentences for one in todo)
    yield f"{len(todo):,} of {len(found):,} outputs to make, {sentences:,} sentences to translate at least"


def _line(one: Foreseen) -> str:
    if one.error:
        return f"{one.path}: {one.error}"
    if not one.why:
        return f"{one.output}: nothing to do"
    facts = [", ".join(one.why)]
    if one.sentences:
        facts.append(f"{one.sentences:,} to translate")
    if one.heard:
        facts.append(f"{one.heard:,} {'edit' if one.heard == 1 else 'edits'} of people found")
    return f"{one.output}: " + "; ".join(facts)
