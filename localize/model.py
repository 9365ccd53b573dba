"""The values that flow through the program: frozen, and checked when they are made.

A `Document` holds `Cue`s. Everything else (sentences, findings, ledger entries) refers to cues by the id that
the reader minted, never by the number printed in the file: numbers repeat and editors renumber.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a cue is. Songs, captions and signs have layout rules of their own."""

    DIALOGUE = "dialogue"
    FORCED_NARRATIVE = "forced-narrative"
    ON_SCREEN = "on-screen"
    SONG = "song"
    SOUND = "sound"
    CREDIT = "credit"
    DRAWING = "drawing"


class Maker(StrEnum):
    """Who made a cue's text."""

    SOURCE = "source"
    MACHINE = "machine"
    CONVERTED = "converted"
    MEMORY = "memory"
    HUMAN = "human"
    APPROVED = "approved"


class Severity(StrEnum):
    """How much a finding weighs. Only errors (or warnings, if asked) change the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Fate(StrEnum):
    """What became of a cue that was read."""

    KEPT = "kept"
    SPLIT = "split"
    MERGED = "merged"
    OMITTED = "omitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Markup over `Cue.text[start:end]` (character offsets).

    `open` is the raw tag before the span, `close` the raw tag after it. A tag with no partner is a point:
    `start == end` and `close == ""`. An unclosed tag that works to the end of its cue is a span with `close == ""`.
    Spans of one cue are ordered as their opening tags stand in the file.
    """

    start: int
    end: int
    open: str
    close: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.open!r}: start {self.start} and end {self.end} are out of order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The raw text around and in a cue; what a format needs to write it back byte for byte.

    For a document read from a file, `before + head + raw` of all cues in order, then `FormatFacts.tail`, is the
    decoded file: nothing is left out, so nothing can be lost.
    """

    before: str = ""  # blank lines, comments, headers since the cue before
    head: str = ""  # index and time line (SRT, VTT), or the fields up to the text (ASS)
    raw: str = ""  # the cue's text with its markup and original line ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who made a cue's text. `engine`, `package`, `version` and `licence` are set for machine text.

    `rung` names the attempt of the translation ladder that succeeded ("protected", "n-best", "pieces", …);
    `evaluation_only` is true if the package's licence forbids use in a delivery.
    """

    maker: Maker
    engine: str = ""
    package: str = ""
    version: str = ""
    licence: str = ""
    rung: str = ""
    evaluation_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One subtitle: plain text with markup as spans over it.

    id: minted by the reader, unique in its document. start_ms, end_ms: milliseconds; an end before the start is
    representable, since such files exist and QC must report them. text: plain, lines separated by "\\n".
    language: BCP 47 tag if the cue is not in the document's language. speaker: ASS actor or WebVTT voice.
    line: 1-based line of the cue's time line in its file; 0 if it did not come from one.
    """

    id: str
    start_ms: int
    end_ms: int
    text: str
    spans: tuple[Span, ...] = ()
    kind: Kind = Kind.DIALOGUE
    language: str | None = None
    speaker: str | None = None
    payload: Payload = field(default_factory=Payload)
    provenance: Provenance = Provenance(maker=Maker.SOURCE)
    line: int = 0

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a cue needs an id")
        for span in self.spans:
            if span.end > len(self.text):
                raise ValueError(f"cue {self.id}: span {span.open!r} ends at {span.end}, text has {len(self.text)}")

    @property
    def duration_ms(self) -> int:
        """Milliseconds on screen; zero or negative if the file says so."""
        return self.end_ms - self.start_ms

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the plain text."""
        return tuple(self.text.split("\n"))

    def with_text(self, text: str, spans: tuple[Span, ...] = (), provenance: Provenance | None = None) -> Cue:
        """The same cue with another text; provenance is kept unless given."""
        return replace(self, text=text, spans=spans, provenance=provenance or self.provenance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`Cue.text[start:end]` of the cue `cue_id`: the share of a sentence that one cue holds."""

    cue_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A view over cues: one sentence, in the order of its parts.

    text: the parts joined by one blank. speaker_dash: the sentence stood behind a dialogue dash, which is no part
    of `text`. kind and language are those of the cues it stands in.
    """

    id: str
    parts: tuple[Part, ...]
    text: str
    kind: Kind = Kind.DIALOGUE
    language: str | None = None
    speaker_dash: bool = False

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError(f"sentence {self.id} stands in no cue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a person should know. `cue_id` is None for a finding about a whole file.

    value and limit: the figure found and the figure allowed, as printed; source: where the limit comes from.
    """

    rule: str
    severity: Severity
    message: str
    cue_id: str | None = None
    value: int | float | str | None = None
    limit: int | float | str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRun:
    """A rule that could not run, and why. Green means checked, so this is always printed."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What became of one cue read: kept, split or merged (`into` names the cues), or omitted `by` a rule or person."""

    cue_id: str
    fate: Fate
    by: str = ""
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something odd that a reader met and repaired or let stand: 1-based line, stable rule id, message."""

    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatFacts:
    """What is needed to write a file back as it was. newline: the file's prevailing line end."""

    format: str = "srt"
    encoding: str = "utf-8"
    confidence: float = 1.0
    bom: bool = False
    newline: str = "\n"
    tail: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A subtitle file in one language, as it stands at one point of the pipeline.

    path: the input's name, for messages. language: BCP 47 tag. sentences: set by `segment`; always a view over the
    *source* cues. source: the document this one was translated from, if any; converted documents point at the same
    source. Cue ids are shared between a document and its source.
    """

    path: str
    language: str
    cues: tuple[Cue, ...]
    facts: FormatFacts = field(default_factory=FormatFacts)
    sentences: tuple[Sentence, ...] | None = None
    source: Document | None = None
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __post_init__(self) -> None:
        if len({cue.id for cue in self.cues}) != len(self.cues):
            raise ValueError(f"{self.path}: two cues share an id")

    @cached_property
    def by_id(self) -> dict[str, Cue]:
        """Cues by id."""
        return {cue.id: cue for cue in self.cues}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """1-based place of each cue in the file, by id."""
        return {cue.id: number for number, cue in enumerate(self.cues, 1)}

    def with_cues(self, cues: Iterable[Cue]) -> Document:
        """The same document with other cues."""
        return replace(self, cues=tuple(cues))

    def with_findings(self, findings: Iterable[Finding]) -> Document:
        """The same document with `findings` added."""
        return replace(self, findings=(*self.findings, *findings))
