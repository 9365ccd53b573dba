"""What decisions stand on: the source's cues, its sentences, and the terms agreed for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from localize.formats import FORMATS
from localize.glossary.term import Glossary
from localize.model import Document, Sentence
from localize.project.groups import connected
from localize.project.values import Record, recorded

# The terms in a sentence: source form to the rendering agreed for it.
Terms = Callable[[Sentence], Mapping[str, str]]


def no_terms(sentence: Sentence) -> Mapping[str, str]:
    """Of a season without a glossary."""
    return {}


def terms_of(glossary: Glossary, locale: str) -> Terms:
    """The terms of a glossary that has renderings in `locale`."""

    def terms(sentence: Sentence) -> Mapping[str, str]:
        from localize.glossary.matcher import find

        if sentence.language not in (None, glossary.source):
            return {}
        found = [match.term for match in find(sentence.text, glossary, glossary.source)]
        agreed = {term.forms[glossary.source][0]: term.preferred(locale) for term in found}
        return {form: rendering for form, rendering in agreed.items() if rendering}

    return terms


@dataclass(frozen=True, kw_only=True)
class Ground:
    """source: the source document; without `sentences`, nothing is known of them."""

    source: Document
    terms: Terms = no_terms

    @cached_property
    def records(self) -> dict[str, Record]:
        """The source's cues, by id, in their order."""
        dialect = FORMATS[self.source.facts.format].DIALECT
        return {cue.id: recorded(cue, dialect) for cue in self.source.cues}

    def ordered(self, cue_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that are cues of the source, each once, in its order."""
        numbers = self.source.numbers
        return tuple(sorted({one for one in cue_ids if one in numbers}, key=numbers.__getitem__))

    def sentences(self, cue_ids: Iterable[str]) -> tuple[Sentence, ...]:
        """The sentences that stand in these cues, in order."""
        numbers = {number for one in cue_ids for number in self._of_cue.get(one, ())}
        return tuple((self.source.sentences or ())[number] for number in sorted(numbers))

    def said(self, cue_ids: Iterable[str]) -> tuple[str, ...]:
        """The texts of these sentences."""
        return tuple(sentence.text for sentence in self.sentences(cue_ids))

    def agreed(self, cue_ids: Iterable[str]) -> dict[str, str]:
        """The terms of these sentences."""
        return {form: new for sentence in self.sentences(cue_ids) for form, new in self.terms(sentence).items()}

    def bound(self, cue_ids: Iterable[str]) -> frozenset[str]:
        """`cue_ids`, with all cues that share a sentence with one of them, or with such a cue, and so on."""
        asked = set(cue_ids)
        groups = [[part.cue_id for part in sentence.parts] for sentence in self.source.sentences or ()]
        for places in connected(groups):
            together = {one for place in places for one in groups[place]}
            if not asked.isdisjoint(together):
                asked |= together
        return frozenset(asked)

    @cached_property
    def _of_cue(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.source.sentences or ()):
            for part in sentence.parts:
                found.setdefault(part.cue_id, []).append(number)
        return found
