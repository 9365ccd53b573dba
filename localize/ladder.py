"""One text through the translation engine and out again, verified: a ladder of attempts, each tried only if the
one before it failed.

A translation can come back empty, in the wrong script, in a loop, or without a term or a number. Every attempt is
checked by the detectors that QC uses and by the glossary's matcher; the first that passes is taken, and its rung is
named in the provenance. If none passes, the least bad text is used and what is wrong with it is returned with it.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from localize.detect import failures, loop
from localize.glossary.matcher import find, missing
from localize.glossary.term import Glossary, Match
from localize.pieces import glued
from localize.polish import polish
from localize.protection import Protected, rendered, restore
from localize.rungs import Attempt, Job, attempts, cue_by_cue, kept_short, plain_request
from localize.text.width import visible
from localize.translators.base import Request, Translation
from localize.translators.vocabulary import CUE_BREAK, SHORT

__all__ = ["Job", "Outcome", "climb", "has_words"]

_LETTER, _CYRILLIC = re.compile(r"[^\W\d_]"), re.compile(r"[а-яё]", re.IGNORECASE)
# Characters that are never too many: "Yes, sir." beside another speaker's sentence has no time, but no shorter form.
_SHORT_ENOUGH = 10
# Ladders kept in memory, one a distinct sentence and language: those of some episodes.
_REMEMBERED = 2**13
# How bad it is to ship a text with such a problem, worst first; used only to choose among failed attempts.
_WEIGHT = {
    "translate.piece": 12,  # a text with nothing in it at all is the worst
    "text.garbled": 50,
    "script.wrong": 30,
    "text.loop": 20,
    "term.missing": 10,
    "text.address": 10,
    "text.number": 8,
    "text.symbol": 6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The text chosen, the rung it came from, and what is still wrong with it: (rule id, message) pairs.

    marked: letters and digits of the text up to the end of each cue but the last, if the engine said so. links: which
    words stand for which, as `alignment.as_text` writes it, if that was asked for and not marked.
    """

    text: str
    rung: str
    problems: tuple[tuple[str, str], ...] = ()
    marked: tuple[int, ...] = ()
    links: str = ""


