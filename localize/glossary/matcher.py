"""The one matcher: terms in a text, wrong renderings in a text, terms that a translation has lost.

What is found: Russian forms by lemma (`russian.py`), other languages by their letters (`literal.py`), and terms with
`match: exact` or `pattern` as they are written. Where hits overlap, the longest in characters wins, then the leftmost,
then the one written exactly as in the glossary, then the term that stands first in the file.

What cannot be told apart without the meaning of the sentence: a name at the beginning of a sentence that is also a
word (*Вера* в людей) is taken for the name; a common noun that shares a form with another word (стали) needs that form
as a stop-form, which is a forbidden form in the source locale (`ru:стали`).
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from localize.glossary.declension import fold
from localize.glossary.literal import LiteralScanner
from localize.glossary.pattern import PatternScanner
from localize.glossary.russian import RussianScanner
from localize.glossary.scan import Entry, Hit, Scanner
from localize.glossary.term import Glossary, Match, MatchMode, Term
from localize.languages import LANGUAGES, canonical

_REMEMBERED = 1 << 14  # texts of one locale of which the terms are remembered: those of a few episodes


def find(text: str, glossary: Glossary, locale: str) -> tuple[Match, ...]:
    """Terms in `text`, by source forms if `locale` is the glossary's source, else by the locale's allowed renderings.

    Matches do not overlap and are sorted; offsets are characters of `text`. Quotation marks around a match are not
    part of it, those inside are, with their partners (корпорация «Кронос»). English endings (-s, 's) are left outside.
    """
    return tuple(_match(text, best[0]) for best in _index(glossary, canonical(locale)).chosen(text))


def forbidden(text: str, glossary: Glossary, locale: str) -> tuple[Match, ...]:
    """Wrong renderings in `text`, found as renderings are. None in the source locale: there they are stop-forms.

    A wrong form inside an allowed rendering (克罗诺 in 克罗诺斯) is no match, nor is one that another term allows.
    """
    locale = canonical(locale)
    if locale == glossary.source:
        return ()
    wrong = list(_scan(text, _index(glossary, locale).wrong))
    if not wrong:
        return ()
    allowed = [hit for best in _index(glossary, locale).chosen(text) for hit in best]
    return tuple(
        _match(text, best[0]) for best in _select(hit for hit in wrong if not any(_covers(a, hit) for a in allowed))
    )


def missing(source_text: str, target_text: str, glossary: Glossary, locale: str) -> tuple[Match, ...]:
    """Matches in `source_text` (the glossary's source locale) whose term has no allowed rendering in `target_text`.

    One rendering answers for all occurrences of its term, since a translation may use a pronoun. Terms for which the
    glossary has no rendering in `locale` are not missing.
    """
    locale = canonical(locale)
    wanted = [match for match in find(source_text, glossary, glossary.source) if match.term.forms.get(locale)]
    if not wanted:
        return ()
    present = {id(hit.term) for best in _index(glossary, locale).chosen(target_text) for hit in best}
    return tuple(match for match in wanted if id(match.term) not in present)


def occurrences(text: str, glossary: Glossary, locale: str) -> tuple[Match, ...]:
    """Every hit, overlapping ones too; what `find` chooses from."""
    return tuple(_match(text, hit) for hit in _index(glossary, canonical(locale)).hits(text))


class _Index:
    """The scanners of one glossary and locale, made when they are first used."""

    def __init__(self, terms: tuple[Term, ...], locale: str, *, is_source: bool) -> None:
        self._terms, self._locale, self._is_source = terms, locale, is_source
        self._order = {id(term): number for number, term in enumerate(terms)}
        # Stages, rules and the ladder ask for the terms of the same text, one after another.
        self.chosen = lru_cache(_REMEMBERED)(self._chosen)

    def _chosen(self, text: str) -> tuple[tuple[Hit, ...], ...]:
        """The winning spans from left to right, each with all its hits, best first."""
        hits = self.hits(text)
        return _select(hits) if hits else ()

    def hits(self, text: str) -> list[Hit]:
        """All hits of allowed forms, stop-forms taken out, in the order of the glossary."""
        hits = list(_scan(text, self.allowed))
        if self.stops:
            hits = [hit for hit in hits if _folded(text[hit.start : hit.end]) not in self.stops.get(id(hit.term), ())]
        return sorted(hits, key=lambda hit: self._order[id(hit.term)])

    @cached_property
    def allowed(self) -> tuple[Scanner, ...]:
        """Scanners of the forms that stand for a term."""
        mode = {id(term): term.match if self._is_source else MatchMode.LEMMA for term in self._terms}
        return _scanners(
            [Entry(form, term, mode[id(term)]) for term in self._terms for form in term.forms.get(self._locale, ())],
            self._locale,
        )

    @cached_property
    def wrong(self) -> tuple[Scanner, ...]:
        """Scanners of forbidden renderings."""
        return _scanners(
            [
                Entry(form, term, MatchMode.LEMMA)
                for term in self._terms
                for form in term.forbidden.get(self._locale, ())
            ],
            self._locale,
        )

    @cached_property
    def stops(self) -> dict[int, frozenset[str]]:
        """Stop-forms, folded, by term."""
        return {
            id(term): frozenset(map(_folded, term.forbidden[self._locale]))
            for term in self._terms
            if self._is_source and term.forbidden.get(self._locale)
        }


_INDEXES: dict[int, dict[str, _Index]] = {}


def _index(glossary: Glossary, locale: str) -> _Index:
    """The index of this very glossary object: kept as long as it lives, since mappings cannot be hashed."""
    key = id(glossary)
    if key not in _INDEXES:
        _INDEXES[key] = {}
        weakref.finalize(glossary, _INDEXES.pop, key, None)
    indexes = _INDEXES[key]
    if locale not in indexes:
        indexes[locale] = _Index(glossary.terms, locale, is_source=locale == glossary.source)
    return indexes[locale]


def _scanners(entries: list[Entry], locale: str) -> tuple[Scanner, ...]:
    language = LANGUAGES.get(locale)
    russian = language is not None and language.script == "Cyrl"
    spaced = language is None or not language.chinese
    by_lemma = [entry for entry in entries if entry.mode is MatchMode.LEMMA and russian]
    patterns = [entry for entry in entries if entry.mode is MatchMode.PATTERN]
    literal = [
        entry for entry in entries if entry.mode is MatchMode.EXACT or (entry.mode is MatchMode.LEMMA and not russian)
    ]
    made: list[Scanner] = []
    if by_lemma:
        made.append(RussianScanner(entries=by_lemma))
    if literal:
        endings = language is not None and language.script == "Latn"
        made.append(LiteralScanner(entries=literal, spaced=spaced, endings=endings))
    if patterns:
        made.append(PatternScanner(entries=patterns))
    return tuple(made)


def _scan(text: str, scanners: tuple[Scanner, ...]) -> Iterator[Hit]:
    for scanner in scanners:
        yield from scanner.hits(text)


def _select(hits: Iterable[Hit]) -> tuple[tuple[Hit, ...], ...]:
    """The winning spans from left to right, each with all its hits, best first."""
    spans: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        spans.setdefault((hit.start, hit.end), []).append(hit)
    taken: set[int] = set()
    chosen = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        # A span taken before is at least as long: if it overlaps this one it covers one of its ends.
        if start not in taken and end - 1 not in taken:
            taken.update(range(start, end))
            chosen.append((start, end))
    return tuple(tuple(sorted(spans[span], key=lambda hit: not hit.literal)) for span in sorted(chosen))


def _covers(allowed: Hit, wrong: Hit) -> bool:
    if not (allowed.start <= wrong.start and wrong.end <= allowed.end):
        return False
    same_span = (allowed.start, allowed.end) == (wrong.start, wrong.end)
    return not (same_span and allowed.term is wrong.term and wrong.literal and not allowed.literal)


def _match(text: str, hit: Hit) -> Match:
    return Match(start=hit.start, end=hit.end, surface=text[hit.start : hit.end], term=hit.term)


def _folded(surface: str) -> str:
    return " ".join(fold(surface).split())
