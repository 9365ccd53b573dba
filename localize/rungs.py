"""The attempts at one text: what is asked of the engine on each rung of the ladder, in order."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from localize.glossary.matcher import find
from localize.glossary.term import Glossary
from localize.languages import language
from localize.pieces import wanted
from localize.polish import sentence_case
from localize.protection import Protected, protect, tokens
from localize.translators.base import PackageInfo, Request
from localize.translators.vocabulary import CUE_BREAK, SHORT

# Words that a clause has at least, and where one may end.
_CLAUSE = 5
_CLAUSE_EDGE = re.compile(rf"(?<=[,;:—…])\s(?:{CUE_BREAK}\s)?")
_WORDS = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_ANY_NUMBER = tuple(f"⟦{number}⟧" for number in range(1, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A text to translate from `source` to `target` (locale tags) over `route`.

    room: characters that can be read in the time of its cues, counted as `half_width` says. breaks: where in `text` a
    new cue begins. linked: it must be known which words of the translation stand for which. given: a translation that
    is right; only that knowledge is wanted.
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
    breaks: tuple[int, ...] = ()
    linked: bool = False
    given: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """pieces: what `requests` are the stretches of, for the rungs that put a text together."""

    rung: str
    requests: tuple[Request, ...]
    protected: Protected
    pieces: tuple[tuple[str, bool], ...] = ()


def attempts(job: Job) -> Iterator[Attempt]:
    """The rungs, in order. Rungs that would repeat one before them are left out."""
    source = sentence_case(job.text)
    matches = find(job.text, job.glossary, job.source) if job.glossary and job.protect else ()
    taken_out = functools.partial(protect, source, source=job.source, target=job.target)
    available = tokens(job.route)
    names = [match for match in matches if match.term.kind.is_name]
    first = taken_out(names, available=available, numbers=False)
    marked = functools.partial(_with_breaks, job=job)
    plain = plain_request(job)
    wide = replace(plain, beam=job.retry_beam, hypotheses=job.retry_beam, no_repeat=3)
    long = _is_long(job)
    if long or job.breaks:
        # They fail more often, and there are few of them.
        plain = replace(wide, hypotheses=1)
    if long and len(parts := clauses(marked(first))) > 1:
        yield _in_pieces("long", parts, first, plain, marks=True)
    yield Attempt("direct", (replace(plain, text=marked(first)),), first)
    terms = taken_out(matches, available=available, numbers=False)
    if terms != first:
        yield Attempt("protected", (replace(plain, text=marked(terms)),), terms)
    yield Attempt("n-best", (replace(wide, text=marked(terms)),), terms)
    figures = taken_out(matches, available=available, numbers=True)
    if figures != terms:
        yield Attempt("figures", (replace(wide, text=marked(figures)),), figures)
    yield Attempt("strict", (replace(wide, text=marked(figures), no_repeat=2, strict=True),), figures)
    for numbers in (False, True):
        # Nothing has to be copied here, so any number of tokens will do.
        whole = taken_out(matches, available=_ANY_NUMBER, numbers=numbers)
        if whole.renderings:
            yield _in_pieces("pieces", tuple(whole.pieces()), whole, wide)
    split = tuple((clause, False) for clause in re.split(r"(?<=[,;:—]\s)", terms.text))
    if len(split) > 1 and all(_LETTER.search(clause) for clause, _ in split):
        yield _in_pieces("clauses", split, terms, wide)


def plain_request(job: Job) -> Request:
    """The request of the first attempt at a short sentence, without its text."""
    return Request(
        text="",
        source=language(job.source).engine,
        target=language(job.target).engine,
        via=job.via,
        beam=job.beam,
        engine=job.engine,
    )


def _with_breaks(protected: Protected, job: Job) -> str:
    """What is left to translate, with the ends of its cues marked where every package knows such a mark."""
    knows = all(package.cue_break for package in job.route)
    return protected.marked(job.breaks, CUE_BREAK) if knows else protected.text


def _is_long(job: Job) -> bool:
    longest = min((package.longest for package in job.route if package.longest), default=0)
    return 0 < longest < len(job.text.split())


def clauses(text: str) -> tuple[tuple[str, bool], ...]:
    """`text` cut behind marks into clauses of `_CLAUSE` words or more; blanks and cue breaks there stay."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for edge in _CLAUSE_EDGE.finditer(text):
        clause, rest = text[at : edge.start()], text[edge.end() :]
        if min(len(_WORDS.findall(clause)), len(_WORDS.findall(rest))) >= _CLAUSE:
            pieces += [(clause, False), (edge.group(), True)]
            at = edge.end()
    return (*pieces, (text[at:], False))


def _in_pieces(
    rung: str, pieces: tuple[tuple[str, bool], ...], protected: Protected, request: Request, *, marks: bool = False
) -> Attempt:
    asked = tuple(replace(request, text=text) for text in wanted(pieces, marks=marks))
    return Attempt(rung, asked, protected, pieces)


def kept_short(wide: Attempt) -> Attempt:
    """The rung of several answers once more, asked to be short."""
    requests = tuple(replace(request, steer=(SHORT,)) for request in wide.requests)
    return Attempt("shorter", requests, wide.protected)


def cue_by_cue(job: Job, protected: Protected) -> Attempt | None:
    """Each cue by itself; None if what is taken out stands over two."""
    cues = protected.marked(job.breaks, CUE_BREAK).split(f" {CUE_BREAK} ")
    if len(cues) != len(job.breaks) + 1:
        return None
    pieces = [piece for cue in cues for piece in ((f" {CUE_BREAK} ", True), (cue, False))][1:]
    request = replace(plain_request(job), beam=job.retry_beam, no_repeat=3)
    return _in_pieces("cues", tuple(pieces), protected, request, marks=True)
