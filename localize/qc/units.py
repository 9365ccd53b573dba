"""Source text beside the text that should say the same: what rules about terms and numbers compare.

If the source is known by sentence, a unit is a sentence: a word of it may stand in any cue of it. Else a unit is a
group of cues, and words may wander into the cue before or after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from localize.glossary.matcher import find, missing
from localize.glossary.term import Glossary, Match
from localize.model import Cue, Document, Kind, Sentence
from localize.qc.pairing import Group, Pairing


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """source: text of the source. target: finished cues, never empty; around: groups beside them, if not a sentence.

    places: where in `source` each source cue begins, and the finished cue that stands for it.
    """

    source: str
    target: tuple[Cue, ...]
    around: tuple[Group, ...]
    places: tuple[tuple[int, Cue], ...]

    @property
    def target_text(self) -> str:
        """The text of the finished cues."""
        return joined(self.target)

    def blame(self, offset: int) -> Cue:
        """The finished cue that stands for `source[offset]`."""
        after = bisect_right(self.places, offset, key=itemgetter(0))
        return self.places[max(after - 1, 0)][1]


def joined(cues: Sequence[Cue]) -> str:
    """The texts of `cues`, one below the other."""
    return "\n".join(cue.text for cue in cues)


def units(source: Document, target: Document, pairing: Pairing) -> Iterator[Unit]:
    """Every unit, sentences first. Drawings and cues in a language of their own are left out."""
    group_of = {cue.id: group for group in pairing.groups for cue in group.source}
    counterparts = _counterparts(pairing.groups)
    sentences = source.sentences or (target.sentences if target.source is source else None) or ()
    for sentence in sentences:
        groups = [(part, group_of[part.cue_id]) for part in sentence.parts if part.cue_id in group_of]
        if groups and _plain(sentence, source):
            yield Unit(
                source=sentence.text,
                target=tuple({cue.id: cue for _, group in groups for cue in group.target}.values()),
                around=(),
                places=_places([(part.cue_id, part.end - part.start) for part in sentence.parts], counterparts),
            )
    known = {part.cue_id for sentence in sentences for part in sentence.parts}
    for place, group in enumerate(pairing.groups):
        if all(cue.id not in known and _plain(cue, source) for cue in group.source):
            yield Unit(
                source=joined(group.source),
                target=group.target,
                around=pairing.groups[max(place - 1, 0) : place] + pairing.groups[place + 1 : place + 2],
                places=_places([(cue.id, len(cue.text)) for cue in group.source], counterparts),
            )


def unrendered(unit: Unit, glossary: Glossary, locale: str) -> tuple[Match, ...]:
    """Terms of the source (matches in `unit.source`) of which no allowed rendering stands in the text or around it."""
    lost = missing(unit.source, unit.target_text, glossary, locale)
    if lost and unit.around:
        wider = "\n".join((unit.target_text, *(joined(group.target) for group in unit.around)))
        lost = missing(unit.source, wider, glossary, locale)
    return lost


def named(every: Iterable[Unit], glossary: Glossary) -> dict[str, set[int]]:
    """By id of a finished cue, the terms (by identity) that its source names; for the cues that have a source."""
    found: dict[str, set[int]] = {}
    for unit in every:
        terms = {id(match.term) for match in find(unit.source, glossary, glossary.source)}
        for cue in unit.target:
            found.setdefault(cue.id, set()).update(terms)
    return found


def _plain(what: Cue | Sentence, source: Document) -> bool:
    return what.kind is not Kind.DRAWING and what.language in (None, source.language)


def _places(lengths: Sequence[tuple[str, int]], counterparts: Mapping[str, Cue]) -> tuple[tuple[int, Cue], ...]:
    """Where each source cue begins in texts joined by one character, with its finished cue, if it has one."""
    starts = accumulate((length + 1 for _, length in lengths), initial=0)
    return tuple(
        (start, counterparts[cue_id])
        for start, (cue_id, _) in zip(starts, lengths, strict=False)
        if cue_id in counterparts
    )


def _counterparts(groups: Iterable[Group]) -> dict[str, Cue]:
    """By id of a source cue, the finished cue that stands for it: the one in its place in the group, else the last."""
    return {
        cue.id: group.target[min(place, len(group.target) - 1)]
        for group in groups
        for place, cue in enumerate(group.source)
    }
