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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from localize.detect import failures, loop
from localize.glossary.matcher import find, missing
from localize.glossary.term import Glossary, Match
from localize.languages import language
from localize.pieces import glued, wanted
from localize.polish import polish, sentence_case
from localize.protection import Protected, protect, rendered, restore, tokens
from localize.text.width import visible
from localize.translators.base import PackageInfo, Request, Translation
from localize.translators.vocabulary import SHORT

_LETTER = re.compile(r"[^\W\d_]")
_ANY_NUMBER = tuple(f"⟦{number}⟧" for number in range(1, 100))
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
class Job:
    """A text to translate from `source` to `target` (locale tags) over `route`.

    room: characters that can be read in the time of its cues, counted as `half_width` says.
    """

    text: str
    source: str
    target: str
    route: tuple[PackageInfo, ...]
    via: str | None
    beam: int
    retry_beam: int
    protect: bool
    glossary: Glossary | None = field(compare=False)
    engine: str = "argos"
    room: float = math.inf
    half_width: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The text chosen, the rung it came from, and what is still wrong with it: (rule id, message) pairs."""

    text: str
    rung: str
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """pieces: what `requests` are the stretches of, for the rungs that put a text together."""

    rung: str
    requests: tuple[Request, ...]
    protected: Protected
    pieces: tuple[tuple[str, bool], ...] = ()


def climb(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    """The outcome for `job`, or the requests whose answers are still needed to decide it."""
    found = _first_right(job, table)
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
    attempt = ladder.shorter()
    needed = tuple(request for request in attempt.requests if request not in table)
    if needed:
        return needed
    judged = [ladder.judged(attempt, raw) for raw, _ in _candidates(job, attempt, table)]
    size = _size(job, found.text)
    shorter = [outcome for outcome in judged if not outcome.problems and _size(job, outcome.text) < size]
    fitting = (outcome for outcome in shorter if _size(job, outcome.text) <= job.room)
    return next(fitting, shorter[0] if shorter else found)


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
        self._made: list[_Attempt] = []
        self._rest = _attempts(job)
        self._judged: dict[tuple[_Attempt, str], Outcome] = {}

    def attempts(self) -> Iterator[_Attempt]:
        """The rungs, in order."""
        yield from self._made
        for attempt in self._rest:
            self._made.append(attempt)
            yield attempt

    def shorter(self) -> _Attempt:
        """The rung of several answers once more, asked to be short."""
        wide = next(attempt for attempt in self.attempts() if attempt.rung == "n-best")
        requests = tuple(replace(request, steer=(SHORT,)) for request in wide.requests)
        return _Attempt("shorter", requests, wide.protected)

    def judged(self, attempt: _Attempt, raw: str) -> Outcome:
        """The text that an answer gives, and what is wrong with it."""
        key = (attempt, raw)
        if key not in self._judged:
            self._judged[key] = _judge(self._job, attempt, raw)
        return self._judged[key]


@functools.lru_cache(maxsize=_REMEMBERED)
def _ladder(job: Job, glossary: int) -> _Ladder:
    """The ladder of `job`; `glossary` is the identity of its glossary, which takes no part in comparing jobs.

    The job is kept as part of the key and keeps its glossary alive, so no other glossary can come to that identity.
    """
    return _Ladder(job)


def _judge(job: Job, attempt: _Attempt, raw: str) -> Outcome:
    raw = _simplified(raw) if job.target == "zh-Hans" else raw
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
    return Outcome(text=text, rung=attempt.rung, problems=tuple(problems))


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


def _attempts(job: Job) -> Iterator[_Attempt]:
    """The rungs, in order. Rungs that would repeat one before them are left out."""
    source = sentence_case(job.text)
    matches = find(job.text, job.glossary, job.source) if job.glossary and job.protect else ()
    taken_out = functools.partial(protect, source, source=job.source, target=job.target)
    available = tokens(job.route)
    names = [match for match in matches if match.term.kind.is_name]
    first = taken_out(names, available=available, numbers=False)
    plain = Request(
        text=first.text,
        source=language(job.source).engine,
        target=language(job.target).engine,
        via=job.via,
        beam=job.beam,
        engine=job.engine,
    )
    yield _Attempt("direct", (plain,), first)
    terms = taken_out(matches, available=available, numbers=False)
    if terms != first:
        yield _Attempt("protected", (replace(plain, text=terms.text),), terms)
    wide = replace(plain, beam=job.retry_beam, hypotheses=job.retry_beam, no_repeat=3)
    yield _Attempt("n-best", (replace(wide, text=terms.text),), terms)
    figures = taken_out(matches, available=available, numbers=True)
    if figures != terms:
        yield _Attempt("figures", (replace(wide, text=figures.text),), figures)
    yield _Attempt("strict", (replace(wide, text=figures.text, no_repeat=2, strict=True),), figures)
    for numbers in (False, True):
        # Nothing has to be copied here, so any number of tokens will do.
        whole = taken_out(matches, available=_ANY_NUMBER, numbers=numbers)
        if whole.renderings:
            yield _in_pieces("pieces", tuple(whole.pieces()), whole, wide)
    clauses = tuple((clause, False) for clause in re.split(r"(?<=[,;:—]\s)", terms.text))
    if len(clauses) > 1 and all(_LETTER.search(clause) for clause, _ in clauses):
        yield _in_pieces("clauses", clauses, terms, wide)


def _in_pieces(rung: str, pieces: tuple[tuple[str, bool], ...], protected: Protected, request: Request) -> _Attempt:
    return _Attempt(rung, tuple(replace(request, text=text) for text in wanted(pieces)), protected, pieces)


def _candidates(
    job: Job, attempt: _Attempt, table: Mapping[Request, Translation]
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
    judged = [(text, failures(request.text, text, job.source, job.target)) for text in table[request].texts or ("",)]
    return next(((text, found) for text, found in judged if not found), judged[0])


def _simplified(text: str) -> str:
    """Machine Chinese with the odd Traditional character that a model lets slip made Simplified."""
    from localize.hanzi.engine import converter

    return converter("t2s")(text)


def has_words(text: str, tag: str) -> bool:
    """Whether there is anything to translate: a letter of the language's own script."""
    return bool(re.search(r"[а-яё]", text, re.IGNORECASE) if tag == "ru" else _LETTER.search(text))
