"""Documents from one written form of Chinese to another: terms by the glossary, the rest by the tables.

Tables know neither markup nor lines: a phrase cut by a tag or a line break would be converted character by character.
So each cue is converted as one line of plain text, and markup and line breaks are put back where they were. Names that
no glossary has are told by `names`, with the line of the source where there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property

from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.hanzi import careful
from localize.hanzi.careful import sure_names
from localize.hanzi.configurations import configurations
from localize.languages import LANGUAGES
from localize.model import Cue, Document, Kind, Maker, Provenance


def convert_document(document: Document, target: str, override: str | None, glossary: Glossary | None) -> Document:
    """`document` in the locale `target`. Cues in another language, and cues already in the target's form, stay."""
    work = _Work(document, target, override, glossary)
    return replace(document, cues=tuple(map(work.converted, document.cues)), language=target)


def doubts(
    document: Document, target: str, override: str | None, glossary: Glossary | None
) -> Iterator[tuple[str, str, str, str]]:
    """What had to be chosen in cues of `document` on the way to `target`: (cue id, words, as written, the other way).

    Terms of the glossary leave no doubt.
    """
    work = _Work(document, target, override, glossary)
    for cue in document.cues:
        for words, made, other in dict.fromkeys(work.doubts(cue)):
            yield cue.id, words, made, other


def convert_text(text: str, source: str, target: str, override: str | None, glossary: Glossary | None) -> str:
    """One line of plain Chinese text; glossary terms take the form the glossary gives for `target`."""
    return "".join(
        new for _, new in _stretches(text, source, target, configurations(source, target, override), glossary)
    )


class _Work:
    """What is the same for all cues of a document."""

    def __init__(self, document: Document, target: str, override: str | None, glossary: Glossary | None) -> None:
        self._document = document
        self._target = target
        self._override = override
        self._glossary = glossary
        self._said = document.source.by_id if document.source else {}

    @cached_property
    def _known(self) -> frozenset[str]:
        """Names of which some line leaves no doubt."""
        found: set[str] = set()
        for cue in self._document.cues:
            for step in self._steps(cue):
                found |= sure_names(_line(cue), step, self._source(cue))
        return frozenset(found)

    def _source(self, cue: Cue) -> str:
        return self._said[cue.id].text if cue.id in self._said else ""

    def _steps(self, cue: Cue) -> tuple[str, ...]:
        own = cue.language or self._document.language
        known = LANGUAGES.get(own)
        if cue.kind is Kind.DRAWING or known is None or not known.chinese:
            return ()
        return configurations(own, self._target, self._override)

    def doubts(self, cue: Cue) -> Iterator[tuple[str, str, str]]:
        """Of one cue."""
        line, steps = _line(cue), self._steps(cue)
        if not steps:
            return
        own = cue.language or self._document.language
        cursor = 0
        terms = find(line, self._glossary, own) if self._glossary else ()
        for start, end in [*((term.start, term.end) for term in terms), (len(line), len(line))]:
            yield from careful.doubts(line[cursor:start], steps[-1], self._source(cue), self._known)
            cursor = end

    def converted(self, cue: Cue) -> Cue:
        """One cue."""
        steps = self._steps(cue)
        if not steps:
            return replace(cue, language=None) if cue.language == self._target else cue
        own = cue.language or self._document.language
        found = _stretches(_line(cue), own, self._target, steps, self._glossary, self._source(cue), self._known)
        return _with(cue, own, steps, found)


def _line(cue: Cue) -> str:
    return cue.text.replace("\n", "")


def _with(cue: Cue, source: str, steps: tuple[str, ...], stretches: list[tuple[str, str]]) -> Cue:
    """`cue` with its text converted, in the language that it says it is in, `source`."""
    converted = "".join(new for _, new in stretches)
    breaks = [offset for offset, char in enumerate(cue.text) if char == "\n"]
    text = converted
    for count, offset in reversed(list(enumerate(breaks))):
        place = _moved(offset - count, stretches)
        text = text[:place] + "\n" + text[place:]

    def move(offset: int) -> int:
        before = sum(1 for place in breaks if place < offset)
        return _moved(offset - before, stretches) + before

    spans = tuple(replace(span, start=move(span.start), end=move(span.end)) for span in cue.spans)
    made = cue.provenance
    if text != cue.text and made.maker is not Maker.CONVERTED:
        made = _converted(made, steps)
    own = None if cue.language and source == cue.language else cue.language
    return replace(cue, text=text, spans=spans, provenance=made, language=own)


def _converted(made: Provenance, steps: tuple[str, ...]) -> Provenance:
    """What a converted text was made from stays visible: package, licence and its limits come along."""
    return replace(made, maker=Maker.CONVERTED, rung=" + ".join(filter(None, (made.rung, *steps))))


def _stretches(
    line: str,
    source: str,
    target: str,
    steps: tuple[str, ...],
    glossary: Glossary | None,
    said: str = "",
    known: Collection[str] = (),
) -> list[tuple[str, str]]:
    """(old, new) stretches of a line, in order: locked terms and what stands between them."""

    def by_tables(text: str) -> tuple[str, str]:
        new = text
        for step in steps:
            new = careful.convert(new, step, said, known)
        return text, new

    stretches, cursor = [], 0
    for match in find(line, glossary, source) if glossary else ():
        form = match.term.preferred(target)
        if form:
            stretches += [by_tables(line[cursor : match.start]), (match.surface, form)]
            cursor = match.end
    stretches.append(by_tables(line[cursor:]))
    return [(old, new) for old, new in stretches if old or new]


def _moved(offset: int, stretches: list[tuple[str, str]]) -> int:
    """Where an offset of the old line lies in the new one; inside a stretch whose length changed, by its share."""
    place = 0
    for old, new in stretches:
        if offset <= len(old):
            return place + (offset if len(old) == len(new) else round(offset * len(new) / max(1, len(old))))
        offset -= len(old)
        place += len(new)
    return place
