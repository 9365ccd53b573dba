"""What translation engines returned, kept from run to run; and the batches that were planned and not yet done.

**Batches.** Which texts are translated together can change an answer in the last bit (OpenNMT/CTranslate2#693). So
batches are stored before the first of them is run, and a batch's answers are stored as it is taken off the list, each
in one transaction. A run that was killed and is started again finds every batch either answered or as it was composed,
and composes only what was never planned. Its answers, and with them its files, are those of a run that nobody killed,
if

- the engine answers the same batch in the same way: same packages, versions and kind of processor;
- `cut` depends on nothing but the requests it is given, in their order;
- it asks in the same rounds as the other: each round waits for the one before, and files are shared out to windows
  before those that need no work are left out.

For then, whatever a round asks for was known before the first of these runs, or was planned in this round or an earlier
one by a run that was killed, or is planned now, out of the very requests out of which it would have been planned.

**Age.** An answer goes once no output stands on it any more (each was made since it was last asked for) and `KEEP` runs
have passed. It is marked, and looked for, every `KEEP // 2` runs, so it may stay twice as long.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from localize.project.keys import Keys
from localize.project.packing import as_json, as_text, pack, unpack
from localize.project.runs import Runs
from localize.translators.base import Request, Translation
from localize.translators.batches import Batch

KEEP = 20  # runs

Cut = Callable[[Sequence[Request]], Iterable[Batch]]
_Row = tuple[int, int, object, object, Any]

_KNOWN = "SELECT id, used < ?, key, seal, texts FROM answer WHERE key IN (SELECT value FROM json_each(?))"
_PLAN = "INSERT OR IGNORE INTO batch (digest, requests) VALUES (?, ?)"
_MARK = "UPDATE answer SET used = ? WHERE id IN (SELECT value FROM json_each(?))"
_LEARN = """
    INSERT INTO answer (used, key, seal, texts) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET used = excluded.used, seal = excluded.seal, texts = excluded.texts
"""
_PRUNE = """
    DELETE FROM answer
    WHERE used < min(:run, coalesce((SELECT min(made) FROM output WHERE made > 0), :run)) - :keep
"""


class Answers:
    """The answers to requests as they would be answered now. Raises StoreError as `Cache` does."""

    def __init__(self, runs: Runs, keys: Keys) -> None:
        self._runs = runs
        self._keys = keys

    def known(self, requests: Iterable[Request]) -> dict[Request, Translation]:
        """Those of `requests` that were answered before, in their order, with the answers."""
        keys = {request: self._keys.of(request) for request in requests}
        values = self._runs.number - KEEP // 2, json.dumps([*keys.values()])
        rows = self._runs.read(lambda connection: _sound(connection.execute(_KNOWN, values).fetchall()))
        if self._runs.going_on and (old := [number for number, long_ago, *_ in rows if long_ago]):
            marks = self._runs.number, json.dumps(old)
            self._runs.write(lambda connection: connection.execute(_MARK, marks))
        texts = {key: made for _, _, key, _, made in rows}
        return {
            request: Translation(texts=tuple(json.loads(as_text(texts[key]))), packages=self._keys.route(request))
            for request, key in keys.items()
            if key in texts
        }

    def plan(self, requests: Iterable[Request], cut: Cut) -> tuple[Batch, ...]:
        """The batches that answer `requests`, of which none is known; from now on they are kept until they are done.

        First come the batches that a killed run left and that hold any of `requests`, as they were and whole; then
        what `cut` makes of the rest. Raises ValueError if that is not each request once.
        """
        wanted = dict.fromkeys(requests)
        left = [batch for batch in self._runs.read(self._unfinished) if not wanted.keys().isdisjoint(batch.requests)]
        planned = {request for batch in left for request in batch.requests}
        rest = [request for request in wanted if request not in planned]
        new = tuple(cut(rest)) if rest else ()
        if Counter(request for batch in new for request in batch.requests) != Counter(rest):
            raise ValueError("a plan holds every request once")
        rows = [(self._keys.of_all(batch.requests), pack(batch.requests)) for batch in new]
        if rows:
            self._runs.write(lambda connection: connection.executemany(_PLAN, rows))
        return (*left, *new)

    def learn(self, batches: Iterable[Batch], answers: Mapping[Request, Translation]) -> None:
        """Keep the answers to all of these batches, which are done with that, or to none.

        It waits for the disk, so let it have what came in together. Raises KeyError if an answer is missing, ValueError
        if other packages gave it than those that belong to the request.
        """
        done = tuple(batches)
        rows = [self._row(request, answers[request]) for batch in done for request in batch.requests]
        digests = [(self._keys.of_all(batch.requests),) for batch in done]

        def keep(connection: sqlite3.Connection) -> None:
            connection.executemany(_LEARN, rows)
            connection.executemany("DELETE FROM batch WHERE digest = ?", digests)

        self._runs.write(keep)

    def _unfinished(self, connection: sqlite3.Connection) -> list[Batch]:
        """The batches that are not done, in the order in which they were planned.

        One is left out if a package of its requests is another now: its answers would not be those that were planned.
        """
        rows = connection.execute("SELECT digest, requests FROM batch ORDER BY id").fetchall()
        batches = ((digest, unpack(requests, _batch)) for digest, requests in rows)
        return [batch for digest, batch in batches if self._keys.of_all(batch.requests) == digest]

    def _row(self, request: Request, answer: Translation) -> tuple[int, str, int, bytes]:
        if answer.packages != self._keys.route(request):
            raise ValueError(f"{request.text!r} was answered by other packages than those of its route")
        key, texts = self._keys.of(request), as_json(answer.texts)
        return self._runs.number, key, _seal(key, texts), texts


def tidy(connection: sqlite3.Connection, run: int) -> None:
    """At the end of a run: drop the batches that nobody wanted any more, and now and then the answers."""
    connection.execute("DELETE FROM batch")
    if run % (KEEP // 2) == 0:
        connection.execute(_PRUNE, {"run": run, "keep": KEEP})


def _batch(rows: list[dict[str, Any]]) -> Batch:
    return Batch(requests=tuple(Request(**{name: _frozen(value) for name, value in row.items()}) for row in rows))


def _frozen(value: object) -> Any:
    """JSON has lists where a request has tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _sound(rows: list[_Row]) -> list[_Row]:
    """`rows`, if each is as it was stored: a byte turned over, or a key that leads to another row, is damage.

    Raises sqlite3.DatabaseError, as SQLite does.
    """
    if all(seal == _seal(key, texts) for _, _, key, seal, texts in rows):
        return rows
    raise sqlite3.DatabaseError("a row of the index is damaged")


def _seal(key: object, texts: object) -> int:
    """A checksum."""
    return zlib.crc32(repr((key, texts)).encode())
