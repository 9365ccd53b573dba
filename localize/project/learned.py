"""What a season teaches the translation memory: sentences as people wrote or approved them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from localize.languages import engine_code
from localize.memory import Lookup, Memory, Unit, UnitMaker
from localize.memory.rank import RANKS
from localize.memory.same import same
from localize.model import Document, Maker
from localize.project.renderings import Rendering, renderings
from localize.project.standing import standing
from localize.project.values import Decision

_BY_PEOPLE = frozenset({Maker.HUMAN, Maker.APPROVED})

# Origin, sentence as `same` folds it, its locale, locale of the translation.
_Sentence = tuple[str, str, str, str]


def taught(document: Document, output: str, decisions: Iterable[Decision] = ()) -> tuple[Unit, ...]:
    """The units of a document of which people wrote or approved cues, in order of the source.

    document: as it was written, with its source. output: the name of its file, from then on the units' origin.
    decisions: those on it, for who decided and when. A unit is approved if all of its cues are.
    """
    people = {cue.id for cue in document.cues if cue.provenance.maker in _BY_PEOPLE}
    if not people or document.source is None:
        return ()
    last = {record.id: one.last for one in standing(decisions) if one.has_text for record in one.now}
    return tuple(
        _unit(one, document.language, output, last)
        for one in renderings(document, document.source, people)
        if engine_code(one.tag) != engine_code(document.language)
    )


def _unit(found: Rendering, locale: str, output: str, last: dict[str, Decision]) -> Unit:
    known = [last[cue.id] for cue in found.cues if cue.id in last]
    newest = max(known, key=lambda decision: decision.when, default=None)
    approved = all(cue.provenance.maker is Maker.APPROVED for cue in found.cues)
    return Unit(
        source=found.lookup.text,
        target=found.text,
        source_locale=found.tag,
        target_locale=locale,
        before=found.lookup.before,
        after=found.lookup.after,
        maker=UnitMaker.APPROVED if approved else UnitMaker.HUMAN,
        origin=_storable(output),
        creator=_storable(newest.by) if newest else "",
        created=newest.when if newest else "",
    )


def learn(memory: Memory, units: Sequence[Unit]) -> int:
    """Take in what outputs taught; how many units were new or changed. All have an origin.

    What an output taught of a sentence before gives way to what it teaches of it now; of sentences on which it is
    silent, it stays. The same once more changes nothing. Raises StoreError if the memory cannot be used.
    """
    while overtaken := _overtaken(memory, units):  # one that goes may have hidden another with the same text
        memory.drop(overtaken)
    return memory.add(units)


def _overtaken(memory: Memory, units: Sequence[Unit]) -> set[Unit]:
    """What is no longer taught, or no longer approved."""
    ranks: dict[tuple[str, ...], int] = {}
    now: dict[_Sentence, set[str]] = {}
    pairs: dict[tuple[str, str], list[Lookup]] = {}
    for unit in units:
        now.setdefault(_sentence(unit), set()).add(unit.target)
        ranks[_place(unit)] = max(RANKS[unit.maker], ranks.get(_place(unit), 0))
        lookup = Lookup(text=unit.source, before=unit.before, after=unit.after)
        pairs.setdefault((unit.source_locale, unit.target_locale), []).append(lookup)
    return {
        there
        for (source, target), asked in pairs.items()
        for matches in memory.exact(asked, source, target)
        for there in (match.unit for match in matches)
        if there.target not in now.get(_sentence(there), (there.target,))
        or RANKS[there.maker] > ranks.get(_place(there), RANKS[there.maker])
    }


def _sentence(unit: Unit) -> _Sentence:
    return unit.origin, same(unit.source), unit.source_locale, unit.target_locale


def _place(unit: Unit) -> tuple[str, ...]:
    return *_sentence(unit), unit.target, unit.before, unit.after


def _storable(text: str) -> str:
    """Names may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode()
