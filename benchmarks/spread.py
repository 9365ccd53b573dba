"""Work spread over processes and a cluster, beside one big batch in one process: how fast, in how much memory.

Each measurement runs in a fresh process. Sentences are film lines where there are any (as in `run.py`), else those of
the sample episode. Start is the time until the first tenth of the sentences is translated, models loaded; rates are
those of the rest. Files are read, cut into sentences and written, bytes there and back. Memory is the peak of the
coordinator and of the largest worker, over translation and files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILM_LINES = ROOT.parent / "shared" / "data" / "parallel" / "ru-en.opensubs-voita.tsv.xz"
SAMPLE = ROOT / "samples" / "better-than-us.s01e01.ru.srt"
WAYS = ("serial", "--jobs 2", "cluster of two workers")
FILE_CUES = 450
# The scheduler shares the coordinator's process here; it would keep the last thousand messages, files and all.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "LOCALIZE_MODELS": str(ROOT / "models"),
    "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "1",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sentences", type=int, default=2000, help="distinct sentences to translate")
    parser.add_argument("--beam", type=int, default=2, help="beam size")
    parser.add_argument("--files", type=int, default=200, help=f"files of {FILE_CUES} cues to read and write")
    options = parser.parse_args()
    for line in table(options.sentences, options.beam, options.files):
        print(line, flush=True)


def table(sentences: int, beam: int, files: int) -> Iterator[str]:
    """Line by line, as they are measured."""
    texts = list(islice(film_lines() if FILM_LINES.is_file() else sample_lines(), sentences))
    yield f"{len(texts):,} sentences ru→en, beam {beam}; {files:,} files of {FILE_CUES} cues; {os.cpu_count()} CPUs"
    yield "| way | start, s | sentences/s | tokens/s | of one batch | files/s | peak MB | worker, MB | answers |"
    yield "|---|---|---|---|---|---|---|---|---|"
    one = measured("one_batch", {"texts": texts, "beam": beam})
    yield row("one batch", one, one)
    for way in WAYS:
        made = measured("translation", {"texts": texts, "beam": beam, "way": way})
        yield row(way, made, one, measured("finishing", {"way": way, "files": files}))


def row(way: str, made: dict[str, Any], one: dict[str, Any], finished: dict[str, Any] | None = None) -> str:
    rate, best = (figures["tokens"] / figures["seconds"] for figures in (made, one))
    both = [made, finished] if finished else [made]
    peak, worker = (max(figures[what] for figures in both) for what in ("peak_mb", "worker_mb"))
    done = f"{finished['files'] / finished['seconds']:.0f}" if finished else "–"
    return (
        f"| {way} | {made['start']:.1f} | {made['sentences'] / made['seconds']:.0f} | {rate:.0f} | {rate / best:.0%} "
        f"| {done} | {peak} | {worker or '–'} | {made['digest'][:8]} |"
    )


def film_lines() -> Iterator[str]:
    with lzma.open(FILM_LINES, "rt", encoding="utf-8") as file:
        yield from dict.fromkeys(text for line in file if 10 <= len(text := line.partition("\t")[0]) <= 80)


def sample_lines() -> Iterator[str]:
    from localize import formats

    yield from dict.fromkeys(cue.text.replace("\n", " ") for cue in formats.read(SAMPLE).cues)


def measured(what: str, job: dict[str, Any]) -> dict[str, Any]:
    """The figures of one measurement, made in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from benchmarks import spread; spread.measure()", what],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | ENVIRONMENT,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure() -> None:
    """In that process."""
    work: dict[str, Callable[..., dict[str, Any]]] = {
        "one_batch": one_batch,
        "translation": translation,
        "finishing": finishing,
    }
    figures = work[sys.argv[1]](**json.load(sys.stdin))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps({"worker_mb": children, "peak_mb": peak_mb(), **figures}))


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def one_batch(texts: list[str], beam: int) -> dict[str, Any]:
    """CTranslate2 alone: all texts in one call, in order of length."""
    import ctranslate2
    import sentencepiece

    begun = time.perf_counter()
    (package,) = routes().find("ru", "en")
    processor = sentencepiece.SentencePieceProcessor(model_file=f"{package.path}/sentencepiece.model")
    threads = os.cpu_count() or 1
    translator = ctranslate2.Translator(f"{package.path}/model", inter_threads=threads, intra_threads=1)

    def translate(some: list[str]) -> list[str]:
        some = sorted(some, key=lambda text: (len(text), text))
        pieces = processor.encode(some, out_type=str)
        prefix = [["<2en>"]] * len(pieces)
        results = translator.translate_batch(
            pieces, target_prefix=prefix, beam_size=beam, batch_type="tokens", max_batch_size=256
        )
        return [text.strip() for text in processor.decode([result.hypotheses[0][1:] for result in results])]

    return timed(translate, texts, begun) | {"worker_mb": 0}


