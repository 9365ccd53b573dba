"""An output, a person who changes its file, and the program that runs again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from localize import formats
from localize.formats import FORMATS
from localize.ledger import settle
from localize.model import Cue, Document, FormatFacts, Maker, Payload, Provenance
from localize.project.decide import decisions
from localize.project.edits import compare
from localize.project.found import Found, Unclear
from localize.project.ground import Ground, Terms, no_terms
from localize.project.overlaid import Overlaid
from localize.project.overlay import overlay
from localize.project.rehome import Rehomed, move
from localize.project.same import Shown, shown
from localize.project.values import Decision, Row, with_tags
from localize.sentences import group
from localize.text.markup import parse
from localize.timecode import scaled
from tests.running import MASTER

MACHINE = Provenance(maker=Maker.MACHINE, engine="argos", package="ru_en", version="1")
WHENS = [f"2026-01-31T09:{number:02d}:00Z" for number in range(60)]


def reference(locale: str) -> Document:
    """The sample episode as people translated it."""
    return formats.read(MASTER.parent / "reference" / f"better-than-us.s01e01.{locale}.srt", language=locale)


def episode() -> Document:
    """The sample episode in sentences."""
    return segmented(formats.read(MASTER, language="ru"))


def segmented(source: Document) -> Document:
    return replace(source, sentences=group(source))


def part(document: Document, first: int, count: int) -> Document:
    """Some of its cues."""
    return document.with_cues(document.cues[first : first + count])


def written(lines: Sequence[str], form: str = "srt", language: str = "ru") -> Document:
    """A file in sentences; a cue a line, `start end text` in seconds, "|" for a line break, tags of the format."""
    cues = []
    for number, line in enumerate(lines):
        start, end, raw = (*line.split(" ", 2), "")[:3]
        text, spans = parse(raw.replace("|", "\n"), FORMATS[form].DIALECT)
        times = [round(float(time) * 1000) for time in (start, end)]
        cues.append(Cue(id=f"c{number}", start_ms=times[0], end_ms=times[1], text=text, spans=spans))
    document = Document(path=f"a.{form}", language=language, cues=tuple(cues), facts=FormatFacts(format=form))
    return segmented(reread(document))


def made_of(source: Document, texts: Sequence[str], language: str = "en") -> Document:
    """What the program makes of `source`: a text with tags for each of its cues."""
    dialect = FORMATS[source.facts.format].DIALECT
    cues = []
    for cue, raw in zip(source.cues, texts, strict=True):
        text, spans = parse(raw, dialect)
        cues.append(replace(cue, text=text, spans=spans, language=None, provenance=MACHINE))
    return replace(source, language=language, cues=tuple(cues), source=source)


def texts(document: Document) -> list[str]:
    return [with_tags(cue, FORMATS[document.facts.format].DIALECT) for cue in document.cues]


def reread(document: Document) -> Document:
    """The document as it is written and read again."""
    return reopened(document, formats.compose(document))


def reopened(document: Document, data: bytes) -> Document:
    return formats.decode_document(data, document.path, language=document.language)


def content(document: Document) -> list[tuple[int, int, Shown]]:
    """What a viewer gets to see, in order of time."""
    dialect = FORMATS[document.facts.format].DIALECT
    seen = [(cue.start_ms, cue.end_ms, shown(with_tags(cue, dialect), dialect)) for cue in document.cues]
    return sorted(seen, key=repr)


@dataclass(kw_only=True)
class Studio:
    """One output and its state. disk: the file as it is."""

    source: Document
    fresh: Document
    terms: Terms = no_terms
    decisions: tuple[Decision, ...] = ()
    rows: tuple[Row, ...] = ()
    disk: Document = field(init=False)
    laid: Overlaid = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.write()

    @property
    def form(self) -> str:
        return self.fresh.facts.format

    def write(self) -> Overlaid:
        """The output is made and written."""
        self.laid = overlay(self.fresh, self.decisions, self.rows, Ground(source=self.source, terms=self.terms))
        settle(self.source, self.laid.document)
        self.rows = self.laid.rows
        self.disk = reread(self.laid.document)
        return self.laid

    def look(self, disk: Document, by: str = "Anna") -> Found | Unclear:
        """A person's file is looked at; what was found becomes decisions."""
        found = compare(self.rows, disk, self.form)
        if isinstance(found, Found):
            ground = Ground(source=self.source, terms=self.terms)
            made = decisions(found, ground, when=WHENS[self.runs], by=by, earlier=self.decisions)
            self.decisions += made
            self.rows = found.rows
            self.runs += 1
        return found

    def run(self, disk: Document, by: str = "Anna") -> Overlaid:
        """A person's file is looked at, and the output written again."""
        found = self.look(disk, by)
        assert isinstance(found, Found), found.why
        return self.write()

    def recut(self, source: Document, fresh: Document) -> Rehomed:
        """The source is another one now."""
        old = tuple(Ground(source=self.source).records.values())
        rehomed = move(old, source, self.decisions, self.rows)
        self.source, self.fresh = source, fresh
        self.decisions, self.rows = rehomed.decisions, rehomed.rows
        self.write()
        return rehomed


