from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import torch

from localize.training import export, restore, tokens
from localize.training.batches import padded
from localize.training.examples import Example
from localize.training.network import Network
from localize.translators.install import install_file
from localize.translators.vocabulary import PLACEHOLDERS, STEERING
from tests.training import tiny
from tests.training.phrases import pairs

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def folder(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, unpacked."""
    return tiny.unpacked(package, tmp_path_factory.mktemp("unpacked"))


@pytest.fixture(scope="module")
def processor(vocabulary: bytes) -> Any:
    return tokens.load(vocabulary)


@pytest.fixture(scope="module")
def rounded(folder: Path) -> Network:
    """The network with the rounded weights that the package holds."""
    found = restore.network(folder, dropout=0.0)
    found.eval()
    return found


def engine(folder: Path, numbers: str) -> Any:
    return ctranslate2.Translator(str(folder / "model"), compute_type=numbers, inter_threads=1, intra_threads=1)


def scores(network: Network, example: Example) -> Any:
    """The logarithm of the probability of each piece at each position of the target (positions × pieces)."""
    batch = padded([example])
    with torch.no_grad():
        vectors = network(batch.source, batch.target)[0, : len(example.target) + 1]
        return torch.log_softmax(vectors @ network.pieces.weight.t() + network.output_bias, -1)


@pytest.mark.parametrize(("numbers", "off"), [("float32", 1e-4), ("int8", 0.1)])
def test_ctranslate2_and_the_network_agree(
    folder: Path, processor: Any, rounded: Network, numbers: str, off: float
) -> None:
    """Not in a bit of the last place, but no part of the network is missing or misplaced."""
    few = pairs(400)[::40]
    told = engine(folder, numbers).score_batch(
        [processor.encode(pair.source, out_type=str) for pair in few],
        [["<2en>", *processor.encode(pair.target, out_type=str)] for pair in few],
    )
    for pair, result in zip(few, told, strict=True):
        target = [processor.piece_to_id("<2en>"), *processor.encode(pair.target)]
        own = scores(rounded, Example(processor.encode(pair.source), target, 1))
        expected = own[range(len(target) + 1), [*target, tokens.EOS]].tolist()
        assert result.log_probs == pytest.approx(expected, abs=off)
        assert max(expected) - min(expected) > 2  # else agreement would mean little


def test_what_is_in_a_package(package: Path, vocabulary: bytes) -> None:
    with zipfile.ZipFile(package) as archive:
        top = "translate-ru_en-1_0"
        assert [entry.filename for entry in archive.infolist()] == [
            f"{top}/{name}"
            for name in (
                "metadata.json", "README.md", "sentencepiece.model",
                "model/config.json", "model/model.bin", "model/shared_vocabulary.json",
            )
        ]  # fmt: skip
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read(f"{top}/sentencepiece.model") == vocabulary
        assert archive.read(f"{top}/README.md").decode() == "A test."
        assert json.loads(archive.read(f"{top}/metadata.json")) == {
            "package_version": "1.0",
            "argos_version": "1.9",
            "from_code": "ru",
            "from_name": "Russian",
            "to_code": "en",
            "to_name": "English",
            "target_prefix": "<2en>",
            "licence": "CC BY-NC 4.0",
            "evaluation_only": True,
            "links": [],
        }


def test_it_installs(package: Path, tmp_path: Path) -> None:
    found = install_file(package, source="ru", target="en", directory=tmp_path / "packages")
    assert (found.name, found.licence, found.evaluation_only) == ("translate-ru_en-1.0", "CC BY-NC 4.0", True)
    assert found.placeholders == PLACEHOLDERS
    assert len(found.placeholders) == 9
    assert found.steering == STEERING


def test_a_free_licence_is_for_deliveries_too(vocabulary: bytes, tmp_path: Path) -> None:
    label = replace(tiny.LABEL, target="zh", version="2.1", licence="CC BY 4.0", evaluation_only=False)
    path = tiny.package(vocabulary, tmp_path / "any.argosmodel", label)
    found = install_file(path, source="ru", target="zh", directory=tmp_path / "packages")
    assert (found.name, found.licence, found.evaluation_only) == ("translate-ru_zh-2.1", "CC BY 4.0", False)


def test_the_same_weights_give_the_same_bytes(package: Path, vocabulary: bytes, tmp_path: Path) -> None:
    path = tiny.package(vocabulary, tmp_path / "new" / "again.argosmodel")
    assert path.read_bytes() == package.read_bytes()
    assert [entry.name for entry in path.parent.iterdir()] == ["again.argosmodel"]


def test_other_weights_give_other_bytes(package: Path, vocabulary: bytes, tmp_path: Path) -> None:
    other = tiny.network(480, seed=2)
    path = tmp_path / "other.argosmodel"
    export.package(restore.weights(other), other.shape, vocabulary, tiny.LABEL, path)
    assert path.read_bytes() != package.read_bytes()


def test_exporting_leaves_the_weights_alone(vocabulary: bytes, tmp_path: Path) -> None:
    network = tiny.network(480)
    before = {name: value.detach().clone() for name, value in network.named_parameters()}
    export.package(restore.weights(network), network.shape, vocabulary, tiny.LABEL, tmp_path / "a.argosmodel")
    assert all(torch.equal(value, before[name]) for name, value in network.named_parameters())


def test_nothing_is_left_of_an_export_that_failed(vocabulary: bytes, tmp_path: Path) -> None:
    network = tiny.network(480)
    weights = restore.weights(network)
    del weights["output_bias"]
    with pytest.raises(KeyError):
        export.package(weights, network.shape, vocabulary, tiny.LABEL, tmp_path / "a.argosmodel")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("encoder_norm.weight", "encoder/layer_norm/gamma"),
        ("decoder_norm.bias", "decoder/layer_norm/beta"),
        ("encoder.0.ffn_norm.weight", "encoder/layer_0/ffn/layer_norm/gamma"),
        ("encoder.11.linear_1.bias", "encoder/layer_11/ffn/linear_1/bias"),
        ("decoder.1.attention.linear.2.weight", "decoder/layer_1/attention/linear_2/weight"),
        ("decoder.1.self_attention_norm.bias", "decoder/layer_1/self_attention/layer_norm/beta"),
    ],
)
def test_names_of_ctranslate2(name: str, expected: str) -> None:
    assert export.ctranslate2_name(name) == expected