def translation(texts: list[str], beam: int, way: str) -> dict[str, Any]:
    """`workers.translation.translate`, by one mapper."""
    from localize.translators.base import Request
    from localize.workers.translation import translate

    begun = time.perf_counter()
    with mapper(way) as (spread, workers_mb):

        def work(some: list[str]) -> list[str]:
            asked = [Request(text=text, source="ru", target="en", beam=beam) for text in some]
            found = translate(asked, routes(), spread)
            return [found[request].texts[0] for request in sorted(asked, key=lambda one: (len(one.text), one.text))]

        return timed(work, texts, begun) | workers_mb()


def timed(work: Callable[[list[str]], list[str]], texts: list[str], begun: float) -> dict[str, Any]:
    tenth = len(texts) // 10
    work(texts[:tenth])
    started = time.perf_counter()
    found = work(texts[tenth:])
    seconds = time.perf_counter() - started
    return {
        "start": started - begun,
        "seconds": seconds,
        "sentences": len(found),
        "tokens": tokens(found),
        "digest": hashlib.sha256("\n".join(found).encode()).hexdigest(),
    }


def finishing(way: str, files: int) -> dict[str, Any]:
    """`Mapper.map` over the bytes of files that are made as they are needed."""
    with mapper(way) as (spread, workers_mb):
        list(spread.map(finish, islice(episodes(), 8)))
        started = time.perf_counter()
        done = sum(isinstance(data, bytes) for data in spread.map(finish, islice(episodes(), files)))
        return {"seconds": time.perf_counter() - started, "files": done} | workers_mb()


def episodes() -> Iterator[bytes]:
    """Different files without end."""
    number = 0
    while True:
        yield "\n".join(cue(number + place, place) for place in range(FILE_CUES)).encode()
        number += FILE_CUES


def cue(number: int, place: int) -> str:
    lines = ("<i>Кто там?</i>", "– Где она?\n– Не знаю.", "Она ушла домой,\nкогда все уже спали.")
    second = place * 3
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f"{place + 1}\n{clock},000 --> {clock},900\n{lines[number % 3]} {number}\n"


def finish(data: bytes) -> bytes:
    """The file in `data` read, cut into sentences, and written."""
    from localize import formats
    from localize.stages.base import Context
    from localize.stages.segment import Segment

    document = formats.decode_document(data, "episode.srt", language="ru")
    return formats.compose(Segment()(document, Context(target="en")))


@contextmanager
def mapper(way: str) -> Iterator[tuple[Any, Callable[[], dict[str, Any]]]]:
    """The mapper of one of `WAYS`, and what tells the memory of its workers once their work is done."""
    from localize.workers import Workers
    from localize.workers import mapper as chosen

    if not way.startswith("cluster"):
        with chosen(Workers(jobs=2 if "2" in way else 1)) as spread:
            yield spread, dict
        return
    from distributed import LocalCluster

    start: Callable[..., Any] = LocalCluster
    with (
        start(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster,
        chosen(Workers(scheduler=cluster.scheduler_address)) as spread,
    ):
        yield spread, lambda: {"worker_mb": max(told for told in spread.ask(peak_mb).values() if isinstance(told, int))}


def routes() -> Any:
    from localize.translators.base import Routes
    from localize.translators.packages import look

    return Routes(packages=tuple(found.package for found in look(ROOT / "models").found))


def tokens(texts: list[str]) -> int:
    import sentencepiece

    (package,) = routes().find("ru", "en")
    processor = sentencepiece.SentencePieceProcessor(model_file=f"{package.path}/sentencepiece.model")
    return sum(map(len, processor.encode(texts, out_type=str)))


if __name__ == "__main__":
    main()
