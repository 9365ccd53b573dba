"""What was made of an input, written and noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from localize.errors import LocalizeError
from localize.outputs import Outputs
from localize.plan import name_of
from localize.project import around, decisions, sources
from localize.project.events import Event
from localize.project.states import OutputState
from localize.report.entry import Entry, failed
from localize.season import cached
from localize.season.desk import put
from localize.season.ground import as_source
from localize.season.order import Made, Order, Wanted
from localize.season.season import Season, outcomes_key
from localize.settled import Settled
from localize.workers.failure import Failure

# Carries out what may fail: gives what it gives, or why it failed.
Attempt = Callable[[Callable[[], Entry]], Entry | LocalizeError]


def keep(
    season: Season, order: Order, made: Sequence[Made | Failure] | Failure, settled: Settled, attempt: Attempt
) -> Iterator[Entry]:
    """Write the outputs of an order, one after another, and note how they stand; at the end the input is noted.

    made: those to be written, in order, or why there are none. A failure of one is its entry, and fails those that
    start from it. settled: what came of their sentences. Raises StoreError.
    """
    work = _Work(season, order, settled)
    written = [wanted for wanted in order.outputs if wanted.write]
    found = [made] * len(written) if isinstance(made, Failure) else made
    for wanted, one in zip(written, found, strict=True):
        yield work.entry(wanted, one, attempt)
    work.note()


class _Work:
    """One order. failed: why an output could not be made, by locale."""

    def __init__(self, season: Season, order: Order, settled: Settled) -> None:
        self._season, self._order, self._settled, self._plan = season, order, settled, season.plan
        self._failed: dict[str, LocalizeError] = {}
        self._errors: dict[int, LocalizeError] = {}
        self._states: list[tuple[OutputState, tuple[Event, ...]]] = []
        self._pieces: dict[str, bytes] = {}
        self._prints: dict[str, Mapping[str, str]] = {}

    def entry(self, wanted: Wanted, made: Made | Failure, attempt: Attempt) -> Entry:
        """What is told of an output, which is written by then."""
        start = self._plan.spec.outputs[wanted.locale].from_locale
        if start in self._failed:
            found: Entry | LocalizeError = self._failed[start]
        elif isinstance(made, Failure):
            found = self._error(made)
        else:
            found = attempt(lambda: self._write(wanted, made))
        if isinstance(found, Entry):
            return found
        self._failed[wanted.locale] = found
        order = self._order
        return failed(str(order.item.path), wanted.locale, found, cues_in=len(order.item.source.cues))

    def note(self) -> None:
        """Note the outputs and, if all of them were made, the input."""
        self._season.index.record(self._states, self._pieces)
        item = self._order.item
        if not self._failed and not self._left_behind():
            table = as_source(item.source, item.sha256, item.path.name)
            sources.save(self._season.place.sources(item.path.name), table)

    def _error(self, failure: Failure) -> LocalizeError:
        # The details of a bug go to a log file once, however many outputs fail with it.
        if id(failure) not in self._errors:
            self._errors[id(failure)] = failure.as_error()
        return self._errors[id(failure)]

    def _write(self, wanted: Wanted, made: Made) -> Entry:
        season, desk = self._season, wanted.desk
        if desk is None:
            raise ValueError(f"{wanted.name}: nobody looked what lies there")
        decisions.save(season.place.decisions(wanted.name), made.heard)
        if made.around:
            around.save(season.place.around(wanted.name), made.around)
        if made.aside:
            Outputs(season.place.out).put(made.aside.name, made.data)
        else:
            item = self._order.item
            if made.renamed:
                moves = {old: (new,) for old, new in made.renamed.items()}
                season.index.move(wanted.name, moves, item.sha256)
            put(desk, made.data, made.rows, item.path.name, made.moved, made.renamed)
            season.lessons.extend(made.lessons)
        fingerprint = self._fingerprint(wanted.locale)
        self._states.append((replace(made.state, fingerprint={} if made.aside else fingerprint), made.news))
        row = replace(made.entry.row, output=str(desk.path), kept_aside=str(made.aside or ""))
        entry = replace(made.entry, row=row)
        if not made.aside:  # what is said of two files is not to be said again of one
            self._pieces |= cached.pieces(wanted.name, entry)
        if wanted.outcomes:
            with suppress(UnicodeEncodeError):  # halves of characters have no place in JSON
                self._pieces[outcomes_key(wanted.name)] = self._settled.packed(wanted.outcomes)
        return entry

    def _fingerprint(self, locale: str) -> Mapping[str, str]:
        """Of an output as it is now."""
        if locale not in self._prints:
            season, item, output = self._season, self._order.item, self._plan.spec.outputs[locale]
            start = self._fingerprint(output.from_locale) if output.from_locale else None
            name, recalled = season.name(item, output), item.recalled.get(locale, ())
            self._prints[locale] = season.fingerprints.of(output, name, item.sha256, start, recalled)
        return self._prints[locale]

    def _left_behind(self) -> bool:
        """Whether there are outputs that this run does not write and that were made from an earlier version."""
        item, plan, older = self._order.item, self._plan, self._order.older
        others = (locale for locale in plan.spec.outputs if locale not in plan.written)
        names = [name_of(plan, item.path, locale, item.source.facts.format) for locale in others]
        changed = older is not None and older.sha256 != (item.sha256,)
        return changed and any(self._season.place.written(name).exists() for name in names)
