"""Translation packages, judged: `python benchmarks/translation/run.py`.

Quality on unseen pairs and subtitles, survival of placeholders, terms, failures, speed, as Markdown tables. Whoever has
other packages, such as the official ones of Argos, puts them into the same tables with `--also FOLDER`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.translation import failures, placeholders, quality, sets, speed, terms
from benchmarks.translation.bench import Bench
from benchmarks.translation.systems import system

MEASURES = {
    "quality": quality.measure,
    "placeholders": placeholders.measure,
    "terms": terms.measure,
    "failures": failures.measure,
    "speed": speed.measure,
}


def main() -> None:
    """Print every table that was asked for."""
    options = _options()
    found, what = sets.load(options.data, name=options.pairs, limit=options.limit)
    if not found:
        sys.exit(f"no set of {options.data} is named like {options.pairs!r}")
    folders = dict.fromkeys((options.models, *options.also))
    bench = Bench(
        sets=tuple(found),
        systems=tuple(map(system, folders)),
        beam=options.beam,
        stage=options.through == "stage",
        limit=options.limit,
    )
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    print(f"{what}\n", flush=True)
    figures = {}
    for name in options.only:
        begun = time.perf_counter()
        section = MEASURES[name](bench)
        print(f"{section}\n", flush=True)
        print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        figures[name] = section.figures
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[2])
    models = Path(os.path.relpath(sets.ROOT / "models"))
    parser.add_argument("--models", type=Path, default=models, help="folder of packages (default: models)")
    parser.add_argument(
        "--also", type=Path, action="append", default=[], help="another such folder; any number of them"
    )
    data = sets.ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=data, help="folder with parallel/ and subtitles/")
    parser.add_argument("--pairs", default="", metavar="NAME", help="only the sets whose name contains this")
    parser.add_argument("--only", type=_names, default=tuple(MEASURES), help=f"some of {','.join(MEASURES)}")
    parser.add_argument("--limit", type=int, metavar="N", help="no more than N of anything")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--through", choices=("engine", "stage"), default="engine", help="stage: the whole stage too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures and translations there")
    options = parser.parse_args()
    for folder in (options.models, *options.also):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    return options


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in MEASURES]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(MEASURES)}")
    return names


if __name__ == "__main__":
    main()
