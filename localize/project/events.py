"""What happened to the cues of an output: told only when something changed, so that daily runs do not make it grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from localize.project.packing import as_json


class Happened(StrEnum):
    """MACHINE, MEMORY, CONVERTED, KEPT: we wrote the cue, and whose text it was; KEPT is the source's. EDIT: we found a
    person's text. APPROVE, WITHDRAW: of an approval. NOTE: a reviewer noted something. SOURCE: the source changed.
    PROPOSAL: we would write another text.
    """

    MACHINE = "machine"
    MEMORY = "memory"
    CONVERTED = "converted"
    KEPT = "kept"
    EDIT = "edit"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    NOTE = "note"
    SOURCE = "source"
    PROPOSAL = "proposal"


# Threads of a cue's story: an event that is as the last one of its thread is none.
_APPROVAL = frozenset({Happened.APPROVE, Happened.WITHDRAW})
_ALONE = frozenset({Happened.SOURCE, Happened.PROPOSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a cue. when: UTC, `2026-01-31T09:30:00Z`. text: the cue's from then on, with its tags;
    for SOURCE that of the source, for PROPOSAL the one proposed.

    detail: what else is known, by name: package, rung, options, by. run: number of the run that it happened in or, for
    what people do between runs, of the last one; the index fills it in.
    """

    cue: str
    what: Happened
    when: str
    text: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    run: int = 0


def with_news(past: Iterable[Event], news: Iterable[Event], run: int) -> tuple[Event, ...]:
    """`past`, and behind it what is new in `news`, as events of `run`.

    There are four threads: who wrote the text; whether it is approved; the source; the proposal. What is as the last
    event of its thread (but for the time) is not new.
    """
    told = list(past)
    last = {_thread(event): _content(event) for event in told}
    for event in news:
        if last.get(_thread(event)) != _content(event):
            last[_thread(event)] = _content(event)
            told.append(replace(event, run=run))
    return tuple(told)


def moved(past: Iterable[Event], moves: Mapping[str, Sequence[str]]) -> tuple[Event, ...]:
    """The events under new ids of their cues, in the same order.

    moves: old id to new ones; several for a cue that was split, all of which take its story with them. Cues that were
    merged have one story, in which what happened to both alike stands once. What is not in `moves` stays, and so does
    what moves nowhere.
    """
    after: list[Event] = []
    owners: dict[bytes, str] = {}
    for event in past:
        for cue in moves.get(event.cue) or (event.cue,):
            here = replace(event, cue=cue)
            if owners.setdefault(as_json(here), event.cue) == event.cue:
                after.append(here)
    return tuple(after)


def event(row: Mapping[str, Any]) -> Event:
    """From its fields. Raises KeyError, TypeError or ValueError if they are none."""
    return Event(**{**row, "what": Happened(row["what"])})


def _thread(event: Event) -> tuple[str, str]:
    if event.what in _APPROVAL:
        return event.cue, "approval"
    return event.cue, event.what if event.what in _ALONE else "text"


def _content(event: Event) -> tuple[object, ...]:
    return event.what, event.text, sorted(event.detail.items())
