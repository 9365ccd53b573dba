"""What is needed to make the outputs of one input, and what comes of it: values that travel to a worker and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from localize.errors import LocalizeError
from localize.ladder import Job, Outcome
from localize.memory import Unit
from localize.model import Document
from localize.project.events import Event
from localize.project.remark import Remark
from localize.project.sources import Source
from localize.project.states import OutputState
from localize.project.values import Decision, Row
from localize.recall import Alike, Recalled
from localize.report.entry import Entry
from localize.season.desk import Desk


def noted(now: datetime) -> str:
    """A time, in UTC, as it is noted: `2026-01-31T09:30:00Z`."""
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, kw_only=True)
class Input:
    """A file to localise. sha256: of its bytes; source: what it holds, with its sentences.

    recalled: what the memory knows of it, by locale of the output.
    """

    path: Path
    sha256: str
    source: Document
    recalled: Mapping[str, Sequence[Recalled]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Past:
    """What the last run noted of an output.

    terms: agreed ones by cue, source form to rendering. proposals: what the program would have written in place of
    people's lines, by cue.
    """

    terms: Mapping[str, Mapping[str, str]]
    proposals: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One output to make.

    name: of its file. write: whether it is to be written, or only others start from it. desk: what lies there. past:
    None if nothing is known. outcomes: of all that is asked of the engine for it. alike: what the memory offers.
    asides: where the text may go if the file must stay, with the SHA-256 of what a person wrote there, empty if nobody
    did. error: why it cannot be made; then the rest is empty.
    """

    locale: str
    name: str
    write: bool = True
    desk: Desk | None = None
    past: Past | None = None
    outcomes: Mapping[Job, Outcome] = field(default_factory=dict)
    alike: Sequence[Alike] = ()
    asides: Sequence[tuple[Path, str]] = ()
    error: LocalizeError | None = None


@dataclass(frozen=True, kw_only=True)
class Order:
    """The outputs of an input that are to be made, each after the one it starts from.

    older: the source as it was when the season was last run, None if that is not known. now: the time of the run.
    """

    item: Input
    outputs: tuple[Wanted, ...]
    older: Source | None
    now: datetime

    @property
    def when(self) -> str:
        """The time as it is noted."""
        return noted(self.now)


@dataclass(frozen=True, kw_only=True)
class Made:
    """An output that is to be written.

    data: the file. aside: where it goes if it must not take the place of what a person wrote. rows: the cues in it.
    around: all that people wrote around the cues. heard, moved, renamed: see `Laid`. state: without fingerprint.
    news: what happened to its cues. lessons: what it teaches the memory. entry: what reports tell.
    """

    locale: str
    data: bytes
    rows: tuple[Row, ...]
    state: OutputState
    news: tuple[Event, ...]
    entry: Entry
    heard: tuple[Decision, ...] = ()
    moved: tuple[tuple[Decision, Decision], ...] = ()
    around: tuple[Remark, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    lessons: tuple[Unit, ...] = ()
    aside: Path | None = None
