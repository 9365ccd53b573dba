"""What a translation memory knows of a document's sentences, looked up at once, before anything is translated.

Which of several answers is taken is the memory's order (`memory.rank`): context before exact; approved before written
by a person before imported; the newest; then the alphabet. The first that passes what machine text must pass is used.
If none does, the first is offered, with what is wrong with it. Matches that are only alike are never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from localize.detect import failures, loop
from localize.glossary.matcher import missing
from localize.glossary.term import Glossary
from localize.languages import engine_code
from localize.memory import Lookup, Match, MatchKind, Memory
from localize.model import Document, Finding, Maker, Sentence, Severity
from localize.protection import rendered

# The least score of what is offered, as `memory.similarity` counts.
CUTOFF = 75
# Answers kept of one sentence: «Да.» has hundreds in a large memory.
_MOST = 8
_BY_PEOPLE = frozenset({Maker.HUMAN, Maker.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """An answer to one sentence. memory: the name of its file. text: the translation on one line.

    wrong: why it is not used, as (rule id, message); empty if it is.
    """

    memory: str
    match: Match
    text: str
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """What a memory answered in `locale`. memory: the name of its file.

    answers: (language of the sentence, the sentence and its neighbours, exact and context matches, the best first).
    """

    memory: str
    locale: str
    answers: tuple[tuple[str, Lookup, tuple[Match, ...]], ...] = ()

    def matches(self, tag: str, lookup: Lookup) -> tuple[Match, ...]:
        """The answers to a sentence in the language `tag`, the best first."""
        return self._by_sentence.get((tag, lookup), ())

    def recollection(self, tag: str, lookup: Lookup, glossary: Glossary | None) -> Recollection | None:
        """The first answer that is right, or the first with what is wrong with it; None if there is none."""
        first: Recollection | None = None
        for match in self.matches(tag, lookup):
            text = " ".join(line.strip() for line in match.unit.target.splitlines()).strip()
            wrong = _wrong(lookup.text, text, tag, self.locale, glossary)
            found = Recollection(memory=self.memory, match=match, text=text, wrong=wrong)
            if not wrong:
                return found
            first = first or found
        return first

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, Lookup], tuple[Match, ...]]:
        return {(tag, lookup): matches for tag, lookup, matches in self.answers}


def recall(memory: Memory, document: Document, locale: str) -> Recalled:
    """What `memory` knows of the sentences of `document` in `locale`. Engines give zh-Hans for any Chinese, and so
    what they would translate is asked for in zh-Hans. Raises StoreError if the memory cannot be used.
    """
    asked: dict[str, dict[Lookup, None]] = {}
    for tag, _, lookup in lookups(document):
        if engine_code(tag) != engine_code(locale):
            asked.setdefault(tag, {})[lookup] = None
    answers = (
        (tag, lookup, matches[:_MOST])
        for tag, some in asked.items()
        for lookup, matches in zip(some, memory.exact(tuple(some), tag, locale), strict=True)
        if matches
    )
    return Recalled(memory=memory.path.name, locale=locale, answers=tuple(answers))


def lookups(document: Document) -> Iterator[tuple[str, Sentence, Lookup]]:
    """Every sentence with its language and, to be looked up, its text between those of its neighbours."""
    sentences = document.sentences or ()
    texts = ["", *(sentence.text for sentence in sentences), ""]
    for place, sentence in enumerate(sentences):
        lookup = Lookup(text=sentence.text, before=texts[place], after=texts[place + 2])
        yield sentence.language or document.language, sentence, lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What a memory holds that is most like a sentence. memory: the name of its file; cues: ids of the sentence's."""

    memory: str
    match: Match
    cues: tuple[str, ...]


def alike(memory: Memory, document: Document, recalled: Recalled) -> tuple[Alike, ...]:
    """For each sentence of `document` that the memory does not hold, the one most like it, if it scores `CUTOFF`.

    It takes a millisecond a sentence with 100,000 units: ask for files that changed. Raises StoreError if the memory
    cannot be used.
    """
    known: dict[tuple[str, str], Match | None] = {}
    held: dict[str, bool] = {}
    found: list[Alike] = []
    for tag, sentence, lookup in lookups(document):
        if tag not in held:
            other = engine_code(tag) != engine_code(recalled.locale)
            held[tag] = other and memory.holds(tag, recalled.locale)
        if not held[tag] or recalled.matches(tag, lookup):
            continue
        key = (tag, lookup.text)
        if key not in known:
            best = memory.fuzzy(lookup.text, tag, recalled.locale, cutoff=CUTOFF, limit=1)
            known[key] = next((match for match in best if match.kind is MatchKind.FUZZY), None)
        if match := known[key]:
            cues = tuple(part.cue_id for part in sentence.parts)
            found.append(Alike(memory=recalled.memory, match=match, cues=cues))
    return tuple(found)


def offered(found: Iterable[Alike], made: Document) -> Iterator[Finding]:
    """Findings to read on a translated document; sentences of which a cue is a person's are left out."""
    people = {cue.id for cue in made.cues if cue.provenance.maker in _BY_PEOPLE}
    for one in found:
        if people.isdisjoint(one.cues):
            unit = one.match.unit
            message = f"{one.match.score} % like {unit.source!r}, which is {unit.target!r} in {one.memory}"
            cue_id = next((cue for cue in one.cues if cue in made.by_id), None)
            yield _offer("memory.fuzzy", message, cue_id, one.match)


def refused(sentence: Sentence, found: Recollection) -> Finding:
    """That the memory knows the sentence, but that its translation is not used, and why."""
    why = "; ".join(message for _, message in found.wrong)
    message = f"{found.text!r} in {found.memory} is not used: {why}"
    return _offer("memory.refused", message, sentence.parts[0].cue_id, found.match)


def _offer(rule: str, message: str, cue_id: str | None, match: Match) -> Finding:
    return Finding(rule=rule, severity=Severity.INFO, message=message, cue_id=cue_id, value=match.score, limit=CUTOFF)


def _wrong(source: str, text: str, tag: str, locale: str, glossary: Glossary | None) -> tuple[tuple[str, str], ...]:
    """What the detectors and the glossary mind, as the ladder asks them of machine text."""
    found = failures(source, text, tag, locale)
    if glossary is None:
        return found
    if not loop.check(rendered(source, glossary, tag, locale), text, tag, locale):
        found = tuple(problem for problem in found if problem[0] != "text.loop")
    lost = missing(source, text, glossary, locale)
    return (*found, *(("term.missing", f"{one.surface!r} should be {one.term.preferred(locale)!r}") for one in lost))
