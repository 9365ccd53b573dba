"""Text that the model makes for its own training, where there is little or none by people.

Back: modern talk, of which there is much between English and Chinese, gets a Russian side. What was written by people
stays the target; the machine's Russian is only ever a source. Forward: Russian talk with an English side by people gets
a Chinese one, made of that English, since a translation out of a translator's English is better than out of Russian.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from localize.training.corpus import Pair
from localize.training.loop import CHECKPOINT
from localize.training.network import Shape
from training import sources
from training.engine import Engine


def make(pairs: dict[str, list[Pair]], vocabulary: bytes, work: Path, made: Path) -> None:
    """Write into `made` what the model of `work` makes of every collection that asks for it.

    Back: `ru-en.NAME.tsv` and `ru-zh.NAME.tsv`; forward: see `forward`.
    """
    state = torch.load(work / CHECKPOINT, map_location="cpu", weights_only=True)
    model = Engine(state["optimiser"]["averaged"], Shape(**state["shape"]), vocabulary, work / "own-text")
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


def _write(path: Path, sources: Sequence[str], targets: Sequence[str]) -> None:
    rows = (f"{source}\t{target}\n" for source, target in zip(sources, targets, strict=True))
    part = path.with_suffix(".part")
    part.write_text("".join(rows), encoding="utf-8")
    part.replace(path)
