"""All that is known of an input and what lies there of its outputs, as an order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from localize.errors import FileError, LocalizeError
from localize.ladder import Job, Outcome
from localize.outputs import Outputs
from localize.plan import Plan
from localize.project import sources
from localize.recall import alike
from localize.season.desk import open_desk
from localize.season.order import Input, Order, Past, Wanted
from localize.season.season import Season
from localize.spec.model import Output
from localize.workers import Failure

Outcomes = Mapping[Job, Outcome]


def order_of(
    season: Season, item: Input, same: Collection[str], outcomes: Callable[[Output], Outcomes | LocalizeError]
) -> Order:
    """The outputs of `item` that are to be made. same: locales whose output need not be.

    What cannot be opened becomes the error of its output. Raises StoreError.
    """
    plan = season.plan
    written = [locale for locale in plan.written if locale not in same]
    wanted = []
    for output in plan.made:
        if output.locale in written or is_needed(plan, output, written):
            found = _wanted(season, item, output, write=output.locale in written)
            asked = {} if output.from_locale else outcomes(output)
            if isinstance(asked, LocalizeError):
                wanted.append(replace(found, error=found.error or asked))
            else:
                wanted.append(replace(found, outcomes=asked))
    return Order(
        item=item,
        outputs=tuple(wanted),
        older=sources.load(season.place.sources(item.path.name)),
        now=season.now,
    )


def impossible(season: Season, item: Input, same: Collection[str], error: LocalizeError) -> Order:
    """An order of which nothing can be made, since `error` happened to it."""
    locales = (locale for locale in season.plan.written if locale not in same)
    outputs = tuple(Wanted(locale=locale, name="", error=error) for locale in locales)
    return Order(item=item, outputs=outputs, older=None, now=season.now)


def outcomes_of(jobs: Sequence[Job], decided: Mapping[Job, Outcome | Failure]) -> Outcomes | LocalizeError:
    """What came of the jobs of an output, or why one of them failed."""
    found: dict[Job, Outcome] = {}
    for job in jobs:
        outcome = decided[job]
        if isinstance(outcome, Failure):
            return outcome.as_error()
        found[job] = outcome
    return found


def is_needed(plan: Plan, output: Output, wanted: Sequence[str]) -> bool:
    """Whether one of `wanted` starts from `output`, directly or over others."""
    for locale in wanted:
        start = plan.spec.outputs[locale].from_locale
        while start:
            if start == output.locale:
                return True
            start = plan.spec.outputs[start].from_locale
    return False


def _wanted(season: Season, item: Input, output: Output, *, write: bool) -> Wanted:
    name = season.name(item, output)
    found = Wanted(locale=output.locale, name=name, write=write)
    try:
        if write:
            _take(season, name)
        desk = open_desk(season.place, name, tidy=True)
        asides = tuple(Outputs(season.place.out).asides(name)) if write else ()
    except FileError as error:
        return replace(found, error=error)
    state = season.index.state(name)
    past = Past(terms=state.terms, proposals=state.proposals) if state else None
    recalled = item.recalled.get(output.locale, ()) if write else ()
    offers = [one for known in recalled for one in alike(season.memory, item.source, known)] if season.memory else []
    return replace(found, desk=desk, past=past, alike=tuple(offers), asides=asides)


def _take(season: Season, name: str) -> None:
    if name in season.taken:
        path = str(season.place.out / name)
        raise FileError(path, None, "another input was written to this file", "rename one of the inputs")
    season.taken.add(name)
