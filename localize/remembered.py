"""What a translation memory holds of sentences in the very locale that a text was converted to.

A person's line for Taiwan is better than one converted from Simplified Chinese, wherever its sentence comes again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from localize.glossary.term import Glossary
from localize.model import Cue, Document, Finding, Maker, Provenance, Sentence, Span
from localize.project.groups import connected
from localize.project.renderings import renderings
from localize.recall import Recalled, Recollection, lookups, refused
from localize.spreading import Rendering, spread


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Sentences that share cues, those that the memory answers, and the cues."""

    sentences: tuple[Sentence, ...]
    held: Mapping[str, Recollection]
    cues: frozenset[str]


def remembered(document: Document, recalled: Recalled, glossary: Glossary | None) -> Document:
    """`document`, a converted text, with the sentences that the memory holds in its locale in place of its own.

    Sentences that share cues are laid out together; one that the memory does not hold keeps its words, where it can be
    told which they are, else nothing there changes. Nor does it where a person had a hand in a cue. Findings on cues
    that are all the memory's are dropped: they were about other words.
    """
    source = document.source
    if source is None or not recalled.answers:
        return document
    found: dict[str, Recollection] = {}
    offers: list[Finding] = []
    for tag, sentence, lookup in lookups(source):
        if one := recalled.recollection(tag, lookup, glossary):
            if one.wrong:
                offers.append(refused(sentence, one))
            else:
                found[sentence.id] = one
    ours = _ours(document)
    places = [place for place in _places(source.sentences or (), found) if place.cues <= ours]
    texts = _texts(document, source, places)
    places = [place for place in places if all(one.id in texts for one in place.sentences)]
    wanted = {one.id: Rendering(text=texts[one.id]) for place in places for one in place.sentences}
    spreads, placed = spread(source, wanted, document.language, glossary)
    whole = {cue: made for place in places for cue, made in _whole(place)}
    cues = (_with(cue, spreads, whole.get(cue.id)) for cue in document.cues)
    kept = (finding for finding in document.findings if finding.cue_id not in whole)
    return replace(document, cues=tuple(cues), findings=(*kept, *offers, *placed))


def _places(sentences: Sequence[Sentence], found: Mapping[str, Recollection]) -> Iterator[_Place]:
    """Those that the memory has an answer for."""
    members = [frozenset(part.cue_id for part in sentence.parts) for sentence in sentences]
    for together in connected(members):
        held = {sentences[one].id: found[sentences[one].id] for one in together if sentences[one].id in found}
        if held:
            cues = frozenset[str]().union(*(members[one] for one in together))
            yield _Place(sentences=tuple(sentences[one] for one in together), held=held, cues=cues)


def _ours(document: Document) -> frozenset[str]:
    """The cues, by id, that are what the program made of one cue of the source."""
    changed = {entry.cue_id for entry in document.ledger}
    return frozenset(cue.id for cue in document.cues if not _is_a_persons(cue.provenance)) - changed


def _is_a_persons(made: Provenance) -> bool:
    """Text of a person counts as converted once another output starts from it, and comes from no package."""
    return made.maker in (Maker.HUMAN, Maker.APPROVED) or (made.maker is Maker.CONVERTED and not made.package)


def _texts(document: Document, source: Document, places: Sequence[_Place]) -> dict[str, str]:
    """Sentences by id: as the memory holds them, else as they stand in the document, if that can be told."""
    mixed = [place for place in places if len(place.held) < len(place.sentences)]
    asked = frozenset[str]().union(*(place.cues for place in mixed))
    own = {one.sentence: one.text for one in renderings(document, source, asked)} if asked else {}
    return own | {sentence: one.text for place in places for sentence, one in place.held.items()}


def _whole(place: _Place) -> Iterator[tuple[str, Provenance]]:
    """The cues of a place in which nothing else stands than what the memory holds, and where that is from."""
    for cue in place.cues:
        answers = [place.held.get(one.id) for one in place.sentences if any(part.cue_id == cue for part in one.parts)]
        last = answers[-1]
        if last and all(answers):
            yield cue, Provenance(maker=Maker.MEMORY, package=last.memory, rung=last.match.kind.value)


def _with(cue: Cue, spreads: Mapping[str, tuple[str, tuple[Span, ...]]], made: Provenance | None) -> Cue:
    if cue.id not in spreads:
        return cue
    text, spans = spreads[cue.id]
    return replace(cue, text=text, spans=spans, language=None, provenance=made or cue.provenance)
