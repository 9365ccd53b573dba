"""One text through the translation engine and out again, verified: a ladder of attempts, each tried only if the
one before it failed.

A translation can come back empty, in the wrong script, in a loop, or without a term or a number. Every attempt is
checked by the detectors that QC uses and by the glossary's matcher; the first that passes is taken, and its rung is
named in the provenance. If none passes, the least bad text is used and what is wrong with it is returned with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from localize.detect import failures
from localize.glossary.matcher import find, missing
from localize.glossary.term import Glossary
from localize.languages import language
from localize.protection import Protected, protect, restore, tokens
from localize.translators.base import PackageInfo, Request, Translation

_LETTER = re.compile(r"[^\W\d_]")
_WORDLESS = re.compile(r"[\W\d_]*")
_ANY_NUMBER = tuple(f"⟦{number}⟧" for number in range(1, 100))
# How bad it is to ship a text with such a problem, worst first; used only to choose among failed attempts.
_WEIGHT = {
    "text.empty": 100,
    "text.garbled": 50,
    "script.wrong": 30,
    "text.loop": 20,
    "term.missing": 10,
    "text.number": 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A text to translate from `source` to `target` (locale tags) over `route`."""

    text: str
    source: str
    target: str
    route: tuple[PackageInfo, ...]
    via: str | None
    beam: int
    retry_beam: int
    protect: bool
    glossary: Glossary | None = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The text chosen, the rung it came from, and what is still wrong with it: (rule id, message) pairs."""

    text: str
    rung: str
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    rung: str
    requests: tuple[Request, ...]
    protected: Protected


def climb(job: Job, table: Mapping[Request, Translation]) -> Outcome | tuple[Request, ...]:
    """The outcome for `job`, or the requests whose answers are still needed to decide it."""
    best: tuple[int, Outcome] | None = None
    for attempt in _attempts(job):
        needed = tuple(request for request in attempt.requests if request not in table)
        if needed:
            return needed
        for raw in _candidates(job, attempt, table):
            raw = _simplified(raw) if job.target == "zh-Hans" else raw
            text = polish(restore(raw, attempt.protected, job.target), job.text, job.target)
            problems = _problems(job, attempt, raw, text)
            outcome = Outcome(text=text, rung=attempt.rung, problems=problems)
            if not problems:
                return outcome
            weight = sum(_WEIGHT.get(rule, 5) for rule, _ in problems)
            if best is None or weight < best[0]:
                best = (weight, outcome)
    if best is None:
        raise AssertionError("the ladder has no rung")
    return best[1]


def _problems(job: Job, attempt: _Attempt, raw: str, text: str) -> tuple[tuple[str, str], ...]:
    if attempt.rung != "pieces" and not attempt.protected.intact(raw):
        lost = [rendering for token, rendering in attempt.protected.renderings if raw.count(token) != 1]
        return (("term.missing", f"the engine did not return {', '.join(lost)} exactly once"),)
    found = list(failures(job.text, text, job.source, job.target))
    if job.glossary:
        for match in missing(job.text, text, job.glossary, job.target):
            wanted = match.term.preferred(job.target)
            if wanted:
                found.append(("term.missing", f"{match.surface!r} should be {wanted!r}"))
    return tuple(found)


def _attempts(job: Job) -> Iterator[_Attempt]:
    """The rungs, in order. Rungs that would repeat one before them are left out."""
    source = sentence_case(job.text)
    matches = find(job.text, job.glossary, job.source) if job.glossary and job.protect else ()
    available = tokens(job.route)
    names = [match for match in matches if match.term.kind.is_name]
    first = protect(source, names, job.source, job.target, available, numbers=False)
    terms = protect(source, matches, job.source, job.target, available, numbers=False)
    figures = protect(source, matches, job.source, job.target, available, numbers=True)
    plain = Request(
        text=first.text,
        source=language(job.source).engine,
        target=language(job.target).engine,
        via=job.via,
        beam=job.beam,
    )
    yield _Attempt("direct", (plain,), first)
    if terms != first:
        yield _Attempt("protected", (replace(plain, text=terms.text),), terms)
    wide = replace(plain, beam=job.retry_beam, hypotheses=job.retry_beam, no_repeat=3)
    yield _Attempt("n-best", (replace(wide, text=terms.text),), terms)
    if figures != terms:
        yield _Attempt("figures", (replace(wide, text=figures.text),), figures)
    for numbers in (False, True):
        # Nothing has to be copied here, so any number of tokens will do.
        protected = protect(source, matches, job.source, job.target, _ANY_NUMBER, numbers=numbers)
        if protected.renderings:
            stretches = tuple(replace(wide, text=text) for text in _stretches(protected))
            yield _Attempt("pieces", stretches, protected)
    clauses = tuple(clause.strip() for clause in re.split(r"(?<=[,;:—])\s+", terms.text))
    if len(clauses) > 1 and all(_LETTER.search(clause) for clause in clauses):
        yield _Attempt("clauses", tuple(replace(wide, text=clause) for clause in clauses), terms)


def _stretches(protected: Protected) -> list[str]:
    """The stretches between tokens that hold words to translate."""
    return [piece.strip() for piece, token in protected.pieces() if not token and _LETTER.search(piece)]


def _candidates(job: Job, attempt: _Attempt, table: Mapping[Request, Translation]) -> Iterable[str]:
    if attempt.rung == "clauses":
        yield " ".join(_sound(job, request, table) for request in attempt.requests)
    elif attempt.rung == "pieces":
        yield _glued(job, attempt, table)
    else:
        yield from table[attempt.requests[0]].texts


def _sound(job: Job, request: Request, table: Mapping[Request, Translation]) -> str:
    """The best hypothesis that no detector minds, else the best."""
    texts = table[request].texts
    return next((text for text in texts if not failures(request.text, text, job.source, job.target)), texts[0])


def _glued(job: Job, attempt: _Attempt, table: Mapping[Request, Translation]) -> str:
    """Stretches translated on their own, with the tokens between them; no full stop in mid-sentence."""
    answers = iter(attempt.requests)
    glued = ""
    pieces = attempt.protected.pieces()
    for index, (piece, token) in enumerate(pieces):
        if token or not _LETTER.search(piece):
            glued += piece
            continue
        text = _sound(job, next(answers), table)
        if index < len(pieces) - 1:
            text = text.rstrip(".。…!！ ")
        if index:
            text = text[:1].lower() + text[1:]
        lead, trail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
        glued += lead + text + trail
    return glued


def _simplified(text: str) -> str:
    """Machine Chinese with the odd Traditional character that a model lets slip made Simplified."""
    from localize.hanzi.engine import converter

    return converter("t2s")(text)


def sentence_case(text: str) -> str:
    """A text in capitals (a sign) as a sentence: models are trained on running text. Offsets stay the same."""
    letters = _LETTER.findall(text)
    if len(letters) < 4 or any(letter.islower() for letter in letters):
        return text
    lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    first = _WORDLESS.match(lowered)
    at = first.end() if first else 0
    return lowered[:at] + lowered[at : at + 1].upper() + lowered[at + 1 :]


def polish(text: str, source: str, locale: str) -> str:
    """What machine text gets wrong in small: stray quotes, a final mark that the source has not, capitals of a sign."""
    chinese = language(locale).chinese
    text = re.sub(r"([\"“”„«»‘’「」『』'])[\"“”„«»‘’「」『』']+", r"\1", " ".join(text.split()))
    if not re.search(r"[\"«»“”„']", source):
        text = re.sub(r"[\"“”„«»]", "", text).strip()
    ends_source = source.rstrip("\"»”' ")
    if not ends_source.endswith((".", "!", "?", "…", ":", ";")):
        text = text.rstrip(".。!！") if not text.endswith("...") else text
    elif ends_source.endswith("?") and text and text[-1] in ".。!！,，":
        text = text.rstrip(".。!！,，") + ("？" if chinese else "?")
    elif ends_source.endswith(",") is False and text.endswith((",", "，")):
        text = text.rstrip(",，") + ("。" if chinese else ".")
    if not chinese:
        first = _LETTER.search(source)
        if sentence_case(source) != source:
            text = text.upper()
        elif first and first.group().isupper():
            text = text[:1].upper() + text[1:]
    return text


def has_words(text: str, tag: str) -> bool:
    """Whether there is anything to translate: a letter of the language's own script."""
    return bool(re.search(r"[а-яё]", text, re.IGNORECASE) if tag == "ru" else _LETTER.search(text))
