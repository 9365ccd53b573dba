"""Documents from one written form of Chinese to another: terms by the glossary, the rest by the tables.

Tables know neither markup nor lines: a phrase cut by a tag or a line break would be converted character by character.
So each cue is converted as one line of plain text, and markup and line breaks are put back where they were.
"""

from __future__ import annotations

from dataclasses import replace

from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.hanzi.configurations import configurations
from localize.hanzi.engine import converter
from localize.languages import LANGUAGES
from localize.model import Cue, Document, Kind, Maker, Provenance


def convert_document(document: Document, target: str, override: str | None, glossary: Glossary | None) -> Document:
    """`document` in the locale `target`. Cues in another language, and cues already in the target's form, stay."""
    cues = tuple(_convert_cue(cue, document.language, target, override, glossary) for cue in document.cues)
    return replace(document, cues=cues, language=target)


def convert_text(text: str, source: str, target: str, override: str | None, glossary: Glossary | None) -> str:
    """One line of plain Chinese text; glossary terms take the form the glossary gives for `target`."""
    return "".join(new for _, new in _stretches(text, source, target, override, glossary))


def _convert_cue(cue: Cue, language: str, target: str, override: str | None, glossary: Glossary | None) -> Cue:
    source = cue.language or language
    known = LANGUAGES.get(source)
    if cue.kind is Kind.DRAWING or known is None or not known.chinese:
        return cue
    steps = configurations(source, target, override)
    if not steps:
        return replace(cue, language=None) if cue.language == target else cue
    line = cue.text.replace("\n", "")
    stretches = _stretches(line, source, target, override, glossary)
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
    line: str, source: str, target: str, override: str | None, glossary: Glossary | None
) -> list[tuple[str, str]]:
    """(old, new) stretches of a line, in order: locked terms and what stands between them."""
    steps = [converter(name) for name in configurations(source, target, override)]

    def by_tables(text: str) -> tuple[str, str]:
        new = text
        for step in steps:
            new = step(new)
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
