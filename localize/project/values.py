"""What the state of a season is made of: cues as they were recorded, and what people decided about them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from localize.model import Cue
from localize.text.markup import Dialect, parse, render

_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A cue as it stood at some time. id: of the cue in its document. text: with its tags, lines separated by "\\n"."""

    id: str
    start_ms: int
    end_ms: int
    text: str


class What(StrEnum):
    """What a person decided: on a text; on times alone, as with a whole file that was shifted, so that the text stays
    the program's; that a text is approved, or that it is no longer.
    """

    EDIT = "edit"
    RETIME = "retime"
    APPROVE = "approve"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a person on one place of an output.

    of: the source cues it is about, as they were then; none for a cue that the person added. now: the output's cues as
    the person left them (or approved them), in order; none if the person deleted them. One to one for an edit, one
    to several for a split, several to one for a merge. Ids in `now` are those of `of` where both have as many. A cue
    that the person added and later deleted is one without text.

    was: the texts that the program had last written there, with tags; empty if that is not known. sentences: the source
    sentences that stood in the cues, in order. terms: glossary terms of those sentences, source form to agreed
    rendering. seen: marks of the decisions in whose place this one was put knowingly; two people who had not merged
    their copies have not seen each other's. by: who, empty if not known. when: UTC, `2026-01-31T09:30:00Z`.
    """

    what: What
    of: tuple[Record, ...]
    now: tuple[Record, ...]
    when: str
    was: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    by: str = ""

    def __post_init__(self) -> None:
        if not self.of and not self.now:
            raise ValueError("a decision on nothing")
        if not _WHEN.fullmatch(self.when):
            raise ValueError(f"when: {self.when!r} is not like 2026-01-31T09:30:00Z")

    @property
    def key(self) -> tuple[str, ...]:
        """The source cues' ids, or those of the cues that the person added."""
        return tuple(record.id for record in self.of or self.now)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that the person left, in order."""
        return tuple(record.text for record in self.now)

    @property
    def times(self) -> tuple[tuple[int, int], ...]:
        """The start and end, in ms, of the cues that the person left, in order."""
        return tuple((record.start_ms, record.end_ms) for record in self.now)

    @property
    def mark(self) -> str:
        """What later decisions know this one by; it stays when cues move to another version of the source."""
        return digest(self.what, self.when, self.by, *self.texts)

    @property
    def digest(self) -> str:
        """Of the texts and times in `now`: what an approval holds for."""
        return digest(*(f"{record.start_ms} {record.end_ms} {record.text}" for record in self.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Record):
    """A cue as the program last wrote it. of: ids of its source cues. maker: a `Maker`; detail: its package or rung."""

    of: tuple[str, ...] = ()
    maker: str = ""
    detail: str = ""


def recorded(cue: Cue, dialect: Dialect) -> Record:
    """The record of a cue."""
    return Record(id=cue.id, start_ms=cue.start_ms, end_ms=cue.end_ms, text=with_tags(cue, dialect))


def as_cue(record: Record, dialect: Dialect) -> Cue:
    """A cue with the id, times and text of `record`, and nothing else."""
    text, spans = parse(record.text, dialect)
    return Cue(id=record.id, start_ms=record.start_ms, end_ms=record.end_ms, text=text, spans=spans)


def with_tags(cue: Cue, dialect: Dialect) -> str:
    """A cue's text with its tags, lines separated by "\\n"; `parse` takes it back."""
    text = render(cue.text, cue.spans, dialect)
    return text.replace(r"\N", "\n") if dialect is Dialect.ASS else text


def with_record(cue: Cue, record: Record, dialect: Dialect) -> Cue:
    """`cue` with the text and times of `record`, the rest as it is."""
    text, spans = parse(record.text, dialect)
    return replace(cue, text=text, spans=spans, start_ms=record.start_ms, end_ms=record.end_ms)


def digest(*texts: str) -> str:
    """Sixteen hexadecimal digits over `texts`."""
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()
