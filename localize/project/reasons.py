"""Why a place that a person decided on needs another look: what changed since, in phrases for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localize.project.ground import Ground
from localize.project.regrouped import is_regrouped
from localize.project.same import reading
from localize.project.standing import Standing
from localize.project.values import Decision, What
from localize.text.markup import Dialect
from localize.timecode import clock
from localize.versions.wording import wording


def of_ground(held: Standing, ground: Ground) -> Iterator[str]:
    """What changed under the decision: the sentences of the source, and the terms agreed for them."""
    then, now = held.basis.sentences, ground.said(held.of)
    reworded = [_read(one) for one in then] != [_read(one) for one in now] and not is_regrouped(then, held.of, ground)
    if then and reworded:
        pairs = list(zip(then, now, strict=True)) if len(then) == len(now) else [(" ".join(then), " ".join(now))]
        for old, new in pairs:
            if _read(old) != _read(new):
                yield f"source reworded: {old} → {new or '(nothing)'}"
    for form, rendering in ground.agreed(held.of).items():
        before = held.basis.terms.get(form)
        if before and before != rendering:
            yield f"term {form}: {before} → {rendering}"
        elif not before and then and not reworded:
            yield f"term {form}: now {rendering}"


def of_machine(held: Standing, fresh: Sequence[str], dialect: Dialect) -> Iterator[str]:
    """That the program would write something else now than it did then. fresh: what it would write, with tags."""
    was = held.basis.was
    if was and reading(was, dialect) != reading(fresh, dialect):
        yield "the machine's text changed"


def of_approval(held: Standing) -> Iterator[str]:
    """Why an approval does not hold."""
    approval = held.approval
    if approval is None or held.approved:
        return
    if approval.key != held.last.key:
        yield "approval void: the cue was split or merged since"
    elif approval.texts == tuple(record.text for record in held.now):
        yield "approval void: the times were changed since"
    elif approval.when > held.last.when:
        yield "approval void: it was given to another text"
    else:
        yield "approval void: the text was edited since"


def of_others(held: Standing) -> Iterator[str]:
    """What else people decided on some of the same source cues, which does not hold and which nobody looked at."""
    for other in held.passed_over:
        by = f", by {other.by}" if other.by else ""
        yield f"passed over for another decision{by}: {_said(other)}"


def _said(decision: Decision) -> str:
    if decision.what is What.RETIME:
        return ", ".join(f"on screen from {clock(start)} to {clock(end)}" for start, end in decision.times)
    return " / ".join(text.replace("\n", " ") for text in decision.texts if text) or "deleted"


def _read(text: str) -> str:
    return wording(text).exact
