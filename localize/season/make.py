"""The outputs of one input, made: through the stages, under what people decided, checked. Nothing is written here.

An order holds all that is needed, so that it can be carried out anywhere.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from localize import formats
from localize.errors import FileError
from localize.ledger import settle
from localize.model import Document, Finding, LedgerEntry
from localize.pipeline import Made as Stages
from localize.pipeline import run, timed
from localize.plan import Plan
from localize.project.ground import Ground, no_terms, terms_of
from localize.project.learned import taught
from localize.project.overlaid import Review
from localize.project.trunk import overlay_trunk
from localize.recall import offered
from localize.report.entry import entry
from localize.result import FileResult
from localize.season import frame
from localize.season.desk import sha256
from localize.season.findings import of_homeless, of_reviews, of_unclear
from localize.season.ground import terms_then
from localize.season.lay import Laid, Situation, lay
from localize.season.order import Made, Order, Wanted
from localize.season.tell import news_of, state_of
from localize.spec.model import Output
from localize.stages.base import Context, Stage
from localize.stages.check import Check
from localize.stages.fit import Fit
from localize.workers.failure import Failure, failed


@dataclass(frozen=True, kw_only=True)
class _Start:
    """Where other outputs start from: the trunk of one with people's lines in it, and what to look at in those.

    decided: ids of the cues whose text or times people decided on.
    """

    trunk: Document
    notes: tuple[Review, ...] = ()
    decided: frozenset[str] = frozenset()


def make(plan: Plan, order: Order) -> tuple[Made | Failure, ...]:
    """Those of the outputs that are to be written; a failure of one is that of those that start from it too."""
    starts: dict[str, _Start | Failure] = {}
    return tuple(_made(plan, order, starts))


def _made(plan: Plan, order: Order, starts: dict[str, _Start | Failure]) -> Iterator[Made | Failure]:
    for wanted in order.outputs:
        start = starts.get(plan.spec.outputs[wanted.locale].from_locale or "")
        try:
            if wanted.error:
                raise wanted.error
            if isinstance(start, Failure):
                raise start.error
            made, starts[wanted.locale] = _one(plan, order, wanted, start)
            if made:
                yield made
        except Exception as error:
            failure = failed(error, str(order.item.path))
            if isinstance(start, Failure) and error is start.error:
                failure = start
            starts[wanted.locale] = failure
            if wanted.write:
                yield failure


def _one(plan: Plan, order: Order, wanted: Wanted, start: _Start | None) -> tuple[Made | None, _Start]:
    begun = time.monotonic()
    item, output, desk = order.item, plan.spec.outputs[wanted.locale], wanted.desk
    if desk is None:
        raise ValueError(f"{wanted.name}: nobody looked what lies there")
    context = plan.context(output.locale, recalled=item.recalled.get(output.locale, ()), outcomes=wanted.outcomes)
    base = start or _Start(trunk=item.source)
    fresh = run(base.trunk, _but_checks(output), context)
    source = fresh.document.source or item.source  # an output may have stages of its own that cut it into sentences
    terms = terms_of(plan.glossary, output.locale) if plan.glossary else no_terms
    situation = Situation(
        source=source,
        older=order.older,
        terms=terms,
        terms_then=terms_then(wanted.past.terms if wanted.past else None, terms),
        now=order.now,
        proposals=wanted.past.proposals if wanted.past else {},
    )
    laid = lay(desk, fresh.document, situation, base.notes, partial(_timed, output, context, base.decided))
    trunk, notes = overlay_trunk(fresh.trunk, laid.untimed)
    next_start = _Start(trunk=trunk, notes=notes, decided=base.decided | laid.untimed.decided)
    if not wanted.write:
        return None, next_start
    document = _checked(output, laid, context, tuple(offered(wanted.alike, laid.overlaid.document)))
    ledger = settle(item.source, document)
    data = _composed(plan, document, laid)
    aside = _aside(wanted, data) if laid.unclear and data != desk.data else None
    if aside:
        document = document.with_findings([of_unclear(str(desk.path), laid.unclear, str(aside))])
    ground = Ground(source=source, terms=terms)
    result = _result(order, output, document, ledger)
    return Made(
        locale=output.locale,
        data=data,
        rows=laid.overlaid.rows,
        state=state_of(wanted.name, item.path.name, document, laid.overlaid, ground, {}),
        news=tuple(news_of(document, laid.overlaid, laid.heard, order.when)),
        entry=entry(replace(result, seconds=time.monotonic() - begun)),
        heard=laid.heard,
        moved=laid.moved,
        around=laid.around,
        renamed=laid.renamed,
        lessons=taught(document, wanted.name, laid.decisions) if plan.memory and not aside else (),
        aside=aside,
    ), next_start


def _but_checks(output: Output) -> Sequence[Stage]:
    """The stages that make the program's text, in the cues and times of the source: people's cues count in both."""
    stages = (stage for stage in output.stages if not isinstance(stage, Check))
    return [replace(stage, timing="keep", short="hold") if isinstance(stage, Fit) else stage for stage in stages]


def _timed(
    output: Output, context: Context, decided: Collection[str], document: Document, held: Collection[str]
) -> Document:
    """decided: what people did to the output that this one starts from counts here too."""
    return timed(document, output.stages, context, {*decided, *held})


def _checked(output: Output, laid: Laid, context: Context, offers: Sequence[Finding]) -> Document:
    """The document with what the rules find in it, and what people should know of their own lines."""
    checks = [stage for stage in output.stages if isinstance(stage, Check)]
    document = laid.overlaid.document
    document = document.with_findings((*of_reviews(laid.overlaid.review), *of_homeless(laid.homeless), *offers))
    made: Stages = run(document, checks, context)
    return made.document


def _composed(plan: Plan, document: Document, laid: Laid) -> bytes:
    framed = frame.with_around(document, laid.around) if laid.around else document
    return formats.compose(framed, newline=plan.newline, bom=plan.bom)


def _aside(wanted: Wanted, data: bytes) -> Path:
    """The first place beside the output that is free, ours, or holds this very text. Raises FileError."""
    digest = sha256(data)
    for path, person in wanted.asides:
        if person in ("", digest):
            return path
    raise FileError(wanted.name, None, "somebody edited it, and every name beside it is taken", "tidy the folder")


def _result(order: Order, output: Output, document: Document, ledger: tuple[LedgerEntry, ...]) -> FileResult:
    return FileResult(
        path=str(order.item.path),
        locale=output.locale,
        document=document if document.source else replace(document, source=order.item.source),
        profile=next((stage.profile for stage in output.stages if isinstance(stage, Check)), ""),
        not_run=document.not_run,
        ledger=ledger,
        cues_in=len(order.item.source.cues),
        cues_out=len(document.cues),
        origins=tuple(dict.fromkeys(cue.provenance for cue in document.cues)),
    )
