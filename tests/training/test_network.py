from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from localize.training.network import Dropout, Network, sinusoids
from localize.training.tokens import BOS, EOS, PAD
from tests.training import tiny

pytestmark = pytest.mark.training

SOURCE = torch.tensor([[20, 21, 22, EOS], [23, 24, EOS, PAD]])
TARGET = torch.tensor([[BOS, 30, 31], [BOS, 32, 33]])


@pytest.fixture(scope="module")
def network() -> Network:
    return tiny.network(40)


def test_one_vector_a_target_position(network: Network) -> None:
    assert network(SOURCE, TARGET).shape == (2, 3, 32)


def test_a_position_sees_nothing_after_it(network: Network) -> None:
    other = TARGET.clone()
    other[:, 2] = 35
    one, two = network(SOURCE, TARGET), network(SOURCE, other)
    assert torch.equal(one[:, :2], two[:, :2])
    assert not torch.allclose(one[:, 2], two[:, 2])


def test_a_position_sees_what_is_before_it_and_the_source(network: Network) -> None:
    earlier, source = TARGET.clone(), SOURCE.clone()
    earlier[:, 1] = 35
    source[:, 0] = 35
    one = network(SOURCE, TARGET)
    assert not torch.allclose(one[:, 2], network(SOURCE, earlier)[:, 2])
    assert not torch.allclose(one[:, 0], network(source, TARGET)[:, 0])


def test_the_order_of_the_source_matters(network: Network) -> None:
    assert not torch.allclose(network(SOURCE, TARGET), network(SOURCE.flip(1), TARGET), atol=1e-3)


def test_padding_and_neighbours_change_nothing(network: Network) -> None:
    padding = torch.full((2, 5), PAD)
    wide = network(torch.cat([SOURCE, padding], 1), torch.cat([TARGET, padding], 1))
    assert torch.allclose(wide[:, :3], network(SOURCE, TARGET), atol=1e-5)
    assert torch.allclose(network(SOURCE[1:, :3], TARGET[1:]), network(SOURCE, TARGET)[1:], atol=1e-5)


def test_every_parameter_learns(network: Network) -> None:
    network.zero_grad()
    (
        network(SOURCE, TARGET) * torch.randn(2, 3, 32) @ network.pieces.weight.t() + network.output_bias
    ).square().sum().backward()
    still = {name for name, value in network.named_parameters() if value.grad is None or not value.grad.any()}
    assert not still


def test_shape() -> None:
    shape = replace(tiny.shape(40), encoder=3, decoder=2, inner=48)
    names = dict(Network(shape).named_parameters())
    assert names["pieces.weight"].shape == (40, 32)
    assert names["output_bias"].shape == (40,)
    assert names["encoder.2.linear_0.weight"].shape == (48, 32)
    assert names["decoder.1.attention.linear.1.weight"].shape == (64, 32)
    assert "encoder.3.linear_0.weight" not in names
    assert "encoder.0.attention.linear.0.weight" not in names
    assert sum(value.numel() for value in names.values()) == (
        40 * 32 + 40  # pieces and bias
        + 3 * (4 * 32 * 32 + 4 * 32 + 2 * 48 * 32 + 48 + 32 + 4 * 32)
        + 2 * (8 * 32 * 32 + 8 * 32 + 2 * 48 * 32 + 48 + 32 + 6 * 32)
        + 2 * 2 * 32  # the last norms
    )  # fmt: skip


def test_sinusoids() -> None:
    found = sinusoids(7, 8)
    assert found.shape == (7, 8)
    for position in range(7):
        for place in range(4):
            angle = position / 10000 ** (place / 3)
            assert found[position, place].item() == pytest.approx(math.sin(angle), abs=1e-5)
            assert found[position, 4 + place].item() == pytest.approx(math.cos(angle), abs=1e-5)


def test_dropout_is_for_training_alone() -> None:
    values = torch.ones(100, 100)
    dropout = Dropout(0.2)
    dropped = dropout.train()(values)
    gone = (dropped == 0).float().mean().item()
    assert gone == pytest.approx(0.2, abs=0.03)
    assert dropped.unique().tolist() == [0.0, pytest.approx(1.25)]
    assert not torch.equal(dropped, dropout(values))
    assert torch.equal(dropout.eval()(values), values)
    assert torch.equal(Dropout(0.0).train()(values), values)


def test_dropout_keeps_the_kind_of_number() -> None:
    dropped = Dropout(0.5).train()(torch.ones(64, dtype=torch.bfloat16))
    assert dropped.dtype == torch.bfloat16
