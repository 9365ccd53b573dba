"""Modern talk, of which there is much between English and Chinese, gets a Russian side from the model itself.

What was written by people stays the target; the machine's Russian is only ever a source.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import torch

from localize.training import export, tokens
from localize.training.corpus import Pair
from localize.training.loop import CHECKPOINT
from localize.training.network import Shape
from training import sources

_BEAM = 1
_BATCH = 1024  # tokens
_LONGEST = 90  # pieces


def make(pairs: dict[str, list[Pair]], vocabulary: bytes, work: Path, made: Path) -> None:
    """Write `ru-en.NAME.tsv` and `ru-zh.NAME.tsv` into `made` for every collection of English and Chinese talk."""
    processor = tokens.load(vocabulary)
    model = work / "back-translation"
    state = torch.load(work / CHECKPOINT, map_location="cpu", weights_only=True)
    export.model(state["optimiser"]["averaged"], Shape(**state["shape"]), processor, model)
    engine = ctranslate2.Translator(str(model), inter_threads=os.cpu_count() or 1, intra_threads=1)
    made.mkdir(parents=True, exist_ok=True)
    for collection in sources.COLLECTIONS:
        few = pairs.get(f"en-zh.{collection.name}")
        if not few or not collection.speech:
            continue
        russian = _russian([pair.source for pair in few], engine, processor)
        for target, side in (("en", 0), ("zh", 1)):
            rows = (f"{text}\t{pair[side]}\n" for text, pair in zip(russian, few, strict=True))
            part = made / f"ru-{target}.{collection.name}.part"
            part.write_text("".join(rows), encoding="utf-8")
            part.replace(part.with_suffix(".tsv"))


def _russian(texts: Sequence[str], engine: Any, processor: Any) -> list[str]:
    pieces = [few[:_LONGEST] for few in processor.encode(list(texts), out_type=str)]
    prefix = tokens.TARGETS["ru"]
    results = engine.translate_batch(
        pieces,
        target_prefix=[[prefix]] * len(pieces),
        beam_size=_BEAM,
        batch_type="tokens",
        max_batch_size=_BATCH,
        max_decoding_length=2 * _LONGEST,
    )
    found: list[str] = processor.decode([result.hypotheses[0][1:] for result in results])
    return [" ".join(text.split()) for text in found]
