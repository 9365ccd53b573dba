"""One input in every locale: made, laid under people's decisions, checked, written, and noted."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from localize import formats
from localize.errors import FileError, InternalError, LocalizeError
from localize.ledger import settle
from localize.memory import Memory, Unit
from localize.model import Document, Finding
from localize.outputs import Outputs
from localize.pipeline import Made, run, untranslated
from localize.plan import Plan, name_of
from localize.project import decisions, sources
from localize.project.events import Event
from localize.project.ground import Ground, no_terms, terms_of
from localize.project.index import Index
from localize.project.learned import taught
from localize.project.overlaid import Review
from localize.project.place import Place
from localize.project.states import OutputState
from localize.project.trunk import overlay_trunk
from localize.recall import Recalled, alike
from localize.result import FileResult
from localize.season import frame
from localize.season.desk import Desk, open_desk, put
from localize.season.findings import of_homeless, of_reviews, of_unclear
from localize.season.fingerprint import Fingerprints
from localize.season.ground import as_source, terms_then
from localize.season.lay import Laid, Situation, lay
from localize.season.tell import news_of, state_of
from localize.settled import Settled
from localize.spec.model import Output
from localize.stages.base import Context
from localize.stages.check import Check
from localize.translators.base import Request, Translation


@dataclass(frozen=True, kw_only=True)
class Input:
    """A file to localise. sha256: of its bytes; source: what it holds, with its sentences.

    recalled: what the memory knows of it, by locale of the output.
    """

    path: Path
    sha256: str
    source: Document
    recalled: Mapping[str, Recalled] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Season:
    """One run on one folder. taken: names of outputs that this run has written. now: the time, for what is noted.

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

    @cached_property
    def settled(self) -> Settled:
        """Outcomes of earlier runs, as far as they were asked for with `remember`, and of this one."""
        return Settled(self.index.digest)

    def context(self, item: Input, output: Output, table: Mapping[Request, Translation]) -> Context:
        """What the stages of one output of an input may use."""
        return self.plan.context(output.locale, table, item.recalled.get(output.locale), self.settled)

    def remember(self, item: Input, output: Output) -> None:
        """Take in what came of the sentences of an output when it was last made."""
        data = self.index.kept(f"{self.name(item, output)}\0outcomes")
        if data:
            self.settled.unpack(data)

    def settle(self, item: Input, output: Output, table: Mapping[Request, Translation]) -> None:
        """Keep what came of the sentences of an output that was made of its source."""
        context = self.context(item, output, table)
        found = untranslated(item.source, output.stages, context)
        if found:
            document, stage = found
            with suppress(UnicodeEncodeError):
                data = self.settled.packed(stage.jobs(document, context))
                self.index.keep(f"{self.name(item, output)}\0outcomes", data)

    def name(self, item: Input, output: Output) -> str:
        """The file name of an output."""
        return name_of(self.plan, item.path, output.locale, item.source.facts.format)

    @property
    def when(self) -> str:
        """The time as it is noted."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, kw_only=True)
class _Start:
    """Where other outputs start from: the trunk of one with people's lines in it, what to look at in those, and what
    it depends on.
    """

    trunk: Document
    notes: tuple[Review, ...]
    fingerprint: Mapping[str, str]


def finish(
    season: Season,
    item: Input,
    same: Collection[str],
    table: Mapping[Request, Translation],
    attempt: Callable[[Callable[[], FileResult]], FileResult | LocalizeError],
) -> Iterator[FileResult]:
    """Write the outputs of `item`, one after another, and note how they stand; at the end the input is noted.

    same: locales whose output need not be made. table: translations of all that the others ask for. attempt: carries
    out what may fail; a failure of one output is its result, and fails those that start from it.
    """
    work = _Work(season, item, table)
    wanted = [locale for locale in season.plan.written if locale not in same]
    for output in season.plan.made:
        if output.locale not in wanted and not is_needed(season.plan, output, wanted):
            continue
        begun = time.monotonic()
        found = attempt(partial(work.make, output, write=output.locale in wanted))
        if isinstance(found, LocalizeError):
            work.failed[output.locale] = found
            found = failure(item.path, output.locale, found)
        if output.locale in wanted:
            yield replace(found, cues_in=len(item.source.cues), seconds=time.monotonic() - begun)
    season.index.record(work.made)
    if not work.failed and not work.left_behind():
        sources.save(season.place.sources(item.path.name), work.as_source)


def failure(path: Path, locale: str, error: LocalizeError) -> FileResult:
    """The result of a file that failed."""
    return FileResult(path=str(path), locale=locale, error=str(error), bug=isinstance(error, InternalError))


def is_noted(place: Place, path: Path, input_sha256: str) -> bool:
    """Whether an input stands noted as it is: a run may have been killed just before that."""
    known = sources.load(place.sources(path.name))
    return known is not None and known.sha256 == (input_sha256,)


def is_needed(plan: Plan, output: Output, wanted: Sequence[str]) -> bool:
    """Whether one of `wanted` starts from `output`, directly or over others."""
    for locale in wanted:
        start = plan.spec.outputs[locale].from_locale
        while start:
            if start == output.locale:
                return True
            start = plan.spec.outputs[start].from_locale
    return False


class _Work:
    """One input. failed: why an output could not be made, by locale. made: how the others stand, and what is new."""

    def __init__(self, season: Season, item: Input, table: Mapping[Request, Translation]) -> None:
        self._season, self._item, self._table = season, item, table
        self._starts: dict[str, _Start] = {}
        self._older = sources.load(season.place.sources(item.path.name))
        self.as_source = as_source(item.source, item.sha256, item.path.name)
        self.failed: dict[str, LocalizeError] = {}
        self.made: list[tuple[OutputState, tuple[Event, ...]]] = []

    def left_behind(self) -> bool:
        """Whether there are outputs that this run does not write and that were made from an earlier version."""
        form = self._item.source.facts.format
        plan = self._season.plan
        others = (locale for locale in plan.spec.outputs if locale not in plan.written)
        names = [name_of(plan, self._item.path, locale, form) for locale in others]
        older = self._older is not None and self._older.sha256 != (self._item.sha256,)
        return older and any(self._season.place.written(name).exists() for name in names)

    def make(self, output: Output, *, write: bool) -> FileResult:
        """Make one output and, if `write`, write it. Raises LocalizeError."""
        season, item, plan = self._season, self._item, self._season.plan
        start = self._start(output)
        context = season.context(item, output, self._table)
        stages = [stage for stage in output.stages if not isinstance(stage, Check)]
        fresh = run(start.trunk if start else item.source, stages, context)
        name = name_of(plan, item.path, output.locale, fresh.document.facts.format)
        if write:
            self._take(name)
        desk = open_desk(season.place, name, tidy=True)
        situation = self._situation(output, name)
        laid = lay(desk, fresh.document, situation, start.notes if start else ())
        decisions.save(season.place.decisions(name), laid.heard)
        if laid.top:
            frame.save(season.place.top(name), laid.top)
        offers: tuple[Finding, ...] = ()
        if season.memory and context.recalled:
            offers = alike(season.memory, laid.overlaid.document, context.recalled)
        document = _checked(plan, output, laid, self._table, offers)
        ledger = settle(item.source, document)
        kept, aside = self._write(desk, document, laid) if write else (desk.path, None)
        if aside:
            document = document.with_findings([of_unclear(str(kept), laid.unclear, str(aside))])
        recalled = item.recalled.get(output.locale)
        fingerprint = season.fingerprints.of(output, name, item.sha256, start.fingerprint if start else None, recalled)
        trunk, notes = overlay_trunk(fresh.trunk, laid.overlaid)
        self._starts[output.locale] = _Start(trunk=trunk, notes=notes, fingerprint=fingerprint)
        if write and not aside:
            season.lessons.extend(taught(document, name, laid.decisions))
        if start is None:
            season.settle(item, output, self._table)
        if write:
            ground = Ground(source=item.source, terms=situation.terms)
            state = state_of(name, item.path.name, document, laid.overlaid, ground, {} if aside else fingerprint)
            self.made.append((state, tuple(news_of(document, laid.overlaid, laid.heard, season.when))))
        return FileResult(
            path=str(item.path),
            locale=output.locale,
            output=str(kept),
            kept_aside=str(aside) if aside else "",
            document=document if document.source else replace(document, source=item.source),
            profile=next((stage.profile for stage in output.stages if isinstance(stage, Check)), ""),
            not_run=document.not_run,
            ledger=ledger,
            cues_out=len(document.cues),
            origins=tuple(dict.fromkeys(cue.provenance for cue in document.cues)),
        )

    def _start(self, output: Output) -> _Start | None:
        if output.from_locale is None:
            return None
        if output.from_locale in self.failed:
            raise self.failed[output.from_locale]
        return self._starts[output.from_locale]

    def _take(self, name: str) -> None:
        if name in self._season.taken:
            path = str(self._season.place.out / name)
            raise FileError(path, None, "another input was written to this file", "rename one of the inputs")
        self._season.taken.add(name)

    def _situation(self, output: Output, name: str) -> Situation:
        glossary = self._season.plan.glossary
        terms = terms_of(glossary, output.locale) if glossary else no_terms
        state = self._season.index.state(name)
        return Situation(
            source=self._item.source,
            older=self._older,
            terms=terms,
            terms_then=terms_then(state, terms),
            now=self._season.now,
            proposals=state.proposals if state else {},
        )

    def _write(self, desk: Desk, document: Document, laid: Laid) -> tuple[Path, Path | None]:
        """The file that holds the output, and the one beside it with the new text if the output had to stay."""
        plan = self._season.plan
        above = laid.top or desk.top
        framed = frame.with_top(document, above) if above else document
        data = formats.compose(framed, newline=plan.newline, bom=plan.bom)
        if laid.unclear:
            aside, kept = Outputs(self._season.place.out).write(desk.name, data)
            return (kept, aside) if kept else (aside, None)
        put(desk, data, laid.overlaid.rows, self._item.path.name, laid.moved)
        return desk.path, None


def _checked(
    plan: Plan, output: Output, laid: Laid, table: Mapping[Request, Translation], offers: Sequence[Finding]
) -> Document:
    """The document with what the rules find in it, and what people should know of their own lines."""
    checks = [stage for stage in output.stages if isinstance(stage, Check)]
    document = laid.overlaid.document
    document = document.with_findings((*of_reviews(laid.overlaid.review), *of_homeless(laid.homeless), *offers))
    made: Made = run(document, checks, plan.context(output.locale, table))
    return made.document
