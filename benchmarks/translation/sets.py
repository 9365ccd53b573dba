"""What packages are judged on: pairs that the recipe of the starter packages holds out, and subtitles of real films."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path

from benchmarks.translation.windows import windows
from localize import formats

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "build" / "held-out"
DIRECTIONS = (("ru", "en"), ("ru", "zh"), ("en", "zh"))

# What decides which pairs are held out, besides the data.
_CODE = (
    "localize/training/clean.py",
    "localize/training/corpus.py",
    "training/sources.py",
    "training/split.py",
)
# (set, source, target, file in the one language, file in the other).
_SUBTITLES = (
    ("elephants-dream", "ru", "en", "elephants-dream/captions.ru.vtt", "elephants-dream/captions.en.vtt"),
    ("morevna", "ru", "en", "morevna/morevna-ep4-rus.srt", "morevna/morevna-ep4-eng.srt"),
    ("morevna", "ru", "en", "morevna/coatools-lesson-1-rus.srt", "morevna/coatools-lesson-1-eng.srt"),
    ("morevna", "ru", "en", "morevna/coatools-lesson-2-rus.srt", "morevna/coatools-lesson-2-eng.srt"),
    ("morevna", "en", "zh", "morevna/synfig-01-basics-eng.srt", "morevna/synfig-01-basics-zho.srt"),
    *(
        ("hf-course", one, other, f"hf-course/{talk}.{one}.srt", f"hf-course/{talk}.{name}.srt")
        for talk in ("01_the-pipeline-function", "03_what-is-transfer-learning")
        for one, other, name in (("ru", "en", "en"), ("ru", "zh", "zh-CN"), ("en", "zh", "zh-CN"))
    ),
)
_SAMPLES = tuple(
    ("sample", "ru", code, "better-than-us.s01e01.ru.srt", f"reference/better-than-us.s01e01.{tag}.srt")
    for code, tag in (("en", "en"), ("zh", "zh-Hans"))
)
_TAGS = {"zh": "zh-Hans"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """sentences: what an engine is given, one by one; source: the same as one text; reference: what a person made."""

    sentences: tuple[str, ...]
    source: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Items of one origin. source, target: engine codes."""

    name: str
    source: str
    target: str
    items: tuple[Item, ...]


def load(data: Path, *, name: str = "", limit: int | None = None) -> tuple[list[Set], str]:
    """The sets in order of languages, film first, and what they are, in a line.

    name: only sets whose name contains it. limit: so many items of each, the first.
    """
    found, what = _samples() if not data.is_dir() else _real(data)
    chosen = [replace(one, items=one.items[:limit]) for one in found if name in one.name and one.items]
    return sorted(chosen, key=lambda one: DIRECTIONS.index((one.source, one.target))), what


def locale(code: str) -> str:
    """The locale of an engine code: `zh` is `zh-Hans`."""
    return _TAGS.get(code, code)


def sentences(sets: Iterable[Set], source: str) -> list[str]:
    """Every distinct sentence of a source language, the sets by turns: any first few are of all of them."""
    columns = [[text for item in one.items for text in item.sentences] for one in sets if one.source == source]
    return list(dict.fromkeys(text for row in zip_longest(*columns) for text in row if text))


def _real(data: Path) -> tuple[list[Set], str]:
    held, aligned = _held_out(data / "parallel"), list(_aligned(data / "subtitles", _SUBTITLES))
    pairs, cut = (sum(len(one.items) for one in few) for few in (held, aligned))
    return [*held, *aligned], (
        f"{pairs:,} pairs held out by training/split.py, {cut:,} windows of aligned subtitles. A package made by "
        "another recipe may have learned from these pairs; then its scores are too high."
    )


def _samples() -> tuple[list[Set], str]:
    return list(
        _aligned(ROOT / "samples", _SAMPLES)
    ), "The data folder is absent: the sample episode and its references."


def _held_out(folder: Path) -> list[Set]:
    from training import sources

    order = [collection.name for collection in sources.COLLECTIONS]
    found = []
    for key, pairs in sorted(_cached(folder).items(), key=lambda entry: order.index(entry[0].partition(".")[2])):
        languages, _, name = key.partition(".")
        source, _, target = languages.partition("-")
        items = tuple(Item(sentences=(one,), source=one, reference=other) for one, other in pairs)
        found.append(Set(name=name, source=source, target=target, items=items))
    return found


def _cached(folder: Path) -> dict[str, list[list[str]]]:
    """The held-out pairs by `ru-en.NAME`; kept, because choosing them means reading everything."""
    path = CACHE / f"{_digest(folder)}.json"
    if path.is_file():
        kept: dict[str, list[list[str]]] = json.loads(path.read_bytes())
        return kept
    from training import sources, split

    found = {key: [list(pair) for pair in pairs] for key, pairs in split.held_out(sources.read(folder)).items()}
    CACHE.mkdir(parents=True, exist_ok=True)
    # Others' text: never to be committed by mistake.
    (CACHE / ".gitignore").write_text("*\n", encoding="utf-8")
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def _digest(folder: Path) -> str:
    """Names, sizes and times of the data files, and the code that chooses."""
    stats = ((path.name, path.stat()) for path in sorted(folder.glob("*.tsv.xz")))
    data = [f"{name} {stat.st_size} {stat.st_mtime_ns}".encode() for name, stat in stats]
    code = [(ROOT / name).read_bytes() for name in _CODE]
    return hashlib.sha256(b"\n".join([*data, *code])).hexdigest()[:16]


def _aligned(folder: Path, files: Iterable[tuple[str, str, str, str, str]]) -> Iterator[Set]:
    """One set a name and direction, of all its files that are there."""
    found: dict[tuple[str, str, str], list[list[Item]]] = {}
    for name, source, target, one, other in files:
        if (folder / one).is_file() and (folder / other).is_file():
            documents = (
                formats.read(folder / path, language=locale(code)) for path, code in ((one, source), (other, target))
            )
            items = [
                Item(sentences=window.sentences, source=window.source, reference=window.target)
                for window in windows(*documents)
            ]
            found.setdefault((name, source, target), []).append(items)
    for (name, source, target), parts in found.items():
        yield Set(name=name, source=source, target=target, items=tuple(chain.from_iterable(parts)))
