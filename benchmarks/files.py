"""Peak memory of a run over 10, 100 and 1,000 files, and of the same run once more, when nothing has changed.

Every file has 45 cues, four locales. Each run is a process of its own. The lines repeat from file to file after 4,500,
so that a large part is known by then and the largest run ends within minutes; what is held in memory is the same.

    python benchmarks/files.py [--files 10 100 1000] [--cues 45]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from season import Season, film_lines, made, srt

DISTINCT = 4_500


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--files", type=int, nargs="+", default=[10, 100, 1_000])
    parser.add_argument("--cues", type=int, default=45, help="cues of a file")
    options = parser.parse_args()
    print("| files | cues | first run, s | peak MB | unchanged, s | peak MB | report, MB |")
    print("|---|---|---|---|---|---|---|")
    for count in options.files:
        with tempfile.TemporaryDirectory() as folder:
            season = many(Path(folder), count, options.cues)
            first, peak = season.run()
            again, small = season.run()
            report = (season.folder / "out" / "report.html").stat().st_size / 1e6
        print(
            f"| {count:,} | {count * options.cues:,} | {first:.1f} | {peak:.0f} | {again:.1f} | {small:.0f} "
            f"| {report:.1f} |",
            flush=True,
        )


def many(folder: Path, files: int, cues: int) -> Season:
    """A season of many short files."""
    season = made(folder, 0, 0)
    lines = film_lines(DISTINCT)
    for number in range(files):
        few = [lines[(number * cues + place) % DISTINCT] for place in range(cues)]
        (folder / f"e{number + 1:05}.ru.srt").write_text(srt(few, 0), "utf-8")
    return season


if __name__ == "__main__":
    main()
