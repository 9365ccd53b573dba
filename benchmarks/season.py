"""A season run again and again: the first run, nothing changed, one term, ten lines by hand, a new cut of an episode;
then the first run once more with two processes, and with a Dask cluster of two workers.

Each run is a process of its own, timed from its start to its end, with the peak of its memory. Every episode has other
lines. Scheduler and workers of the cluster are there before the time begins.

    python benchmarks/season.py [--episodes 10] [--cues 800]
"""

from __future__ import annotations

import argparse
import lzma
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILM_LINES = ROOT.parent / "shared" / "data" / "parallel" / "ru-en.opensubs-voita.tsv.xz"


@dataclass(frozen=True)
class Season:
    """A folder with a pipeline, a glossary, the episodes, and what is made of them in `out`."""

    folder: Path

    @property
    def episodes(self) -> list[Path]:
        """The inputs."""
        return sorted(self.folder.glob("*.ru.srt"))

    def run(self, *options: str) -> tuple[float, float]:
        """Seconds and peak MB of `localize run`."""
        command = [sys.executable, "-m", "localize", "run", "season.yaml", ".",
                   "-o", "out", "--models", str(ROOT / "models"), *options]  # fmt: skip
        begun = time.monotonic()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                command, cwd=self.folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=said
            )
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                said.seek(0)
                sys.exit(said.read())
        return seconds, used.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--episodes", type=int, default=10)
    parser.add_argument("--cues", type=int, default=800, help="cues of an episode")
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as folder:
        season = made(Path(folder), options.episodes, options.cues)
        print(f"{options.episodes} episodes of {options.cues} cues, four locales\n")
        print("| run | seconds | of the first | peak MB |\n|---|---|---|---|")
        first, peak = season.run()
        show("first", first, first, peak)
        show("nothing changed", *_again(season, first))
        glossary = season.folder / "terms.tsv"
        text = glossary.read_text("utf-8")
        glossary.write_text(text.replace("\tArisa\t", "\tAryssa\t"), "utf-8")
        show("one term changed", *_again(season, first))
        for path in sorted((season.folder / "out").glob("*.en.srt"))[:10]:
            by_hand(path)
        show("ten lines by hand", *_again(season, first))
        cut(season.episodes[2])
        show("a new cut of one episode", *_again(season, first))
        show("all machine text again (--force)", *_again(season, first, "--force"))
        shutil.rmtree(season.folder / "out")
        show("first, --jobs 2", *_again(season, first, "--jobs", "2"))
        shutil.rmtree(season.folder / "out")
        with cluster() as address:
            show("first, a cluster of two workers", *_again(season, first, "--scheduler", address))


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a Dask scheduler with two workers of one thread each, on this machine."""
    from distributed import LocalCluster

    os.environ["LOCALIZE_MODELS"] = str(ROOT / "models")
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as started:
        yield started.scheduler_address


def _again(season: Season, first: float, *options: str) -> tuple[float, float, float]:
    seconds, peak = season.run(*options)
    return seconds, first, peak


def show(name: str, seconds: float, first: float, peak: float) -> None:
    """A row of the table."""
    print(f"| {name} | {seconds:.2f} | {seconds / first:.0%} | {peak:.0f} |", flush=True)


def made(folder: Path, episodes: int, cues: int) -> Season:
    """A season of distinct lines; every 25th calls Arisa by name."""
    shutil.copy(ROOT / "glossaries" / "better-than-us.tsv", folder / "terms.tsv")
    spec = (ROOT / "pipelines" / "season.yaml").read_text("utf-8")
    (folder / "season.yaml").write_text(re.sub(r"glossary: \S+", "glossary: terms.tsv", spec), "utf-8")
    lines = film_lines(episodes * cues)
    for number in range(episodes):
        few = lines[number * cues : (number + 1) * cues]
        few = [f"Ариса, {one[0].lower()}{one[1:]}" if place % 25 == 0 else one for place, one in enumerate(few)]
        (folder / f"e{number + 1:02}.ru.srt").write_text(srt(few, 0), "utf-8")
    return Season(folder)


def film_lines(count: int) -> list[str]:
    if FILM_LINES.is_file():
        with lzma.open(FILM_LINES, "rt", encoding="utf-8") as file:
            texts = dict.fromkeys(line.split("\t")[0] for line in file)
    else:
        from localize import formats

        source = formats.read(ROOT / "samples" / "better-than-us.s01e01.ru.srt")
        texts = dict.fromkeys(cue.text.replace("\n", " ") for cue in source.cues)
    few = [text for text in texts if 10 <= len(text) <= 80]
    return [few[place % len(few)] for place in range(count)]


def srt(lines: list[str], shift_ms: int) -> str:
    blocks = []
    for number, text in enumerate(lines, 1):
        start = number * 3000 + shift_ms
        blocks.append(f"{number}\n{_clock(start)} --> {_clock(start + 2600)}\n{text}\n")
    return "\n".join(blocks)


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"


def by_hand(path: Path) -> None:
    """Another text for the tenth cue."""
    blocks = path.read_text("utf-8").split("\n\n")
    blocks[9] = "\n".join((*blocks[9].split("\n")[:2], "A line by hand."))
    path.write_text("\n\n".join(blocks), "utf-8")


def cut(path: Path) -> None:
    """The same episode two seconds later, without every 40th line."""
    lines = [block.split("\n", 2)[2].strip() for block in path.read_text("utf-8").strip().split("\n\n")]
    path.write_text(srt([line for place, line in enumerate(lines) if place % 40], 2000), "utf-8")


if __name__ == "__main__":
    main()
