"""One measurement in one process: the job as JSON on standard input, the figures as JSON on standard output."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODELS = Path(__file__).parents[1] / "models"


def argos(job: dict) -> dict:
    """argostranslate.translate as it is meant to be used, one cue a call.

    Its sentence splitter, a model fetched from the network, is replaced by one that does nothing, in its favour.
    """
    # Argos reads its settings once, when it is first imported.
    folder = tempfile.mkdtemp()
    os.environ["ARGOS_PACKAGES_DIR"] = folder
    from localize.translators import argos_package
    from localize.translators.packages import look

    package = next(found.package for found in look(MODELS).found if found.package.target == "en")
    (Path(folder) / "package").symlink_to(package.path)

    translate = argos_package.translate()

    class Whole:
        def __init__(self, package: object) -> None:
            """As Argos's own splitters are made."""

        def split_sentences(self, text: str) -> list[str]:
            return [text]

    translate.MiniSBDSentencizer = Whole
    begun = time.perf_counter()
    translation = translate.get_translation_from_codes("ru", "en")
    texts = [translation.translate(text) for text in job["texts"]]
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "texts": texts, "tokens": _tokens(package, texts), "package": package.name}


def bare(job: dict) -> dict:
    """CTranslate2 alone: all texts tokenised and handed over in one call, in order of length."""
    import ctranslate2
    import sentencepiece

    from localize.translators.packages import look

    package = next(found.package for found in look(MODELS).found if found.package.target == "en")
    begun = time.perf_counter()
    processor = sentencepiece.SentencePieceProcessor(model_file=f"{package.path}/sentencepiece.model")
    threads = os.cpu_count() or 1
    translator = ctranslate2.Translator(f"{package.path}/model", inter_threads=threads, intra_threads=1)
    order = sorted(range(len(job["texts"])), key=lambda index: len(job["texts"][index]))
    pieces = processor.encode([job["texts"][index] for index in order], out_type=str)
    results = translator.translate_batch(
        pieces,
        target_prefix=[["<2en>"]] * len(pieces),
        beam_size=job["beam"],
        batch_type="tokens",
        max_batch_size=256,
    )
    decoded = processor.decode([result.hypotheses[0][1:] for result in results])
    seconds = time.perf_counter() - begun
    texts = [""] * len(order)
    for index, text in zip(order, decoded, strict=True):
        texts[index] = text
    return {"seconds": seconds, "texts": texts, "tokens": _tokens(package, texts), "package": package.name}


def stage(job: dict) -> dict:
    """Our segment and translate stages over one document, all verification and retries included; no glossary."""
    from dataclasses import replace

    from localize.model import Cue, Document
    from localize.stages.base import Context
    from localize.stages.segment import Segment
    from localize.stages.translate import Translate
    from localize.translators import argos as engine
    from localize.translators.packages import look

    found = tuple(entry.package for entry in look(MODELS).found)
    from localize.translators.base import Routes

    routes = Routes(packages=found)
    package = next(one for one in found if one.target == "en")
    cues = tuple(
        Cue(id=f"c{index}", start_ms=index * 10_000, end_ms=index * 10_000 + 2000, text=text)
        for index, text in enumerate(job["texts"])
    )
    translate = Translate(beam=job["beam"])
    begun = time.perf_counter()
    context = Context(target="en", routes=routes)
    document = Segment()(Document(path="bench.srt", language="ru", cues=cues), context)
    table: dict = {}
    engine_seconds, rounds = 0.0, []
    while requests := translate.wanted(document, replace(context, translations=table)):
        started = time.perf_counter()
        table |= engine.translate(requests, routes)
        engine_seconds += time.perf_counter() - started
        rounds.append(len(requests))
        if len(rounds) == 1:
            first_seconds = engine_seconds
            first = [answer.texts[0] for answer in table.values()]
    made = translate(document, replace(context, translations=table))
    seconds = time.perf_counter() - begun
    texts = [cue.text for cue in made.cues]
    return {
        "seconds": seconds,
        "texts": texts,
        "tokens": _tokens(package, texts),
        "engine_seconds": first_seconds,
        "engine_tokens": _tokens(package, first),
        "requests": sum(rounds),
        "retries": sum(rounds[1:]),
        "package": package.name,
    }


def read(job: dict) -> dict:
    """One reader on one file."""
    path, reader = job["path"], job["reader"]
    if reader == "pysrt":
        import pysrt

        begun = time.perf_counter()
        cues = len(pysrt.open(path, encoding="utf-8"))
    elif reader == "pysubs2":
        import pysubs2

        begun = time.perf_counter()
        cues = len(pysubs2.load(path, encoding="utf-8", keep_html_tags=True, keep_ssa_tags=True))
    else:
        from localize import formats

        begun = time.perf_counter()
        document = formats.read(Path(path))
        cues = len(document.cues)
        if "compose" in reader:
            formats.compose(document)
    return {"seconds": time.perf_counter() - begun, "cues": cues}


def help_(job: dict) -> dict:
    """The command line's start-up."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "localize", "--help"], capture_output=True, check=True)
    return {"seconds": time.perf_counter() - begun}


def _tokens(package: object, texts: list[str]) -> int:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=f"{package.path}/sentencepiece.model")  # type: ignore[attr-defined]
    return sum(map(len, processor.encode(texts, out_type=str)))


if __name__ == "__main__":
    work = {"argos": argos, "bare": bare, "stage": stage, "read": read, "help": help_}[sys.argv[1]]
    figures = work(json.load(sys.stdin))
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))
