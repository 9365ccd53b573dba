"""Look-ups a second in translation memories of several sizes, beside rapidfuzz comparing with every sentence.

The units are film lines where there are any (as in `run.py`), else made up; they are multiplied by calling somebody in
them by name. Half of the fuzzy look-ups are other lines of the same films, half are lines with one word changed.
"""

from __future__ import annotations

import argparse
import lzma
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from localize.memory import Lookup, Memory, Unit
from localize.memory.same import same
from localize.memory.similarity import letters, score, tokens
from localize.memory.tmx_read import TmxFile
from localize.memory.tmx_write import compose

PAIRS = Path(__file__).parents[2] / "shared" / "data" / "parallel"
NAMES = (
    "Анна Ариса Варвара Вера Виктор Галина Георгий Дмитрий Елена Игорь Лариса Максим Олег Роман Софья Тамара".split()
)
CUTOFF = 75

_T = TypeVar("_T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000], help="units in the memory")
    parser.add_argument("--lookups", type=int, default=200, help="fuzzy look-ups; exact ones are ten times as many")
    options = parser.parse_args()
    print("| units | TMX in, s | units/s | MB | exact/s | context/s | fuzzy/s | median ms | scan/s | best found |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, options.lookups)


def measure(folder: Path, size: int, count: int) -> None:
    """One row of the table."""
    rng = random.Random(7)
    pairs = list(islice(varied(), size + count))
    others = [source for source, _ in pairs[size:]]
    del pairs[size:]
    tmx = folder / "all.tmx"
    with tmx.open("wb") as file:
        file.writelines(compose(units(pairs), "ru"))
    with Memory(folder / "all.memory", create=True) as memory:
        seconds, _ = timed(lambda: memory.add(TmxFile(tmx, target="en")))
        megabytes = memory.path.stat().st_size / 1e6
        places = [rng.randrange(1, size - 1) for _ in range(10 * count)]
        plain = [Lookup(text=pairs[at][0]) for at in places]
        placed = [Lookup(text=pairs[at][0], before=pairs[at - 1][0], after=pairs[at + 1][0]) for at in places]
        exact, _ = timed(lambda: memory.exact(plain, "ru", "en"))
        context, found = timed(lambda: memory.exact(placed, "ru", "en"))
        assert all(matches[0].kind == "context" for matches in found)
        asked = others[: count // 2] + [reworded(rng.choice(pairs)[0], rng) for _ in range(count // 2)]
        times, scores = [], []
        for text in asked:
            took, matches = timed(partial(memory.fuzzy, text, "ru", "en", cutoff=CUTOFF))
            times.append(took)
            scores.append(matches[0].score if matches else 0)
    scan, best = scanned([source for source, _ in pairs], asked)
    share = sum(one == two for one, two in zip(scores, best, strict=True) if two) / sum(map(bool, best))
    print(
        f"| {size:,} | {seconds:.1f} | {size / seconds:,.0f} | {megabytes:.0f} | {len(places) / exact:,.0f} "
        f"| {len(places) / context:,.0f} | {count / sum(times):,.0f} | {sorted(times)[count // 2] * 1000:.1f} "
        f"| {count / scan:,.1f} | {share:.1%} of {sum(map(bool, best))} |",
        flush=True,
    )


def scanned(sources: list[str], asked: list[str]) -> tuple[float, list[int]]:
    """Seconds for comparing each text with all sources, and the best score of each; 0 where none reaches the cutoff."""
    parts = [tokens(text) for text in dict.fromkeys(map(same, sources))]
    folded = [letters(part) for part in parts]
    options: dict[str, Any] = {"scorer": Levenshtein.normalized_similarity, "score_cutoff": CUTOFF / 100, "limit": None}
    seconds, best = 0.0, []
    for text in asked:
        own = tokens(same(text))
        took, near = timed(partial(process.extract, letters(own), folded, **options))
        seconds += took
        reached = max((100 if own == parts[at] else score(own, parts[at]) for _, _, at in near), default=0)
        best.append(reached if reached >= CUTOFF else 0)
    return seconds, best


def varied() -> Iterator[tuple[str, str]]:
    """Different pairs without end: first as they are, then with a name, then with two."""
    pairs = list(dict(film_lines() if PAIRS.is_dir() else made_up()).items())
    yield from pairs
    for name in NAMES:
        yield from ((f"{name}, {source[0].lower()}{source[1:]}", f"{name}, {target}") for source, target in pairs)


def film_lines() -> Iterator[tuple[str, str]]:
    for path in sorted(PAIRS.glob("ru-en.*.tsv.xz"), key=lambda path: "opensubs" not in path.name):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                source, target, *_ = line.rstrip("\n").split("\t")
                if source.strip() and target.strip() and len(source) < 120:
                    yield source, target


def made_up() -> Iterator[tuple[str, str]]:
    for number in range(100_000):
        words = [f"{root}{number // step % 97 + 3}" for root, step in (("встреча", 1), ("дрон", 7), ("мост", 97))]
        yield f"Завтра {words[0]}, и {words[1]} летит за {words[2]}.", f"line {number}"


def units(pairs: list[tuple[str, str]]) -> Iterator[Unit]:
    """As if the pairs were films of 1,000 lines."""
    around = ["", *(source for source, _ in pairs), ""]
    for number, (source, target) in enumerate(pairs):
        yield Unit(
            source=source,
            target=target,
            source_locale="ru",
            target_locale="en",
            before=around[number],
            after=around[number + 2],
            origin=f"film{number // 1000}.ru.srt/{number % 1000}",
            created="2026-01-31T09:30:00Z",
        )


def reworded(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    words[rng.randrange(len(words))] = rng.choice(NAMES).lower()
    return " ".join(words)


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


if __name__ == "__main__":
    main()
