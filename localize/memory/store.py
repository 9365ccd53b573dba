"""The memory itself: one SQLite file for all language pairs.

Every change is one transaction: a kill at any moment leaves the file as it was before or as it is after. What is found
depends on what the memory holds, never on the order in which that came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from localize.errors import UsageError
from localize.memory import sentences
from localize.memory.opening import connect, explained, transaction
from localize.memory.rank import MAKERS, RANKS, best
from localize.memory.same import same
from localize.memory.sentences import rounds
from localize.memory.unit import Lookup, Match, MatchKind, Unit

# Units taken in at a time: bounds what a long import holds in memory.
_ROUND = 5_000

_ADD = """
    INSERT INTO unit (source, locale, before, after, target, origin, rank, created, creator, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, locale, before, after, target, origin) DO UPDATE SET
        rank = excluded.rank, created = excluded.created, creator = excluded.creator, note = excluded.note
    WHERE (excluded.rank, excluded.created, excluded.creator, excluded.note) > (rank, created, creator, note)
"""
_FORGET = """
    DELETE FROM unit WHERE (:origin IN ('', origin) OR substr(origin, 1, length(:origin) + 1) = :origin || '/')
    AND :creator IN ('', creator) AND :target IN ('', locale)
    AND (:source = '' OR source IN (SELECT id FROM sentence WHERE locale = :source))
    AND (:any OR source IN (SELECT value FROM json_each(:ids)))
"""
_DROP = """
    DELETE FROM unit
    WHERE source = ? AND locale = ? AND before = ? AND after = ? AND target = ? AND origin = ?
"""
_BY_KEY = """
    SELECT * FROM whole
    WHERE key IN (SELECT value FROM json_each(?)) AND source_locale = ? AND target_locale = ?
"""
_BY_ID = "SELECT * FROM whole WHERE id IN (SELECT value FROM json_each(?)) AND target_locale = ?"
_ALL = """
    SELECT * FROM whole WHERE :source IN ('', source_locale) AND :target IN ('', target_locale)
    ORDER BY source_locale, target_locale, source, target, before, after, origin
"""
_HOLDS = "SELECT EXISTS (SELECT * FROM whole WHERE source_locale = ? AND target_locale = ?)"
_STATS = """
    SELECT source_locale, target_locale, count(*), count(DISTINCT id),
        sum(rank = 2), sum(rank = 1), sum(rank = 0), max(created)
    FROM whole GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class PairStats:
    """What a memory holds of a language pair. sentences: different source texts. newest: date, empty if not known."""

    source_locale: str
    target_locale: str
    units: int
    sentences: int
    approved: int
    human: int
    imported: int
    newest: str


