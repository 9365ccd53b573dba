"""A trained network as an Argos package: int8 weights for CTranslate2, vocabulary, metadata, README, zipped."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec
from torch import Tensor

from localize.training import tokens
from localize.training.network import POSITIONS, Shape, sinusoids

# Archives are made with one date, so that the same weights give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_NAMES = {"ru": "Russian", "en": "English", "zh": "Chinese"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a package says of itself. source, target: engine codes; readme: its README.md, licence in the first line."""

    source: str
    target: str
    version: str
    licence: str
    evaluation_only: bool
    readme: str

    @property
    def name(self) -> str:
        """The archive's name without suffix: `translate-ru_en-1_0`."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def package(weights: Mapping[str, Tensor], shape: Shape, vocabulary: bytes, label: Label, path: Path) -> None:
    """Write the package to `path`, whose suffix is `.argosmodel`.

    weights: by the names of `Network`, float32. vocabulary: the serialised SentencePiece model. Stock `argostranslate`
    installs and runs the result.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    processor = tokens.load(vocabulary)
    metadata = {
        "package_version": label.version,
        "argos_version": "1.9",
        "from_code": label.source,
        "from_name": _NAMES.get(label.source, label.source),
        "to_code": label.target,
        "to_name": _NAMES.get(label.target, label.target),
        "target_prefix": tokens.TARGETS[label.target],
        "licence": label.licence,
        "evaluation_only": label.evaluation_only,
        "links": [],
    }
    with tempfile.TemporaryDirectory(dir=path.parent) as work:
        folder = Path(work) / "model"
        model(weights, shape, processor, folder)
        files = {
            "metadata.json": json.dumps(metadata, indent=1).encode(),
            "README.md": label.readme.encode(),
            "sentencepiece.model": vocabulary,
            **{f"model/{file.name}": file.read_bytes() for file in sorted(folder.iterdir())},
        }
        part = Path(work) / path.name
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(f"{label.name}/{name}", _DATE), data, zipfile.ZIP_DEFLATED)
        part.replace(path)


def model(weights: Mapping[str, Tensor], shape: Shape, processor: Any, folder: Path) -> None:
    """Write the int8 model alone into `folder`, as CTranslate2 loads it."""
    folder.mkdir(parents=True, exist_ok=True)
    _specification(weights, shape, processor).save(str(folder))


def _specification(weights: Mapping[str, Tensor], shape: Shape, processor: Any) -> Any:
    # Copies: quantisation writes into the arrays that it is given.
    arrays = {name: value.detach().float().cpu().numpy().copy() for name, value in weights.items()}
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )
    positions = sinusoids(POSITIONS, shape.width).numpy()
    for side in (spec.encoder, spec.decoder):
        table = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        table.weight = arrays["pieces.weight"]
        table.multiply_by_sqrt_depth = True
        side.scale_embeddings = True
        side.position_encodings.encodings = positions
    spec.decoder.projection.weight = arrays["pieces.weight"]
    spec.decoder.projection.bias = arrays["output_bias"]
    for name, array in arrays.items():
        if name not in ("pieces.weight", "output_bias"):
            _set(spec, name, array)
    vocabulary = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.config.unk_token = "<unk>"  # noqa: S105
    spec.config.bos_token = "<s>"  # noqa: S105
    spec.config.eos_token = "</s>"  # noqa: S105
    spec.config.decoder_start_token = "<s>"  # noqa: S105
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _set(spec: Any, name: str, array: np.ndarray[Any, Any]) -> None:
    """Put `encoder.0.ffn_norm.weight` where CTranslate2 keeps it, `encoder.layer[0].ffn.layer_norm.gamma`."""
    part = spec
    *way, leaf = ctranslate2_name(name).split("/")
    for step in way:
        name_, _, number = step.rpartition("_")
        part = (
            getattr(part, name_)[int(number)] if number.isdigit() and not hasattr(part, step) else getattr(part, step)
        )
    setattr(part, leaf, array)


def ctranslate2_name(name: str) -> str:
    """The name that CTranslate2 gives to a parameter of `Network` other than the piece table and the output bias."""
    side, *rest = name.split(".")
    if side.endswith("_norm"):
        return f"{side.removesuffix('_norm')}/layer_norm/{_NORM[rest[0]]}"
    layer, *way, leaf = rest
    if way[0].endswith("_norm"):
        return f"{side}/layer_{layer}/{way[0].removesuffix('_norm')}/layer_norm/{_NORM[leaf]}"
    if way[0].startswith("linear_"):
        return f"{side}/layer_{layer}/ffn/{way[0]}/{leaf}"
    return f"{side}/layer_{layer}/{way[0]}/{way[1]}_{way[2]}/{leaf}"


_NORM = {"weight": "gamma", "bias": "beta"}
