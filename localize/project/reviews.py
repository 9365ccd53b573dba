"""Why places need another look, and what the program would write there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from localize.formats import FORMATS
from localize.model import Document
from localize.project.ground import Ground
from localize.project.overlaid import Review
from localize.project.reasons import of_approval, of_ground, of_machine, of_others
from localize.project.same import reading
from localize.project.shares import Shares
from localize.project.standing import Standing
from localize.project.values import with_tags
from localize.text.markup import Dialect

_LEFT = "left as last written, beside what a person wrote of its sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """why: phrases, none if the place needs no look. approved: whether an approval holds, under what changed too."""

    why: tuple[str, ...] = ()
    approved: bool = False


def verdict(held: Standing, proposal: Sequence[str], ground: Ground, dialect: Dialect) -> Verdict:
    """Of a place that a person decided on. proposal: the texts of the program; if they read the same, all is well, but
    for what somebody else had decided.
    """
    if reading((cue.text for cue in held.now), dialect) == reading(proposal, dialect):
        return Verdict(why=tuple(of_others(held)), approved=held.approved)
    below = list(of_ground(held, ground))
    if below and held.approved:
        below.append("approval void: its source or its terms changed since")
    machine = [] if below or not held.now else list(of_machine(held, proposal, dialect))
    why = (*below, *machine, *of_approval(held), *of_others(held))
    return Verdict(why=why, approved=held.approved and not below)


def reviews(shares: Shares, verdicts: Sequence[Verdict]) -> Iterator[Review]:
    """verdicts: on the places that are held."""
    dialect = FORMATS[shares.fresh.facts.format].DIALECT
    for place, (held, found) in enumerate(zip(shares.held, verdicts, strict=True)):
        if found.why:
            yield Review(
                of=held.of,
                cue_ids=tuple(cue.id for cue in held.now),
                why=found.why,
                text=tuple(cue.text for cue in held.now),
                proposal=tuple(with_tags(cue, dialect) for cue in shares.proposal(place)),
                decision=held.last,
            )
    for cue in shares.fresh.cues:
        if row := shares.left.get(cue.id):
            proposal = with_tags(cue, dialect)
            yield Review(of=shares.of[cue.id], cue_ids=(cue.id,), why=(_LEFT,), text=(row.text,), proposal=(proposal,))


def in_order(found: Iterable[Review], document: Document) -> tuple[Review, ...]:
    """In order of time; a place without cues stands where its source cue does."""
    source = (document.source or document).by_id

    def start(review: Review) -> int:
        cues = [document.by_id.get(one) for one in review.cue_ids] or [source.get(one) for one in review.of]
        return min((cue.start_ms for cue in cues if cue), default=0)

    return tuple(sorted(found, key=start))