class Memory:
    """A memory in the file `path`. Use it as a context manager, or `close` it.

    create: make the file if there is none. timeout_s: how long to wait while another program writes. Raises UsageError
    if there is no such file; StoreError, here and in every method, if the file cannot be used.
    """

    def __init__(self, path: Path, *, create: bool = False, timeout_s: float = 10) -> None:
        if not create and not path.is_file():
            raise UsageError(f"{path}: no such memory; `localize memory import` makes one")
        self.path = path
        self._connection = connect(path, create=create, timeout_s=timeout_s)

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, units: Iterable[Unit]) -> int:
        """Take in all units or, if anything goes wrong, none; how many were new or better than what was there.

        Units alike in texts, locales, context and origin are one, of which the approved one is kept before a human one
        before an imported one, then the newest.
        """
        changed = 0
        with transaction(self._connection, self.path):
            for some in rounds(units, _ROUND):
                ids = sentences.keep(self._connection, (sentence for unit in some for sentence in _sentences(unit)))
                rows = sorted(_row(unit, ids) for unit in some)
                changed += self._connection.executemany(_ADD, rows).rowcount
        return changed

    def forget(self, *, origin: str = "", creator: str = "", text: str = "", source: str = "", target: str = "") -> int:
        """Take out the units to which everything given applies; how many there were.

        origin: as it was given, or the file of `file/cue`. text: a sentence that is the same as the source. source,
        target: locales. Raises ValueError if nothing is given.
        """
        if not (origin or creator or text or source or target):
            raise ValueError("say what to forget")
        values = {"origin": origin, "creator": creator, "source": source, "target": target, "any": not text}
        with transaction(self._connection, self.path):
            ids = [number for number, _, _ in sentences.known(self._connection, [text])]
            gone = self._connection.execute(_FORGET, values | {"ids": json.dumps(ids)}).rowcount
            if gone:
                sentences.sweep(self._connection)
        return gone

    def drop(self, units: Iterable[Unit]) -> None:
        """Take out just these units, as far as they are there. Their sentences stay: `forget` sweeps them."""
        with transaction(self._connection, self.path):
            for some in rounds(units, _ROUND):
                ids = sentences.keep(self._connection, (sentence for unit in some for sentence in _sentences(unit)))
                self._connection.executemany(_DROP, [_row(unit, ids)[:6] for unit in some])

    def exact(self, lookups: Sequence[Lookup], source: str, target: str) -> tuple[tuple[Match, ...], ...]:
        """For each lookup the units with the same sentence, one a target text, the best first.

        source, target: locales. Context matches come before exact ones; then it goes by maker, then by date.
        """
        groups: dict[str, list[Unit]] = {}
        keys = json.dumps(sorted({sentences.key(lookup.text) for lookup in lookups}))
        for _, unit in self._select(_BY_KEY, (keys, source, target)):
            groups.setdefault(same(unit.source), []).append(unit)
        answers = {sentence: _Answers(units) for sentence, units in groups.items()}
        return tuple(
            answers[sentence].to(lookup) if (sentence := same(lookup.text)) in answers else () for lookup in lookups
        )

    def fuzzy(self, text: str, source: str, target: str, *, cutoff: int = 75, limit: int = 3) -> tuple[Match, ...]:
        """At most `limit` units whose source is like `text`, one a target text, the best first; exact ones lead.

        source, target: locales. cutoff: the least score, 1 to 100, see `similarity`. A sentence may be passed over if
        its words differ in their first letters from all rare words of `text`; see `similar`.
        """
        from localize.memory.similar import similar

        (matches,) = self.exact([Lookup(text=text)], source, target)
        with explained(self.path):
            scores = similar(self._connection, text, source, cutoff)
        like = [
            Match(unit=unit, kind=MatchKind.FUZZY, score=scores[number])
            for number, unit in self._select(_BY_ID, (json.dumps([*scores]), target))
        ]
        return best([*matches, *like])[:limit]

    def holds(self, source: str, target: str) -> bool:
        """Whether there is any unit of a language pair."""
        with explained(self.path):
            (found,) = self._connection.execute(_HOLDS, (source, target)).fetchone()
        return bool(found)

    def units(self, *, source: str = "", target: str = "") -> Iterator[Unit]:
        """All units, or those of a locale, one after another in an order that depends on nothing but themselves."""
        return (unit for _, unit in self._select(_ALL, {"source": source, "target": target}))

    def stats(self) -> tuple[PairStats, ...]:
        """A row a language pair, in alphabetical order."""
        with explained(self.path):
            return tuple(PairStats(*row) for row in self._connection.execute(_STATS))

    def _select(self, query: str, values: Sequence[object] | Mapping[str, object]) -> Iterator[tuple[int, Unit]]:
        """Units with the ids of their sources."""
        with explained(self.path):
            for row in self._connection.execute(query, values):
                number, _, text, made, locale, target, before, after, rank, origin, creator, created, note = row
                yield (
                    number,
                    Unit(
                        source=text,
                        target=made,
                        source_locale=locale,
                        target_locale=target,
                        before=before,
                        after=after,
                        maker=MAKERS[rank],
                        origin=origin,
                        creator=creator,
                        created=created,
                        note=note,
                    ),
                )


class _Answers:
    """The units of one sentence, in order."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._exact = best(Match(unit=unit, kind=MatchKind.EXACT, score=100) for unit in units)
        self._context: dict[tuple[str, str], list[Match]] = {}
        for unit in units:
            if unit.before or unit.after:
                match = Match(unit=unit, kind=MatchKind.CONTEXT, score=100)
                self._context.setdefault((same(unit.before), same(unit.after)), []).append(match)

    def to(self, lookup: Lookup) -> tuple[Match, ...]:
        context = self._context.get((same(lookup.before), same(lookup.after)))
        return best([*context, *self._exact]) if context else self._exact


def _sentences(unit: Unit) -> Iterator[tuple[str, str]]:
    for text in (unit.source, unit.before, unit.after):
        if text:
            yield unit.source_locale, text


def _row(unit: Unit, ids: dict[tuple[str, str], int]) -> tuple[str | int, ...]:
    source, before, after = (ids.get((unit.source_locale, text), 0) for text in (unit.source, unit.before, unit.after))
    return (
        *(source, unit.target_locale, before, after, unit.target, unit.origin),
        *(RANKS[unit.maker], unit.created, unit.creator, unit.note),
    )
