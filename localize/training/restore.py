"""A package back as a network, so that training can go on from it.

Reads the model file of CTranslate2 (format version 6, as `ctranslate2.specs.model_spec` writes it): each variable has a
name, a shape and numbers; an int8 matrix has a scale a row beside it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from torch import Tensor

from localize.errors import ModelError
from localize.training import tokens
from localize.training.export import ctranslate2_name
from localize.training.network import Network, Shape

_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}

# What `network` takes for granted; activation 0 is ReLU.
_SETTINGS = {"pre_norm": 1, "activation": 0, "scale_embeddings": 1}
_ALSO = {"encoder/embeddings_0/weight", "decoder/projection/weight"} | {
    f"{side}/position_encodings/encodings" for side in ("encoder", "decoder")
}
_FIRST = ["<unk>", "<s>", "</s>", "<pad>"]

Array = np.ndarray[Any, Any]


def network(folder: Path, *, dropout: float) -> Network:
    """The network of the unpacked package in `folder`, in float32.

    Raises ModelError for a model of another build than ours: not a pre-norm transformer with one table of pieces that
    are numbered as in its SentencePiece model.
    """
    path = folder / "model" / "model.bin"
    try:
        with path.open("rb") as file:
            variables = dict(_variables(file))
        found = Network(_shape(variables, dropout))
        state = {name: torch.from_numpy(_array(variables, name)) for name, _ in found.named_parameters()}
        _check(variables, found)
        _check_vocabulary(folder)
        found.load_state_dict(state)
    except (OSError, KeyError, RuntimeError, struct.error, ValueError) as error:
        reason = str(error).partition("\n")[0]  # PyTorch speaks of its insides, in many lines
        raise ModelError(
            f"{path}: training cannot go on from this model ({reason}); choose a starter package"
        ) from error
    return found


def _variables(file: BinaryIO) -> Iterator[tuple[str, Array]]:
    version = _number(file, "I")
    if version != 6:
        raise ValueError(f"format version {version}, not 6")
    name = _text(file)
    if name != "TransformerSpec":
        raise ValueError(f"a {name}, not a TransformerSpec")
    _number(file, "I")  # revision
    held: dict[str, Array] = {}
    for _ in range(_number(file, "I")):
        name = _text(file)
        shape = [_number(file, "I") for _ in range(_number(file, "B"))]
        kind = _TYPES[_number(file, "B")]
        held[name] = np.frombuffer(file.read(_number(file, "I")), dtype=kind).reshape(shape)
    for _ in range(_number(file, "I")):
        name = _text(file)
        held[name] = held[_text(file)]
    yield from held.items()


def _number(file: BinaryIO, kind: str) -> int:
    (value,) = struct.unpack(kind, file.read(struct.calcsize(kind)))
    return int(value)


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode()


def _shape(variables: dict[str, Array], dropout: float) -> Shape:
    pieces, width = variables["decoder/projection/weight"].shape
    layers = {
        side: 1
        + max(
            int(name.split("/")[1][6:])
            for name in variables
            if name.startswith(f"{side}/layer_") and name.split("/")[1][6:].isdigit()
        )
        for side in ("encoder", "decoder")
    }
    return Shape(
        pieces=pieces,
        width=width,
        inner=variables["encoder/layer_0/ffn/linear_0/weight"].shape[0],
        encoder=layers["encoder"],
        decoder=layers["decoder"],
        heads=int(variables["encoder/num_heads"]),
        dropout=dropout,
    )


def _check(variables: dict[str, Array], found: Network) -> None:
    for name, value in _SETTINGS.items():
        for side in ("encoder", "decoder"):
            if variables[f"{side}/{name}"] != value:
                raise ValueError(f"{side}/{name} is {variables[f'{side}/{name}']}, not {value}")
    known = {_key(name) for name, _ in found.named_parameters()} | _ALSO
    if others := {name for name, array in variables.items() if array.ndim and not name.endswith("_scale")} - known:
        raise ValueError(f"its {min(others)} has no place in ours")
    if not np.array_equal(variables["encoder/embeddings_0/weight"], variables["decoder/projection/weight"]):
        raise ValueError("source and target have tables of their own")


def _check_vocabulary(folder: Path) -> None:
    """Other builds number their pieces in another way than their tokenizer does."""
    processor = tokens.load((folder / "sentencepiece.model").read_bytes())
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    if json.loads((folder / "model" / "shared_vocabulary.json").read_bytes()) != pieces or pieces[:4] != _FIRST:
        raise ValueError("its pieces are not in the order of its sentencepiece.model")


def _key(name: str) -> str:
    """The name of a parameter in the model file."""
    known = {"pieces.weight": "decoder/embeddings/weight", "output_bias": "decoder/projection/bias"}
    return known.get(name) or ctranslate2_name(name)


def _array(variables: dict[str, Array], name: str) -> Array:
    key = _key(name)
    array = variables[key]
    if array.dtype == np.int8:
        return (array / variables[f"{key}_scale"][:, None]).astype(np.float32)
    return array.astype(np.float32)


def weights(found: Network) -> dict[str, Tensor]:
    """The parameters by name."""
    return dict(found.named_parameters())
