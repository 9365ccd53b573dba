"""The model as it stands, run by CTranslate2, for the text that it makes for its own training."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ctranslate2
from torch import Tensor

from localize.training import export, tokens
from localize.training.network import Shape

_BATCH = 1024  # tokens
_LONGEST = 90  # pieces


class Engine:
    """Weights, exported into `folder` and run on every core."""

    def __init__(self, weights: Mapping[str, Tensor], shape: Shape, vocabulary: bytes, folder: Path) -> None:
        self._processor: Any = tokens.load(vocabulary)
        export.model(dict(weights), shape, self._processor, folder)
        self._engine = ctranslate2.Translator(str(folder), inter_threads=os.cpu_count() or 1, intra_threads=1)

    def translate(self, texts: Sequence[str], target: str, *, beam: int) -> list[str]:
        """The best translation of each text."""
        return [few[0] for few in self.hypotheses(texts, target, beam=beam, count=1)]

    def hypotheses(self, texts: Sequence[str], target: str, *, beam: int, count: int) -> list[list[str]]:
        """The best `count` translations of each text, best first. Texts of over 90 pieces lose their ends."""
        pieces = [few[:_LONGEST] for few in self._processor.encode(list(texts), out_type=str)]
        results = self._engine.translate_batch(
            pieces,
            target_prefix=[[tokens.TARGETS[target]]] * len(pieces),
            beam_size=beam,
            num_hypotheses=count,
            batch_type="tokens",
            max_batch_size=_BATCH,
            max_decoding_length=2 * _LONGEST,
        )
        return [[" ".join(self._processor.decode(few[1:]).split()) for few in result.hypotheses] for result in results]
