"""How an output stands after a run, and what happened to its cues, for the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from localize.formats import FORMATS
from localize.model import Cue, Document, Maker
from localize.project.events import Event, Happened
from localize.project.ground import Ground
from localize.project.overlaid import Overlaid, Review, stands_for
from localize.project.states import CueState, OutputState
from localize.project.values import Decision, What, digest, with_tags
from localize.timecode import clock

_WRITTEN = {
    Maker.SOURCE: Happened.KEPT,
    Maker.MACHINE: Happened.MACHINE,
    Maker.MEMORY: Happened.MEMORY,
    Maker.CONVERTED: Happened.CONVERTED,
}
_DECIDED = {
    What.EDIT: Happened.EDIT,
    What.RETIME: Happened.EDIT,
    What.APPROVE: Happened.APPROVE,
    What.WITHDRAW: Happened.WITHDRAW,
}


def state_of(
    name: str, source_name: str, document: Document, overlaid: Overlaid, ground: Ground, fingerprint: Mapping[str, str]
) -> OutputState:
    """How the output `name`, now `document`, stands."""
    reviews = {cue_id: review for review in overlaid.review for cue_id in review.cue_ids}
    dialect = FORMATS[document.facts.format].DIALECT
    of = stands_for(document)
    cues = tuple(
        CueState(
            cue=cue.id,
            source=digest(*(ground.records[one].text for one in of[cue.id] if one in ground.records)),
            text=with_tags(cue, dialect),
            made=cue.provenance,
            terms=ground.agreed(of[cue.id]),
            review="; ".join(reviews[cue.id].why) if cue.id in reviews else "",
            proposal="\n".join(reviews[cue.id].proposal) if cue.id in reviews else "",
        )
        for cue in document.cues
    )
    return OutputState(
        name=name,
        input=source_name,
        locale=document.language,
        fingerprint=fingerprint,
        cues=cues,
        findings=document.findings,
        not_run=document.not_run,
    )


def news_of(document: Document, overlaid: Overlaid, heard: Iterable[Decision], when: str) -> Iterator[Event]:
    """What happened to the cues of an output in a run: source, people's decisions found, text written, proposals."""
    dialect = FORMATS[document.facts.format].DIALECT
    source = (document.source or document).by_id
    of = stands_for(document)
    for cue in document.cues:
        text = "\n".join(with_tags(source[one], dialect) for one in of[cue.id] if one in source)
        if text:
            yield Event(cue=cue.id, what=Happened.SOURCE, when=when, text=text)
    for decision in heard:
        yield from told(decision)
    for cue in document.cues:
        if cue.provenance.maker in _WRITTEN:
            yield Event(
                cue=cue.id,
                what=_WRITTEN[cue.provenance.maker],
                when=when,
                text=with_tags(cue, dialect),
                detail=_detail(cue),
            )
    for review in overlaid.review:
        yield from _proposal(review, when)


def told(decision: Decision) -> Iterator[Event]:
    """A decision of a person as events, one a cue that it left, or one for the source cue of those it deleted.

    Of one on times alone these are told, since the text is that of the program.
    """
    by = {"by": decision.by} if decision.by else {}
    cues = decision.now or decision.of[:1]
    for record in cues:
        text = record.text if decision.now else ""
        times = f"from {clock(record.start_ms)} to {clock(record.end_ms)}"
        detail = by | ({"on screen": times} if decision.what is What.RETIME else {})
        yield Event(cue=record.id, what=_DECIDED[decision.what], when=decision.when, text=text, detail=detail)


def _detail(cue: Cue) -> dict[str, str]:
    made = cue.provenance
    return {name: value for name, value in (("package", made.package), ("rung", made.rung)) if value}


def _proposal(review: Review, when: str) -> Iterator[Event]:
    if review.proposal and review.cue_ids:
        detail = {"why": "; ".join(review.why)}
        yield Event(
            cue=review.cue_ids[0],
            what=Happened.PROPOSAL,
            when=when,
            text="\n".join(review.proposal),
            detail=detail,
        )