# -- what people and their tools do ------------------------------------------------------------------------------------

Habit = Callable[[list[Cue], int], list[Cue]]


def _at(cues: list[Cue], number: int, *new: Cue) -> list[Cue]:
    place = number % len(cues)
    return [*cues[:place], *new, *cues[place + 1 :]]


def reword(cues: list[Cue], number: int) -> list[Cue]:
    cue = cues[number % len(cues)]
    words = cue.text.split(" ")
    words[number % len(words)] = ("somebody", "看哪", "Nobody,")[number % 3]
    return _at(cues, number, replace(cue, text=" ".join(words), spans=()))


def rewrite(cues: list[Cue], number: int) -> list[Cue]:
    text = ("Quite another thing, it was said.", "别动！", "Hm.")[number % 3]
    return _at(cues, number, replace(cues[number % len(cues)], text=text, spans=()))


def rebreak(cues: list[Cue], number: int) -> list[Cue]:
    cue = cues[number % len(cues)]
    return _at(cues, number, replace(cue, text=cue.text.replace("\n", " ").replace(" ", "\n", 1), spans=()))


def colour(cues: list[Cue], number: int) -> list[Cue]:
    cue = cues[number % len(cues)]
    text, spans = parse(f"<b>{cue.text}</b>", formats.FORMATS["srt"].DIALECT)
    return _at(cues, number, replace(cue, text=text, spans=spans))


def nudge(cues: list[Cue], number: int) -> list[Cue]:
    cue = cues[number % len(cues)]
    return _at(cues, number, replace(cue, start_ms=cue.start_ms + number % 700, end_ms=cue.end_ms + number % 900))


def split(cues: list[Cue], number: int) -> list[Cue]:
    cue = cues[number % len(cues)]
    words, middle = cue.text.split(), (cue.start_ms + cue.end_ms) // 2
    half = len(words) // 2 or 1
    first = replace(cue, text=" ".join(words[:half]), spans=(), end_ms=middle)
    second = replace(cue, id=f"{cue.id}b", text=" ".join(words[half:]) or "…", spans=(), start_ms=middle)
    return _at(cues, number, first, replace(second, payload=Payload()))


def merge(cues: list[Cue], number: int) -> list[Cue]:
    place = number % len(cues)
    both = cues[place : place + 2]
    whole = replace(both[0], text="\n".join(cue.text for cue in both), spans=(), end_ms=max(cue.end_ms for cue in both))
    return [*cues[:place], whole, *cues[place + 2 :]]


def delete(cues: list[Cue], number: int) -> list[Cue]:
    return _at(cues, number) if len(cues) > 1 else cues


def add(cues: list[Cue], number: int) -> list[Cue]:
    cue = cues[number % len(cues)]
    text = ("[door slams]", "Then one more line was heard.", "没事。")[number % 3]
    new = Cue(id=f"added{number}", start_ms=cue.end_ms + 10, end_ms=cue.end_ms + 900, text=f"{text} {number}")
    return _at(cues, number, cue, new)


def carry(cues: list[Cue], number: int) -> list[Cue]:
    """A cue goes elsewhere."""
    cue, other = cues[number % len(cues)], cues[number // 7 % len(cues)]
    gone = [one for one in cues if one is not cue]
    return [*gone, replace(cue, start_ms=other.end_ms + 20, end_ms=other.end_ms + 1_020)]


def shift(cues: list[Cue], number: int) -> list[Cue]:
    ms = (40, -40, 1_500)[number % 3]
    return [replace(cue, start_ms=cue.start_ms + ms, end_ms=cue.end_ms + ms) for cue in cues]


def stretch(cues: list[Cue], number: int) -> list[Cue]:
    ratio = (Fraction(25025, 24000), Fraction(24, 25), Fraction(25, 24))[number % 3]
    return [replace(cue, start_ms=scaled(cue.start_ms, ratio), end_ms=scaled(cue.end_ms, ratio)) for cue in cues]


def centiseconds(cues: list[Cue], number: int) -> list[Cue]:
    return [replace(cue, start_ms=cue.start_ms // 10 * 10, end_ms=(cue.end_ms + 9) // 10 * 10) for cue in cues]


ON_ONE: tuple[Habit, ...] = (reword, rewrite, rebreak, colour, nudge, split, merge, delete, add, carry)
ON_ALL: tuple[Habit, ...] = (shift, stretch, centiseconds)


def changed(document: Document, *habits: tuple[Habit, int]) -> Document:
    """The file of a person who did this, one after the other."""
    cues = list(document.cues)
    for habit, number in habits:
        cues = habit(cues, number)
    cues = sorted(cues, key=lambda cue: cue.start_ms)
    anew = (replace(cue, id=f"c{number}", payload=Payload()) for number, cue in enumerate(cues))
    return reread(replace(document, source=None, cues=tuple(anew)))
