"""How often the glossary's rendering of a term stands in the finished text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.translation import sets
from benchmarks.translation.bench import Bench
from benchmarks.translation.intervals import wilson
from benchmarks.translation.systems import System, Way, as_document
from benchmarks.translation.tables import Section, table
from localize import formats
from localize.glossary import tsv
from localize.glossary.matcher import find, missing
from localize.glossary.term import Glossary
from localize.model import Document
from localize.stages.base import Stage
from localize.stages.enforce import Enforce
from localize.stages.segment import Segment
from localize.stages.translate import Translate

_GLOSSARIES = sets.ROOT / "glossaries"
_SAMPLES = ("better-than-us.s01e01.ru.srt", "better-than-us.s01e02-cp1251.ru.srt")
_HELD_OUT = 1000  # sentences


def measure(bench: Bench) -> Section:
    """The sample episodes, and the held-out sentences that name a term, with every glossary."""
    rows = []
    for path in sorted(_GLOSSARIES.glob("*.tsv")):
        glossary = tsv.load(path)
        for system, way in bench.from_russian():
            for name, document in _documents(bench, glossary, sets.locale(way.target)):
                row = {"text": name, "to": sets.locale(way.target), "package": system.label(way)}
                rows.append(row | _success(system, way, document, glossary, bench.beam))
    note = (
        "Missing: terms of a sentence of which no allowed rendering stands in its cues. Unprotected: placeholders not "
        "used at first. In pieces: sentences that were put together around their terms because no placeholder survived."
    )
    return Section(f"Terms, beam {bench.beam}", (table(rows), note), tuple(rows))


def _documents(bench: Bench, glossary: Glossary, locale: str) -> Iterator[tuple[str, Document]]:
    for name in _SAMPLES:
        document = formats.read(sets.ROOT / "samples" / name, language="ru")
        yield Path(name).stem, document.with_cues(document.cues[: bench.limit])
    named = [text for text in sets.sentences(bench.sets, "ru") if _wanted(text, glossary, locale)]
    few = named[: bench.at_most(_HELD_OUT)]
    if few:
        yield f"{len(few):,} unseen sentences with a term", as_document(few, "ru")


def _success(system: System, way: Way, document: Document, glossary: Glossary, beam: int) -> dict[str, object]:
    translate = Translate(beam=beam, via=way.via)
    chains: tuple[tuple[Stage, ...], ...] = ((replace(translate, protect=False),), (translate,), (translate, Enforce()))
    plain, translated, enforced = (
        system.through(document, (Segment(), *stages), way.target, glossary) for stages in chains
    )
    wanted = _count(enforced, lambda source, _: len(_wanted(source, glossary, enforced.language)))
    lost = [
        _count(one, lambda source, target: len(missing(source, target, glossary, enforced.language)))
        for one in (plain, translated, enforced)
    ]
    low, high = wilson(wanted - lost[2], wanted)
    return {
        "terms": wanted,
        "missing, unprotected": lost[0],
        "missing": lost[1],
        "missing after enforce": lost[2],
        "success": f"{(wanted - lost[2]) / wanted:.4f}" if wanted else "",
        "95 % interval": f"{low:.4f}–{high:.4f}",
        "in pieces": sum(finding.rule == "translate.pieces" for finding in translated.findings),
    }


def _wanted(text: str, glossary: Glossary, locale: str) -> list[str]:
    """The words of a Russian text for which the glossary has a rendering."""
    return [match.surface for match in find(text, glossary, "ru") if match.term.forms.get(locale)]


def _count(document: Document, of: Callable[[str, str], int]) -> int:
    """The sum over the sentences of the source, each beside the text of the cues it stands in."""
    source = document.source
    return sum(
        of(sentence.text, "\n".join(document.by_id[part.cue_id].text for part in sentence.parts))
        for sentence in (source.sentences if source else None) or ()
    )
