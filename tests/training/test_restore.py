from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import pytest
import torch

from localize.errors import ModelError
from localize.training import export, restore, tokens
from localize.training.batches import padded
from localize.training.examples import Example
from localize.translators.describe import describe
from tests.running import MODELS
from tests.training import tiny

pytestmark = pytest.mark.training

Variables = dict[str, Any]


@pytest.fixture
def folder(package: Path, tmp_path: Path) -> Path:
    """The tiny package, unpacked."""
    return tiny.unpacked(package, tmp_path / "unpacked")


def test_restored_is_what_was_exported_but_for_the_rounding(folder: Path) -> None:
    made, found = tiny.network(480), restore.network(folder, dropout=0.0)
    assert found.shape == made.shape
    back = dict(found.named_parameters())
    assert list(back) == [name for name, _ in made.named_parameters()]
    for name, value in made.named_parameters():
        assert back[name].dtype == torch.float32
        if value.ndim == 1:
            assert torch.equal(back[name], value)
        else:
            step = value.abs().amax(1, keepdim=True) / 127  # one of 255 numbers a row
            assert ((back[name] - value).abs() <= step / 2 + 1e-6).all()
            assert not torch.equal(back[name], value)


def test_restored_and_exported_again_it_is_the_same_model(folder: Path, vocabulary: bytes, tmp_path: Path) -> None:
    found = restore.network(folder, dropout=0.3)
    assert found.shape.dropout == 0.3
    export.model(restore.weights(found), found.shape, tokens.load(vocabulary), tmp_path / "again")
    for name in ("config.json", "shared_vocabulary.json"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / "model" / name).read_bytes()
    again = variables(tmp_path / "again" / "model.bin")
    for name, value in variables(folder / "model" / "model.bin").items():
        assert np.allclose(again[name], value, rtol=1e-5, atol=0), name


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.argosmodel")), ids=lambda path: path.stem)
def test_the_starter_packages_can_be_restored(path: Path, tmp_path: Path) -> None:
    folder = tiny.unpacked(path, tmp_path)
    network = restore.network(folder, dropout=0.0).eval()
    processor = tokens.load((folder / "sentencepiece.model").read_bytes())
    engine = ctranslate2.Translator(str(folder / "model"), compute_type="float32", inter_threads=1, intra_threads=1)
    source = processor.encode("Я не знаю, где он живёт.", out_type=str)
    prefix = tokens.TARGETS[describe(folder).target]
    (result,) = engine.translate_batch([source], target_prefix=[[prefix]], beam_size=1)
    (told,) = engine.score_batch([source], result.hypotheses)
    target = processor.piece_to_id(result.hypotheses[0])
    batch = padded([Example(processor.piece_to_id(source), target, 1)])
    with torch.no_grad():
        vectors = network(batch.source, batch.target)[0]
        own = torch.log_softmax(vectors @ network.pieces.weight.t() + network.output_bias, -1)
    assert own[range(len(target) + 1), [*target, tokens.EOS]].tolist() == pytest.approx(told.log_probs, abs=1e-3)


def test_there_are_starter_packages() -> None:
    assert list(MODELS.glob("*.argosmodel"))


# -- other models ------------------------------------------------------------------------------------------------------


def variables(path: Path) -> Variables:
    with path.open("rb") as file:
        return dict(restore._variables(file))


def write(path: Path, found: Variables, version: int = 6, name: str = "TransformerSpec") -> None:
    """A model file as CTranslate2 writes it, without aliases."""

    def text(value: str) -> bytes:
        return struct.pack("H", len(value) + 1) + value.encode() + b"\0"

    kinds = {np.dtype(kind): number for number, kind in restore._TYPES.items()}
    parts = [struct.pack("I", version), text(name), struct.pack("II", 7, len(found))]
    for key, array in found.items():
        parts += [text(key), struct.pack("B", array.ndim), *(struct.pack("I", size) for size in array.shape)]
        parts += [struct.pack("=BI", kinds[array.dtype], array.nbytes), array.tobytes()]
    path.write_bytes(b"".join([*parts, struct.pack("I", 0)]))


