"""`segment` and `fit` over 100,000 distinct cues on one core: seconds, cues a second, and what the process grew to.

Lines of films and series where there are any (as in `run.py`), else those of the sample episode with numbers put in. A
line of more than 70 characters (24 in Chinese) is cut into two cues, so that sentences stand over cues. Every row is a
process of its own; Traditional Chinese is converted before the clock starts.

    python benchmarks/stages.py [--cues 100000]
"""

from __future__ import annotations

import argparse
import json
import lzma
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from localize import formats
from localize.hanzi import convert_document
from localize.model import Cue, Document, Maker, Provenance
from localize.stages.base import Context
from localize.stages.fit import Fit
from localize.stages.segment import Segment

ROOT = Path(__file__).parents[1]
PAIRS = ROOT.parent / "shared" / "data" / "parallel"
SAMPLES = ROOT / "samples"
# Locale: profile, file of lines and column in it, sample.
TEXTS = {
    "ru": ("netflix-ru", "ru-en.opensubs-voita", 0, "better-than-us.s01e01.ru.srt"),
    "en": ("netflix-en", "en-zh.msctd-tvsubs", 0, "reference/better-than-us.s01e01.en.srt"),
    "zh-Hans": ("netflix-zh-hans", "en-zh.msctd-tvsubs", 1, "reference/better-than-us.s01e01.zh-Hans.srt"),
    "zh-Hant-TW": ("netflix-zh-hant", "en-zh.msctd-tvsubs", 1, "reference/better-than-us.s01e01.zh-Hant-TW.srt"),
}


def main() -> None:
    """Print the table, or measure one row of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cues", type=int, default=100_000)
    parser.add_argument("--row", choices=TEXTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        print(json.dumps(measured(options.row, options.cues)))
        return
    print("| locale | cues | distinct lines | segment, s | fit, s | both, cues/s | MB with the file read | MB after |")
    print("|---|---|---|---|---|---|---|---|")
    for locale in TEXTS:
        command = [sys.executable, __file__, "--cues", str(options.cues), "--row", locale]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
        print(
            f"| {locale} | {options.cues:,} | {row['lines']:,} | {row['segment']:.1f} | {row['fit']:.1f} "
            f"| {options.cues / (row['segment'] + row['fit']):,.0f} | {row['before']:.0f} | {row['after']:.0f} |",
            flush=True,
        )


def measured(locale: str, count: int) -> dict[str, float]:
    """One row."""
    profile, name, column, sample = TEXTS[locale]
    path = PAIRS / f"{name}.tsv.xz"
    lines = list(dict.fromkeys(_film_lines(path, column) if path.is_file() else _sample_lines(SAMPLES / sample, count)))
    simplified = locale.startswith("zh-Hant") and path.is_file()
    texts = islice(_cut(cycle(lines), 24 if locale.startswith("zh") else 70), count)
    document = Document(
        path="all.srt",
        language="zh-Hans" if simplified else locale,
        cues=tuple(
            Cue(
                id=f"c{number}",
                start_ms=number * 3_000,
                end_ms=number * 3_000 + 2_900,
                text=text,
                provenance=Provenance(maker=Maker.MACHINE),
            )
            for number, text in enumerate(texts)
        ),
    )
    context = Context(target=locale)
    if simplified:
        document = convert_document(document, locale, None, None)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    started = time.process_time()
    document = Segment()(document, context)
    segmented = time.process_time()
    Fit(profile=profile)(document, context)
    return {
        "lines": min(len(lines), count),
        "segment": segmented - started,
        "fit": time.process_time() - segmented,
        "before": before,
        "after": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }


def _film_lines(path: Path, column: int) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")[column].strip() or "…"


def _sample_lines(path: Path, count: int) -> Iterator[str]:
    cues = formats.read(path, language="ru").cues
    for number, cue in zip(range(count), cycle(cues), strict=False):
        yield f"{cue.text.replace(chr(10), ' ')} {number}."


def _cut(lines: Iterator[str], longest: int) -> Iterator[str]:
    """Lines, those that are too long in two."""
    for line in lines:
        middle = line.find(" ", len(line) // 2) if " " in line else len(line) // 2
        if len(line) > longest and 0 < middle < len(line) - 1:
            yield line[:middle].strip()
            yield line[middle:].strip()
        else:
            yield line


if __name__ == "__main__":
    main()
