"""A translation engine whose answers tell which batch they were made in, and a run that uses it with an index."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from localize.model import Maker, Provenance
from localize.project.events import Event, Happened
from localize.project.index import Index
from localize.project.packing import unpack
from localize.project.states import CueState, OutputState
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.translators.batches import Batch

WHEN = "2026-01-31T09:30:00Z"

Table = dict[Request, Translation]


def package(folder: Path, target: str, weights: str = "weights", version: str = "1.0") -> PackageInfo:
    home = folder / f"ru_{target}"
    (home / "model").mkdir(parents=True, exist_ok=True)
    (home / "metadata.json").write_text("{}")
    (home / "model" / "model.bin").write_text(weights)
    return PackageInfo(source="ru", target=target, version=version, path=str(home))


def routes_in(folder: Path) -> Routes:
    return Routes(packages=(package(folder, "en"), package(folder, "zh")))


def ask(text: str, target: str = "en", beam: int = 1) -> Request:
    return Request(text=text, source="ru", target=target, beam=beam)


def engine(batch: Batch, routes: Routes) -> Table:
    """The last eight letters of an answer depend on all texts of the batch and their order."""
    mark = hashlib.sha256(repr([(one.text, one.target, one.beam) for one in batch.requests]).encode()).hexdigest()[:8]
    return {
        one: Translation(
            texts=tuple(f"{one.text} in {one.target}, {number}: {mark}" for number in range(one.beam)),
            packages=routes.find(one.source, one.target, one.via),
        )
        for one in batch.requests
    }


def in_threes(requests: Sequence[Request]) -> Iterator[Batch]:
    remaining = iter(requests)
    while some := tuple(islice(remaining, 3)):
        yield Batch(requests=some)


def season(path: Path, routes: Routes, episodes: Sequence[Sequence[str]], step: Callable[[], None]) -> None:
    """A run over episodes, two a window, in two languages. What is not right in the first round (which depends on the
    batch) is asked for again with a wider beam. `step` is called again and again; it may raise anything, or kill.
    """
    with Index(path) as index:
        index.begin(WHEN)
        for start in range(0, len(episodes), 2):
            window(index, routes, {f"{number}.srt": episodes[number] for number in _two(start, episodes)}, step)
            step()
        index.finish(WHEN)
        step()


def window(index: Index, routes: Routes, files: dict[str, Sequence[str]], step: Callable[[], None]) -> None:
    fingerprints = {name: {"texts": hashlib.sha256(repr(texts).encode()).hexdigest()} for name, texts in files.items()}
    changed = {name: texts for name, texts in files.items() if not index.unchanged(name, fingerprints[name])}
    table: Table = {}
    texts = [text for few in changed.values() for text in few]
    while wanted := [one for text in texts for one in needed(text, table)]:
        answers = index.answers(routes)
        table |= answers.known(wanted)
        step()
        for batch in answers.plan((one for one in wanted if one not in table), in_threes):
            step()
            made = engine(batch, routes)
            table |= made
            answers.learn([batch], made)
    for name, few in changed.items():
        step()
        index.record([output(name, few, table, fingerprints[name])])


def needed(text: str, table: Table) -> Iterable[Request]:
    for target in ("en", "zh"):
        for beam in (1, 3):
            request = ask(text, target, beam)
            if request not in table:
                yield request
                break
            if table[request].texts[0][-1] in "01234567":
                break


def output(
    name: str, texts: Sequence[str], table: Table, fingerprint: dict[str, str]
) -> tuple[OutputState, list[Event]]:
    made = [table.get(ask(text, "en", 3), table.get(ask(text))) for text in texts]
    chosen = {f"c{number}": answer.texts[-1] for number, answer in enumerate(made) if answer}
    cues = tuple(
        CueState(cue=cue, source="", text=text, made=Provenance(maker=Maker.MACHINE)) for cue, text in chosen.items()
    )
    events = [Event(cue=cue, what=Happened.MACHINE, when=WHEN, text=text) for cue, text in chosen.items()]
    return OutputState(name=name, input=name, locale="en", fingerprint=fingerprint, cues=cues), events


@dataclass(frozen=True)
class Contents:
    """What an index holds of a season, but for the numbers of runs. answers: by key. states: by file. stories: by file
    and cue."""

    answers: dict[str, bytes]
    batches: list[list[Request]]
    states: dict[str, OutputState]
    stories: dict[str, list[Event]]


def contents(path: Path, episodes: Sequence[Sequence[str]]) -> Contents:
    names = [f"{number}.srt" for number in range(len(episodes))]
    with Index(path, create=False) as index:
        states = {name: replace(state, run=0) for name in names if (state := index.state(name))}
        stories = {
            name: [replace(event, run=0) for cue in range(len(few)) for event in index.history(name, f"c{cue}")]
            for name, few in zip(names, episodes, strict=True)
        }
    # Only now: a run that was killed at its very beginning leaves a file without tables.
    connection = sqlite3.connect(path)
    answers = dict(connection.execute("SELECT key, texts FROM answer"))
    packed = [data for (data,) in connection.execute("SELECT requests FROM batch ORDER BY id")]
    connection.close()
    batches = [[ask(row["text"], row["target"], row["beam"]) for row in unpack(data, list)] for data in packed]
    return Contents(answers, batches, states, stories)


def _two(start: int, episodes: Sequence[Sequence[str]]) -> range:
    return range(start, min(start + 2, len(episodes)))


def main() -> None:
    """The season of a JSON file, with a line on standard output at every step."""
    path, models, episodes = sys.argv[1:]

    def step() -> None:
        sys.stdout.write("step\n")
        sys.stdout.flush()

    step()
    season(Path(path), routes_in(Path(models)), json.loads(episodes), step)
