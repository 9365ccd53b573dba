"""How fast the index of a season is: ten episodes of 800 cues in four locales, half a minute at most.

The texts are made up. Two locales are asked for at engines, two are made from one of them: 16,000 requests, 40 outputs,
32,000 cues. Every look-up is that of a process that has just opened the index. What is stored waits for the disk.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from localize.model import Maker, Provenance
from localize.project.events import Event, Happened
from localize.project.index import Index
from localize.project.states import CueState, OutputState
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.translators.batches import batches

EPISODES = 10
CUES = 800
LOCALES = ("en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
TARGETS = ("en", "zh")
TOGETHER = 25  # batches learned in one go
WHEN = "2026-01-31T09:30:00Z"
DEPENDS = {
    name: f"{name:>16}" for name in ("program", "input", "options", "glossary", "packages", "decisions", "output")
}

_T = TypeVar("_T")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        season(Path(folder))


def season(folder: Path) -> None:
    """A season recorded, then looked up."""
    path, routes, rng = folder / "index.sqlite", routes_in(folder), random.Random(7)
    episodes = [list(islice(lines(rng), CUES)) for _ in range(EPISODES)]
    asked = [request(text, target) for texts in episodes for text in texts for target in TARGETS]
    names = [f"show.s01e{number:02}.{locale}.srt" for number in range(EPISODES) for locale in LOCALES]
    made = [output(name, episodes[place // len(LOCALES)]) for place, name in enumerate(names)]
    rows: list[tuple[str, int, float]] = []

    def measured(what: str, count: int, work: Callable[[Index], _T]) -> _T:
        with Index(path) as index:
            index.begin(WHEN)
            begun = time.perf_counter()
            result = work(index)
            rows.append((what, count, time.perf_counter() - begun))
        return result

    measured("answers planned and learned", len(asked), lambda index: learn(index, routes, asked))
    measured("outputs recorded, with states and stories", len(made), lambda index: record(index, made))
    measured("pieces of reports kept, 20 kB each", len(names), lambda index: keep(index, names))
    known = measured("answers looked up, all known", len(asked), lambda index: index.answers(routes).known(asked))
    assert len(known) == len(asked)
    other = [request(f"{one.text}!", one.target) for one in asked]
    assert not measured("answers looked up, none known", len(other), lambda index: index.answers(routes).known(other))
    assert measured(
        "outputs found unchanged", len(names), lambda index: all(index.unchanged(name, DEPENDS) for name in names)
    )
    assert measured(
        "pieces of reports taken out", len(names), lambda index: all(index.kept(f"{name}\0html") for name in names)
    )
    assert len(measured("figures of all outputs", len(names), Index.tallies)) == len(names)
    assert measured("states of all outputs, cue by cue", len(names), lambda index: all(map(index.state, names)))
    assert measured("story of one cue", 1, lambda index: index.history(names[7], "c250"))
    print("| a season of 10 × 800 cues × 4 locales | count | ms | a second |")
    print("|---|---|---|---|")
    for what, count, seconds in rows:
        print(f"| {what} | {count:,} | {seconds * 1000:,.1f} | {count / seconds:,.0f} |")
    print(f"\nThe index has {path.stat().st_size / 1e6:.1f} MB.")


def learn(index: Index, routes: Routes, asked: Sequence[Request]) -> None:
    answers = index.answers(routes)
    planned = answers.plan(asked, batches)
    for start in range(0, len(planned), TOGETHER):
        some = planned[start : start + TOGETHER]
        answers.learn(some, {one: backwards(one, routes) for batch in some for one in batch.requests})


def record(index: Index, made: Sequence[tuple[OutputState, list[Event]]]) -> None:
    """An episode at a time, in all its locales."""
    for start in range(0, len(made), len(LOCALES)):
        index.record(made[start : start + len(LOCALES)])


def keep(index: Index, names: Sequence[str]) -> None:
    for name in names:
        index.keep(f"{name}\0html", random.Random(name).randbytes(20_000))


def output(name: str, texts: Sequence[str]) -> tuple[OutputState, list[Event]]:
    made = Provenance(maker=Maker.MACHINE, engine="argos", package="translate-ru_en-1.0", version="1.0", rung="direct")
    cues = tuple(
        CueState(cue=f"c{number}", source=f"{number:016x}", text=text, made=made) for number, text in enumerate(texts)
    )
    detail = {"package": made.package, "rung": made.rung}
    news = [Event(cue=one.cue, what=Happened.MACHINE, when=WHEN, text=one.text, detail=detail) for one in cues]
    return OutputState(name=name, input=name, locale="en", fingerprint=DEPENDS, cues=cues), news


def routes_in(folder: Path) -> Routes:
    """Two packages of little weight."""
    packages = []
    for target in TARGETS:
        home = folder / target
        home.mkdir()
        (home / "model.bin").write_bytes(b"weights")
        packages.append(PackageInfo(source="ru", target=target, version="1.0", path=str(home)))
    return Routes(packages=tuple(packages))


def backwards(one: Request, routes: Routes) -> Translation:
    return Translation(texts=(one.text[::-1],), packages=routes.find(one.source, one.target))


def request(text: str, target: str) -> Request:
    return Request(text=text, source="ru", target=target, beam=2)


def lines(rng: random.Random) -> Iterator[str]:
    """Different texts of some 40 letters without end."""
    words = "завтра мост встреча дрон Ариса стой летит вернётся никогда потому что она они его дом ночью".split()
    while True:
        yield f"{' '.join(rng.choices(words, k=6))} {rng.randrange(10**9)}."


if __name__ == "__main__":
    main()