def refusal(folder: Path) -> str:
    """Why the model is refused, without what stands around every such reason."""
    with pytest.raises(ModelError) as caught:
        restore.network(folder, dropout=0.0)
    before = f"{folder}/model/model.bin: training cannot go on from this model ("
    after = "); choose a starter package"
    message = str(caught.value)
    assert message.startswith(before)
    assert message.endswith(after)
    return message[len(before) : -len(after)]


def test_a_file_written_here_is_read_like_one_of_ctranslate2(folder: Path) -> None:
    path = folder / "model" / "model.bin"
    before = {name: value.detach().clone() for name, value in restore.network(folder, dropout=0.0).named_parameters()}
    found = variables(path)
    scale = found["decoder/embeddings/weight_scale"]
    # An alias of a matrix stands for its scale too.
    write(path, {**found, "encoder/embeddings_0/weight_scale": scale, "decoder/projection/weight_scale": scale})
    ctranslate2.Translator(str(folder / "model"))
    for name, value in restore.network(folder, dropout=0.0).named_parameters():
        assert torch.equal(value, before[name])


def put(key: str, value: Any) -> Callable[[Variables], Any]:
    return lambda found: found.update({key: value})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put("encoder/pre_norm", np.int8(0)), "encoder/pre_norm is 0, not 1"),
        (put("decoder/activation", np.int8(2)), "decoder/activation is 2, not 0"),
        (put("decoder/scale_embeddings", np.int8(0)), "decoder/scale_embeddings is 0, not 1"),
        (
            put("encoder/layer_0/ffn/linear_0_noact/weight", np.ones((4, 4), np.float32)),
            "its encoder/layer_0/ffn/linear_0_noact/weight has no place in ours",
        ),
        (put("encoder/embeddings_0/weight", np.ones((480, 32), np.int8)), "source and target have tables of their own"),
        (put("decoder/layer_norm/beta", np.ones(31, np.float32)), "Error(s) in loading state_dict for Network:"),
        (lambda found: found.pop("decoder/layer_norm/beta"), "'decoder/layer_norm/beta'"),
        (lambda found: found.pop("decoder/projection/weight"), "'decoder/projection/weight'"),
    ],
)
def test_a_model_of_another_build(folder: Path, change: Callable[[Variables], Any], reason: str) -> None:
    path = folder / "model" / "model.bin"
    found = variables(path)
    change(found)
    write(path, found)
    assert refusal(folder) == reason


def test_a_model_of_another_format(folder: Path) -> None:
    path = folder / "model" / "model.bin"
    found = variables(path)
    write(path, found, version=5)
    assert refusal(folder) == "format version 5, not 6"
    write(path, found, name="WhisperSpec")
    assert refusal(folder) == "a WhisperSpec, not a TransformerSpec"
    path.write_bytes(b"")
    assert refusal(folder) == "unpack requires a buffer of 4 bytes"
    path.unlink()
    assert refusal(folder) == f"[Errno 2] No such file or directory: '{path}'"


def test_a_cut_model(folder: Path) -> None:
    path = folder / "model" / "model.bin"
    data = path.read_bytes()
    for length in (5, 30, 200, len(data) // 2, len(data) - 2):
        path.write_bytes(data[:length])
        assert refusal(folder)


def test_pieces_in_another_order(folder: Path) -> None:
    """As other programs number them: by how often they occur. Training would teach such a model nothing but noise."""
    path = folder / "model" / "shared_vocabulary.json"
    pieces = json.loads(path.read_bytes())
    path.write_text(json.dumps([*pieces[:4], *pieces[:3:-1]]))
    assert refusal(folder) == "its pieces are not in the order of its sentencepiece.model"
    path.unlink()
    assert refusal(folder) == f"[Errno 2] No such file or directory: '{path}'"


def test_another_vocabulary(folder: Path) -> None:
    with_other = folder.parent / "other"
    shutil.copytree(folder, with_other)
    (with_other / "sentencepiece.model").write_bytes(tokens.learn(["слово word"] * 50, size=347))
    assert refusal(with_other) == "its pieces are not in the order of its sentencepiece.model"
