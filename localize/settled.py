"""What came of sentences in earlier runs, so that a run verifies anew only what may have changed.

An outcome of the ladder depends on what was asked and how, on the packages, and on the terms of the glossary that the
source names or the translation names. All of it is in the key, but for the terms of the translation: of those a digest
is kept beside the outcome, and compared when it is looked up.
"""

from __future__ import annotations

import functools
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter

from localize import __version__
from localize.glossary.matcher import find
from localize.glossary.term import Glossary, Match
from localize.ladder import Job, Outcome
from localize.translators.base import PackageInfo

# What differs from sentence to sentence; the rest is what texts that are asked for in one way have in common.
_OWN = ("text", "room", "breaks", "linked", "given", "route", "glossary")
_shared = attrgetter(*(one.name for one in fields(Job) if one.name not in _OWN))

# text, rung, problems, digest of the text's terms, what the engine marked, links
_Entry = tuple[str, str, tuple[tuple[str, str], ...], str, tuple[int, ...], str]


class Settled:
    """Outcomes by what was asked. package: digest of what is in a package."""

    def __init__(self, package: Callable[[PackageInfo], str]) -> None:
        self._package = functools.cache(package)
        self._entries: dict[str, _Entry] = {}
        self._keys: dict[tuple[Job, int], str] = {}
        self._ways: dict[tuple[tuple[object, ...], tuple[PackageInfo, ...]], str] = {}
        self._right: dict[str, Outcome] = {}  # those that were compared in this run, or made in it

    def find(self, job: Job) -> Outcome | None:
        """The outcome of `job`, None if it is not known or may be another now."""
        key = self._key(job)
        if key not in self._right:
            entry = self._entries.get(key)
            if entry is None or entry[3] != _terms_in(entry[0], job):
                return None
            self._right[key] = Outcome(text=entry[0], rung=entry[1], problems=entry[2], marked=entry[4], links=entry[5])
        return self._right[key]

    def add(self, job: Job, outcome: Outcome) -> None:
        """From now on the outcome of `job` is known."""
        key = self._key(job)
        self._entries[key] = (
            *(outcome.text, outcome.rung, outcome.problems),
            *(_terms_in(outcome.text, job), outcome.marked, outcome.links),
        )
        self._right[key] = outcome

    def packed(self, jobs: Iterable[Job]) -> bytes:
        """The outcomes of `jobs`, for `unpack`. Raises ValueError for text with halves of characters."""
        keys = dict.fromkeys(map(self._key, jobs))
        entries = {key: self._entries[key] for key in keys if key in self._entries}
        return zlib.compress(json.dumps(entries, ensure_ascii=False).encode(), 1)

    def unpack(self, data: bytes) -> None:
        """Take in what `packed` gave; what cannot be read is not known."""
        try:
            entries = json.loads(zlib.decompress(data))
            self._entries |= {
                key: (text, rung, tuple((rule, message) for rule, message in problems), terms, tuple(marked), links)
                for key, (text, rung, problems, terms, marked, links) in entries.items()
            }
        except (ValueError, TypeError, AttributeError, zlib.error):
            return

    def _key(self, job: Job) -> str:
        asked = (job, id(job.glossary))
        if asked not in self._keys:
            terms = _terms(job.glossary, find(job.text, job.glossary, job.source)) if job.glossary else ""
            self._keys[asked] = _digest(
                self._way(job), terms, repr((job.room, job.breaks, job.linked)), job.given, job.text
            )
        return self._keys[asked]

    def _way(self, job: Job) -> str:
        """Of all that a job shares with others."""
        way = (_shared(job), job.route)
        if way not in self._ways:
            route = [f"{package.name} {self._package(package)}" for package in job.route]
            self._ways[way] = _digest(__version__, *map(repr, way[0]), *route)
        return self._ways[way]


def _terms_in(text: str, job: Job) -> str:
    """Of the terms that a translation names."""
    return _terms(job.glossary, find(text, job.glossary, job.target)) if job.glossary else ""


def _terms(glossary: Glossary, matches: Iterable[Match]) -> str:
    """Of all that the glossary says of some terms, and where they stand."""
    rows = []
    for match in matches:
        term = match.term
        facts = (match.start, match.end, term.kind, term.match, term.case_sensitive)
        rows.append((*facts, sorted(term.forms.items()), sorted(term.forbidden.items())))
    return _digest(glossary.source, *map(repr, rows)) if rows else ""


def _digest(*texts: str) -> str:
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=12).hexdigest()
