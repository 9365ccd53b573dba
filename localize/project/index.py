"""The index of a season: a cache beside the outputs, in one SQLite file that may be deleted at any time.

It holds the answers of translation engines and the batches that are planned (`answers`), what happened to every cue
(`events`), how every output stands (`states`), with a fingerprint of all that it depends on, and what else is kept by
name (`pieces`). Without it everything is made again; nothing that people did is lost, but the stories of the cues begin
anew.

Every change is one transaction: a kill at any moment leaves the file as it was before or as it is after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from localize.project import output_rows, packages, pieces
from localize.project.answers import Answers, tidy
from localize.project.cache import Cache
from localize.project.events import Event
from localize.project.keys import Keys
from localize.project.runs import Run, Runs
from localize.project.states import OutputState, Tally
from localize.translators.base import PackageInfo, Routes


class Index:
    """The index in the file `path`. Use it as a context manager, or `close` it.

    create: make the file if there is none; else a missing one is as an empty one. timeout_s: how long to wait while
    another program writes. A damaged file is moved aside and begun anew, whenever that comes to light; one sentence is
    logged. Raises StoreError, here and in every method, if the file is locked, another program's, of a newer localize
    or cannot be written, and for a full disk.
    """

    def __init__(self, path: Path, *, create: bool = True, timeout_s: float = 10) -> None:
        self.path = path
        self._cache = Cache(path, create=create, timeout_s=timeout_s)
        self._runs = Runs(self._cache)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. A run that was not finished counts as interrupted."""
        self._cache.close()

    # -- runs ----------------------------------------------------------------------------------------------------------

    def begin(self, when: str) -> None:
        """A run begins. when: UTC, `2026-01-31T09:30:00Z`. Without it answers do not count as used: for a dry run."""
        self._runs.begin(when)

    def finish(self, when: str) -> None:
        """The run is through: batches that nobody wanted any more are dropped and, now and then, old answers."""
        self._runs.finish(when, lambda connection: tidy(connection, self._runs.number))

    def last_run(self) -> Run | None:
        """The last run that changed something, the one that is going on included."""
        return self._runs.last()

    # -- answers -------------------------------------------------------------------------------------------------------

    def answers(self, routes: Routes) -> Answers:
        """What engines answered over `routes`. Raises ModelError, in its methods, for packages that cannot be read."""
        return Answers(self._runs, Keys(routes, self.digest))

    def digest(self, package: PackageInfo) -> str:
        """Of what is in a package, see `packages.digest`."""
        return packages.digest(self._runs, package)

    # -- outputs -------------------------------------------------------------------------------------------------------

    def unchanged(self, output: str, fingerprint: Mapping[str, str]) -> bool:
        """Whether all that `output` depends on is as it was when it was last made; False if it never was."""
        known = self._runs.read(lambda connection: output_rows.fingerprint(connection, output))
        return bool(known) and known == dict(fingerprint)

    def differences(self, output: str, fingerprint: Mapping[str, str]) -> tuple[str, ...]:
        """The names in `fingerprint` under which another digest stood, or none, when `output` was last made."""
        known = self._runs.read(lambda connection: output_rows.fingerprint(connection, output))
        return tuple(name for name, digest in fingerprint.items() if known.get(name) != digest)

    def record(
        self, made: Iterable[tuple[OutputState, Iterable[Event]]], worked_out: Mapping[str, bytes] | None = None
    ) -> None:
        """Outputs as they now stand, what happened to their cues, and what to `keep`, by name: all of it or, if
        anything goes wrong, nothing.
        """
        results = [(replace(state, run=self._runs.number), tuple(news)) for state, news in made]

        def keep(connection: sqlite3.Connection) -> None:
            for state, news in results:
                output_rows.record(connection, state)
                output_rows.tell(connection, state.name, news, state.run)
            for name, data in (worked_out or {}).items():
                pieces.keep(connection, name, data)

        self._runs.write(keep)

    def state(self, output: str) -> OutputState | None:
        """How an output stood after the run that last made it."""
        return self._runs.read(lambda connection: output_rows.state(connection, output))

    def tallies(self) -> tuple[Tally, ...]:
        """All outputs that were made, by name."""
        return self._runs.read(output_rows.tallies)

    def names(self) -> dict[tuple[str, str], str]:
        """The names of all outputs that were made, by name of the input and locale."""
        return self._runs.read(output_rows.names)

    def forget(self, outputs: Iterable[str]) -> None:
        """Outputs that are no more: how they stood, the stories of their cues, and what was kept of them."""
        names = tuple(outputs)

        def work(connection: sqlite3.Connection) -> None:
            output_rows.forget(connection, names)
            pieces.forget(connection, names)

        self._runs.write(work)

    # -- pieces --------------------------------------------------------------------------------------------------------

    def kept(self, name: str) -> bytes | None:
        """What was kept under `name`, None if nothing was."""
        return self._runs.read(lambda connection: pieces.kept(connection, name))

    def keep(self, name: str, data: bytes) -> None:
        """Keep `data`, in place of what was kept under `name`.

        It is forgotten with an output if the name begins with that of the output and U+0000.
        """
        self._runs.write(lambda connection: pieces.keep(connection, name, data))

    # -- events --------------------------------------------------------------------------------------------------------

    def tell(self, output: str, news: Iterable[Event]) -> None:
        """What happened to cues of an output; what is no news is not kept, see `with_news`."""
        events = tuple(news)
        self._runs.write(lambda connection: output_rows.tell(connection, output, events, self._runs.number))

    def history(self, output: str, cue: str) -> tuple[Event, ...]:
        """What happened to a cue, in order."""
        events = self._runs.read(lambda connection: output_rows.past(connection, output))
        return tuple(event for event in events if event.cue == cue)

    def move(self, output: str, moves: Mapping[str, Sequence[str]], version: str) -> None:
        """The stories of cues go on under new ids, see `moved`. version: digest of the source that the new ids are of.

        Does nothing if they were moved to that version already, so that a run may be killed after it and begun again.
        """
        self._runs.write(lambda connection: output_rows.move(connection, output, moves, version))