def climb(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    """The outcome for `job`, or the requests whose answers are still needed to decide it."""
    found = Outcome(text=job.given, rung="given") if job.given else _decided(job, table)
    if not isinstance(found, Outcome) or not found.text or not (job.linked or (job.breaks and not found.marked)):
        return found
    plain = plain_request(job)
    request = replace(plain, text=job.text, given=found.text)
    if request not in table:
        return (request,)
    return replace(found, links=next(iter(table[request].texts), ""))


def _decided(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    found = _better(job, table)
    if not isinstance(found, Outcome) or found.problems or not _steers(job):
        return found
    if _size(job, found.text) <= max(job.room, _SHORT_ENOUGH):
        return found
    return _shortened(job, found, table)


def _steers(job: Job) -> bool:
    return all(SHORT in package.steering for package in job.route)


def _size(job: Job, text: str) -> float:
    return visible(text, half_width=job.half_width)


def _shortened(job: Job, found: Outcome, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    """The first right answer of those asked to be short that there is room for; else the first that is at least
    shorter than `found`; else `found`."""
    ladder = _ladder(job, id(job.glossary))
    attempt = kept_short(ladder.named("n-best"))
    needed = tuple(request for request in attempt.requests if request not in table)
    if needed:
        return needed
    judged = [ladder.judged(attempt, raw) for raw, _ in _candidates(job, attempt, table)]
    size = _size(job, found.text)
    shorter = [outcome for outcome in judged if not outcome.problems and _size(job, outcome.text) < size]
    fitting = (outcome for outcome in shorter if _size(job, outcome.text) <= job.room)
    return next(fitting, shorter[0] if shorter else found)


def _better(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    """What came of the sentence as a whole or, from a small package, of its cues one by one: whichever looks more like
    a translation of the whole."""
    whole = _first_right(job, table)
    attempt = cue_by_cue(job, _ladder(job, id(job.glossary)).named("strict").protected) if _is_hard(job) else None
    if attempt is None:
        return whole
    needed = tuple(request for request in attempt.requests if request not in table)
    if needed or not isinstance(whole, Outcome):
        return needed if isinstance(whole, Outcome) else (*whole, *needed)
    ((raw, problems),) = _candidates(job, attempt, table)
    cues = _ladder(job, id(job.glossary)).judged(attempt, raw)
    if problems or cues.problems or not cues.marked:
        return whole
    if whole.problems or whole.text == cues.text:
        return cues
    asked = tuple(replace(plain_request(job), text=job.text, given=one.text) for one in (whole, cues))
    if needed := tuple(request for request in asked if request not in table):
        return needed
    likeness = [_likeness(table[request]) for request in asked]
    return cues if likeness[1] > likeness[0] else whole


def _likeness(answer: Translation) -> float:
    return float(answer.texts[1]) if len(answer.texts) > 1 else -math.inf


def _is_hard(job: Job) -> bool:
    """Whether a sentence over several cues is more than its package was made for."""
    return bool(job.breaks) and len(job.route) == 1 and job.route[0].longest > 0


def _first_right(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    ladder = _ladder(job, id(job.glossary))
    best: tuple[float, Outcome] | None = None
    for attempt in ladder.attempts():
        needed = tuple(request for request in attempt.requests if request not in table)
        if needed:
            return needed
        for raw, problems in _candidates(job, attempt, table):
            outcome = ladder.judged(attempt, raw)
            outcome = replace(outcome, problems=problems + outcome.problems) if problems else outcome
            if not outcome.problems:
                return outcome
            weight = _weight(outcome)
            if best is None or weight < best[0]:
                best = (weight, outcome)
    if best is None:
        raise AssertionError("the ladder has no rung")
    return best[1]


def _weight(outcome: Outcome) -> float:
    if not any(map(str.isalnum, outcome.text)):
        return math.inf
    return sum(_WEIGHT.get(rule, 5) for rule, _ in outcome.problems)


class _Ladder:
    """The attempts at one job, made as they are needed, and what was found of each answer, so that the rounds of a
    run do not verify the same text again."""

    __slots__ = ("_job", "_judged", "_made", "_rest")

    def __init__(self, job: Job) -> None:
        self._job = job
        self._made: list[Attempt] = []
        self._rest = attempts(job)
        self._judged: dict[tuple[Attempt, str], Outcome] = {}

    def attempts(self) -> Iterator[Attempt]:
        """The rungs, in order."""
        yield from self._made
        for attempt in self._rest:
            self._made.append(attempt)
            yield attempt

    def named(self, rung: str) -> Attempt:
        """One that every job has."""
        return next(attempt for attempt in self.attempts() if attempt.rung == rung)

    def judged(self, attempt: Attempt, raw: str) -> Outcome:
        """The text that an answer gives, and what is wrong with it."""
        key = (attempt, raw)
        if key not in self._judged:
            self._judged[key] = _fitted(self._job, attempt, raw)
        return self._judged[key]


@functools.lru_cache(maxsize=_REMEMBERED)
def _ladder(job: Job, glossary: int) -> _Ladder:
    """The ladder of `job`; `glossary` is the identity of its glossary, which takes no part in comparing jobs.

    The job is kept as part of the key and keeps its glossary alive, so no other glossary can come to that identity.
    """
    return _Ladder(job)


def _fitted(job: Job, attempt: Attempt, raw: str) -> Outcome:
    """With the articles that terms lack; without, if there is room for the text only so."""
    full = _judge(job, attempt, raw)
    if not any(attempt.protected.nouns) or _size(job, full.text) <= job.room:
        return full
    bare = _judge(job, replace(attempt, protected=replace(attempt.protected, nouns=())), raw)
    return bare if _size(job, bare.text) <= job.room else full


def _judge(job: Job, attempt: Attempt, raw: str) -> Outcome:
    raw = _simplified(raw) if job.target == "zh-Hans" else raw
    cues = raw.split(CUE_BREAK)
    raw = " ".join(" ".join(cues).split()) if len(cues) > 1 else raw
    text = polish(restore(raw, attempt.protected, job.target), job.text, job.target)
    problems = list(failures(job.text, text, job.source, job.target))
    if job.glossary and any(rule == "text.loop" for rule, _ in problems):
        source = rendered(job.text, job.glossary, job.source, job.target)
        if not loop.check(source, text, job.source, job.target):
            problems = [problem for problem in problems if problem[0] != "text.loop"]
    lost = [rendering for token, rendering in attempt.protected.renderings if raw.count(token) != 1]
    if lost:
        problems.append(("term.missing", f"the engine did not return {', '.join(lost)} exactly once"))
    elif job.glossary:
        problems += [
            ("term.missing", f"{match.surface!r} should be {wanted!r}")
            for match in (
                *missing(job.text, text, job.glossary, job.target),
                *_too_few(job, job.glossary, text, attempt.protected),
            )
            if (wanted := match.term.preferred(job.target))
        ]
    return Outcome(
        text=text, rung=attempt.rung, problems=tuple(problems), marked=_marked(text, cues, attempt.protected, job)
    )


def _marked(text: str, cues: Sequence[str], protected: Protected, job: Job) -> tuple[int, ...]:
    """Letters and digits of `text` up to the end of each cue but the last; none if not every cue has its own."""
    if len(cues) != len(job.breaks) + 1 or len(cues) == 1:
        return ()
    ends = [
        sum(map(str.isalnum, restore(" ".join(cues[:count]), protected, job.target)))
        for count in range(1, len(cues) + 1)
    ]
    sound = ends[-1] == sum(map(str.isalnum, text)) and all(one < other for one, other in pairwise([0, *ends]))
    return tuple(ends[:-1]) if sound else ()


def _too_few(job: Job, glossary: Glossary, text: str, protected: Protected) -> Iterator[Match]:
    """Occurrences for which the tokens did not suffice, of terms that the text names, but less often than the source.

    One rendering answers for all where the engine may choose a pronoun; here it had no say in the others.
    """
    taken_out = Counter(rendering for _, rendering in protected.renderings)
    if not taken_out:
        return
    named = Counter(id(match.term) for match in find(text, glossary, job.target))
    for rendering, matches in _by_rendering(job, glossary).items():
        there = named[id(matches[0].term)]
        if 0 < taken_out[rendering] < len(matches) and 0 < there < len(matches):
            yield from matches[there:]


def _by_rendering(job: Job, glossary: Glossary) -> dict[str, list[Match]]:
    """The terms that the source names, by what should stand in the target."""
    found: dict[str, list[Match]] = {}
    for match in find(job.text, glossary, job.source):
        if rendering := match.term.preferred(job.target):
            found.setdefault(rendering, []).append(match)
    return found


def _candidates(
    job: Job, attempt: Attempt, table: Mapping[Request, Translation]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The texts that the answers to an attempt give, best first, and what was wrong with the pieces of each."""
    if not attempt.pieces:
        yield from ((text, ()) for text in table[attempt.requests[0]].texts or ("",))
        return
    sound = [_sound(job, request, table) for request in attempt.requests]
    problems = tuple(
        ("translate.piece" if rule == "text.empty" else rule, f"{message} (piece {request.text!r})")
        for request, (_, found) in zip(attempt.requests, sound, strict=True)
        for rule, message in found
    )
    yield glued(attempt.pieces, (text for text, _ in sound), job.target), problems


def _sound(job: Job, request: Request, table: Mapping[Request, Translation]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The best hypothesis that no detector minds, else the best and what is wrong with it."""
    asked = request.text.replace(CUE_BREAK, " ")
    texts = table[request].texts or ("",)
    judged = [(text, failures(asked, text.replace(CUE_BREAK, " "), job.source, job.target)) for text in texts]
    return next(((text, found) for text, found in judged if not found), judged[0])


def _simplified(text: str) -> str:
    """Machine Chinese with the odd Traditional character that a model lets slip made Simplified."""
    from localize.hanzi.engine import converter

    return converter("t2s")(text)


def has_words(text: str, tag: str) -> bool:
    """Whether there is anything to translate: a letter of the language's own script."""
    return bool((_CYRILLIC if tag == "ru" else _LETTER).search(text))
