"""`make bench`: every figure of the README, each beside its rival's, from one run on one machine.

Each measurement runs in a fresh process (`workers.py`), so that memory is its own and nothing is warm by accident.
Times include loading the model; they are of one machine on one day, the ratios travel better.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import sacrebleu

HERE = Path(__file__).parent
FILM_LINES = HERE.parents[1] / "shared" / "data" / "parallel" / "ru-en.opensubs-voita.tsv.xz"

# Argos as it comes, and on one thread: on a busy machine its own choice of threads slows it down several times.
THREADS = {"as it comes": {}, "one thread": {"ARGOS_INTRA_THREADS": "1"}}


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--pairs", type=Path, help="Russian<TAB>English lines, .tsv or .tsv.xz (default: film lines)")
    parser.add_argument("--cues", type=int, default=1000, help="distinct cues to translate")
    parser.add_argument("--file-cues", type=int, default=100_000, help="cues of the file that is read")
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    translation(*_pairs(options.pairs, options.cues))
    reading(options.file_cues)
    starting()
    for script in (
        "sentences/run.py",
        "spreading.py",
        "cues.py",
        "lines/run.py",
        "stages.py",
        "conversion.py",
        "terms/run.py",
        "season.py",
        "files.py",
        "spread.py",
        "memory.py",
        "index.py",
    ):
        print(f"\n{script}:\n", flush=True)
        subprocess.run([sys.executable, str(HERE / script)], cwd=HERE.parent, check=True)


def _pairs(path: Path | None, count: int) -> tuple[str, list[tuple[str, str]]]:
    """Distinct one-sentence pairs and what they are."""
    path = path or (FILM_LINES if FILM_LINES.is_file() else None)
    if path is None:
        return _sample_pairs()
    read = lzma.open if path.suffix == ".xz" else open
    with read(path, "rt", encoding="utf-8") as file:
        rows = dict(line.rstrip("\n").split("\t")[:2] for line in file)
    pairs = [(source, target) for source, target in rows.items() if 10 <= len(source) <= 80][:count]
    return f"{path.name}, its first {len(pairs)} lines of 10 to 80 characters", pairs


def _sample_pairs() -> tuple[str, list[tuple[str, str]]]:
    from localize import formats

    samples = HERE.parent / "samples"
    source = formats.read(samples / "better-than-us.s01e01.ru.srt")
    target = formats.read(samples / "reference" / "better-than-us.s01e01.en.srt")
    pairs = {
        one.text.replace("\n", " "): two.text.replace("\n", " ")
        for one, two in zip(source.cues, target.cues, strict=True)
    }
    return f"the sample episode, {len(pairs)} cues", list(pairs.items())


def translation(name: str, pairs: list[tuple[str, str]]) -> None:
    """Our stage, the stage at other beams, a bare batch, and Argos cue by cue: one package, the same cues."""
    references = [[target for _, target in pairs]]
    jobs = [(f"argostranslate.translate, cue by cue, {threads}", f"argos {threads}", 4) for threads in THREADS]
    jobs += [("localize translate, default", "stage", 2)]
    jobs += [("localize translate", "stage", beam) for beam in (1, 4)]
    jobs += [("one bare CTranslate2 batch", "bare", beam) for beam in (1, 2, 4)]
    rows = []
    for label, kind, beam in jobs:
        name_, _, threads = kind.partition(" ")
        environment = THREADS[threads] if threads else {}
        job = {"texts": [source for source, _ in pairs], "beam": beam}
        rows.append((label, beam, _worker(name_, job, environment)))
    metric = sacrebleu.metrics.CHRF()
    print(f"Translation ru-en, {name}; package {rows[0][2]['package']}; chrF2 in sample: for equality, not quality")
    print("| what | beam | seconds | cues/s | times Argos | times Argos on one thread | tokens/s | peak MB | chrF2 |")
    print("|---|---|---|---|---|---|---|---|---|")
    base, single = rows[0][2]["seconds"], rows[1][2]["seconds"]
    for label, beam, row in rows:
        score = metric.corpus_score(row["texts"], references).score
        seconds = row["seconds"]
        print(
            f"| {label} | {beam} | {seconds:.2f} | {len(pairs) / seconds:.0f} "
            f"| {base / seconds:.1f} | {single / seconds:.1f} "
            f"| {row['tokens'] / seconds:.0f} | {row['peak_mb']:.0f} | {score:.1f} |"
        )
    print(f"chrF2 signature: {metric.get_signature()}")
    bare = {beam: row for label, beam, row in rows if "bare" in label}
    for label, beam, row in rows:
        if "localize" in label:
            share = (row["engine_tokens"] / row["engine_seconds"]) / (bare[beam]["tokens"] / bare[beam]["seconds"])
            print(
                f"beam {beam}: inside the stage the engine runs at {share:.0%} of the bare batch's tokens/s; retries "
                f"were {row['retries']} of {row['requests']} requests; checking, cutting and spreading took "
                f"{row['seconds'] - row['engine_seconds']:.2f} s"
            )
    print()


def reading(count: int) -> None:
    """Our reader and those of pysrt and pysubs2 on one large file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.srt"
        path.write_text("\n".join(_cue(number) for number in range(count)), encoding="utf-8")
        print(f"Reading an SRT file of {count:,} cues, {path.stat().st_size / 1e6:.1f} MB")
        print("| reader | seconds | peak MB | cues |")
        print("|---|---|---|---|")
        for label in ("localize", "localize, read and compose", "pysrt", "pysubs2"):
            rows = sorted((_worker("read", {"path": str(path), "reader": label}) for _ in range(3)), key=_seconds)
            row = rows[1]
            print(f"| {label} | {row['seconds']:.2f} | {row['peak_mb']:.0f} | {row['cues']:,} |")
    print()


def _cue(number: int) -> str:
    def clock(ms: int) -> str:
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"

    start = number * 2500
    lines = ("<i>Кто там?</i>", "– Где она?\n– Не знаю.", "Она ушла домой,\nкогда все уже спали.")
    return f"{number + 1}\n{clock(start)} --> {clock(start + 2400)}\n{lines[number % 3]} {number}\n"


def starting() -> None:
    """How long `localize --help` takes."""
    times = sorted(_worker("help", {})["seconds"] for _ in range(5))
    print(f"localize --help: {times[2]:.2f} s (median of 5)")


def _seconds(row: dict[str, float]) -> float:
    return row["seconds"]


def _worker(kind: str, job: dict[str, object], environment: dict[str, str] | None = None) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(HERE / "workers.py"), kind],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parent,
        env=os.environ | (environment or {}),
    )
    if done.returncode:
        sys.exit(f"{kind}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
