"""Text that the model makes for its own training, where there is little or none by people.

Back: modern talk, of which there is much between English and Chinese, gets a Russian side. What was written by people
stays the target; the machine's Russian is only ever a source. Forward: Russian talk with an English side by people gets
a Chinese one, made of that English, since a translation out of a translator's English is better than out of Russian.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import torch

from localize.training import export, tokens
from localize.training.corpus import Pair
from localize.training.loop import CHECKPOINT
from localize.training.network import Shape
from training import sources

_BATCH = 1024  # tokens
_LONGEST = 90  # pieces


def make(pairs: dict[str, list[Pair]], vocabulary: bytes, work: Path, made: Path) -> None:
    """Write into `made` what the model of `work` makes of every collection that asks for it.

    Back: `ru-en.NAME.tsv` and `ru-zh.NAME.tsv`; forward: see `forward`.
    """
    processor = tokens.load(vocabulary)
    folder = work / "own-text"
    state = torch.load(work / CHECKPOINT, map_location="cpu", weights_only=True)
    export.model(state["optimiser"]["averaged"], Shape(**state["shape"]), processor, folder)
    engine = ctranslate2.Translator(str(folder), inter_threads=os.cpu_count() or 1, intra_threads=1)
    model = _Model(engine=engine, processor=processor)
    made.mkdir(parents=True, exist_ok=True)
    for collection in sources.COLLECTIONS:
        if few := collection.speech and pairs.get(f"en-zh.{collection.name}"):
            russian = model.translate([pair.source for pair in few], "ru", beam=1)
            _write(made / f"ru-en.{collection.name}.tsv", russian, [pair.source for pair in few])
            _write(made / f"ru-zh.{collection.name}.tsv", russian, [pair.target for pair in few])
        if collection.forward:
            few = sources.direction(pairs, "ru-en", collection.name)
            chinese = model.translate([pair.target for pair in few], "zh", beam=2)
            _write(forward(made, collection.name), [pair.source for pair in few], chinese)


def forward(made: Path, name: str) -> Path:
    """Where the Russian of a collection stands with the Chinese that was made of its English."""
    return made / f"forward.{name}.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    engine: Any
    processor: Any

    def translate(self, texts: Sequence[str], target: str, *, beam: int) -> list[str]:
        pieces = [few[:_LONGEST] for few in self.processor.encode(list(texts), out_type=str)]
        results = self.engine.translate_batch(
            pieces,
            target_prefix=[[tokens.TARGETS[target]]] * len(pieces),
            beam_size=beam,
            batch_type="tokens",
            max_batch_size=_BATCH,
            max_decoding_length=2 * _LONGEST,
        )
        found: list[str] = self.processor.decode([result.hypotheses[0][1:] for result in results])
        return [" ".join(text.split()) for text in found]


def _write(path: Path, sources: Sequence[str], targets: Sequence[str]) -> None:
    rows = (f"{source}\t{target}\n" for source, target in zip(sources, targets, strict=True))
    part = path.with_suffix(".part")
    part.write_text("".join(rows), encoding="utf-8")
    part.replace(path)
