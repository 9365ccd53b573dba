"""What is wrong with a glossary that can be read: one function a check, all in CHECKS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from localize.glossary.matcher import occurrences
from localize.glossary.row import SEPARATOR
from localize.glossary.term import Glossary, MatchMode, Term
from localize.glossary.tidy import sort_key
from localize.languages import language
from localize.model import Severity
from localize.script import script_of

_CYRILLIC = re.compile("[\u0400-\u052f]")
_MIXED = re.compile("[^\\W\\d_]*(?:[\u0400-\u052f][A-Za-z]|[A-Za-z][\u0400-\u052f])[^\\W\\d_]*")
_SCRIPT_NAMES = {"Hans": "Simplified", "Hant": "Traditional"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a translator should look at. line: 1-based line of the glossary file; column: its header."""

    line: int
    column: str
    severity: Severity
    message: str


def problems(glossary: Glossary) -> tuple[Problem, ...]:
    """Everything that CHECKS find, by line."""
    found = [problem for check in CHECKS for problem in check(glossary)]
    return tuple(sorted(found, key=lambda problem: (problem.line, glossary.locales.index(problem.column))))


def _unsorted(glossary: Glossary) -> Iterator[Problem]:
    for before, term in pairwise(glossary.terms):
        if _key(term, glossary) < _key(before, glossary):
            message = f"{_name(term, glossary)} belongs above {_name(before, glossary)}; sort with --fix"
            yield Problem(line=term.line, column=glossary.source, severity=Severity.WARNING, message=message)


def _overlapping(glossary: Glossary) -> Iterator[Problem]:
    """Two terms that match each other are duplicates; a term that matches in another one is worth knowing."""
    whole: set[tuple[int, int]] = set()
    inside: dict[tuple[int, int], tuple[Term, Term]] = {}
    for term in glossary.terms:
        for form in term.forms[glossary.source] if term.match is not MatchMode.PATTERN else ():
            for match in occurrences(form, glossary, glossary.source):
                pair = (match.term.line, term.line)
                if match.term is not term and match.surface == form:
                    whole.add(pair)
                elif match.term is not term:
                    inside[pair] = (match.term, term)
    by_line = {term.line: term for term in glossary.terms}
    for first, second in sorted(pair for pair in whole if pair[0] < pair[1] and pair[::-1] in whole):
        other = f"{_name(by_line[first], glossary)} of line {first}"
        message = f"the same word as {other}; put them into one row, or set match to exact"
        yield Problem(line=second, column=glossary.source, severity=Severity.WARNING, message=message)
    for part, outer in inside.values():
        message = f"{_name(part, glossary)} of line {part.line} stands in it; the longer term wins"
        yield Problem(line=outer.line, column=glossary.source, severity=Severity.INFO, message=message)


def _shared_rendering(glossary: Glossary) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Term] = {}
    for term in glossary.terms:
        for locale in glossary.locales[1:]:
            rendering = term.preferred(locale)
            first = seen.setdefault((locale, rendering.casefold()), term) if rendering else term
            if first is not term:
                other = f"{_name(first, glossary)} of line {first.line}"
                message = f"{rendering!r} also renders {other}; write one row, or tell them apart"
                yield Problem(line=term.line, column=locale, severity=Severity.WARNING, message=message)


def _missing_rendering(glossary: Glossary) -> Iterator[Problem]:
    for term in glossary.terms:
        for locale in glossary.locales:
            if not term.forms.get(locale):
                message = f"no rendering of {_name(term, glossary)}; write one"
                yield Problem(line=term.line, column=locale, severity=Severity.WARNING, message=message)


def _wrong_script(glossary: Glossary) -> Iterator[Problem]:
    for term in glossary.terms:
        for locale, forms in term.forms.items():
            if locale == glossary.source and term.match is MatchMode.PATTERN:
                continue
            for form in forms:
                message = _script_problem(form, language(locale).script)
                if message:
                    yield Problem(line=term.line, column=locale, severity=Severity.ERROR, message=message)


def _script_problem(form: str, script: str) -> str | None:
    mixed = _MIXED.search(form)
    if mixed:
        return f"{mixed[0]!r} mixes Latin and Cyrillic letters that look alike; write it in one script"
    if script == "Cyrl":
        return None
    cyrillic = _CYRILLIC.search(form)
    if cyrillic:
        return f"{form!r} holds the Cyrillic letter {cyrillic[0]!r}; write the rendering of this locale"
    for character in form if script in _SCRIPT_NAMES else ():
        found = script_of(character)
        if found in _SCRIPT_NAMES and found != script:
            name = _SCRIPT_NAMES[found]
            return f"{character!r} in {form!r} is {name}; write the {_SCRIPT_NAMES[script]} character"
    return None


def _forbidden_elsewhere(glossary: Glossary) -> Iterator[Problem]:
    allowed = {
        (locale, form): term for term in glossary.terms for locale, forms in term.forms.items() for form in forms
    }
    for term in glossary.terms:
        for locale, forms in term.forbidden.items():
            for form in forms:
                other = allowed.get((locale, form))
                if other is not None and locale != glossary.source:
                    owner = f"{_name(other, glossary)} of line {other.line}"
                    message = (
                        f"{form!r} is forbidden for {_name(term, glossary)} and allowed for {owner}: it is not reported"
                    )
                    yield Problem(line=term.line, column=locale, severity=Severity.INFO, message=message)


CHECKS: tuple[Callable[[Glossary], Iterator[Problem]], ...] = (
    _unsorted,
    _overlapping,
    _shared_rendering,
    _missing_rendering,
    _wrong_script,
    _forbidden_elsewhere,
)


def _key(term: Term, glossary: Glossary) -> str:
    return sort_key(SEPARATOR.join(term.forms[glossary.source]))


def _name(term: Term, glossary: Glossary) -> str:
    return repr(term.forms[glossary.source][0])
