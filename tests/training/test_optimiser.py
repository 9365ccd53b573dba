from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from localize.training.optimiser import Optimiser

pytestmark = pytest.mark.training


def small() -> Any:
    """A matrix inside, a bias, a table of pieces."""
    torch.manual_seed(1)
    return nn.ModuleDict({"inner": nn.Linear(8, 8), "pieces": nn.Embedding(5, 8)})


def loss(network: Any) -> Any:
    table = network["pieces"].weight
    return (network["inner"](table) - torch.arange(8, dtype=table.dtype)).square().mean()


def run(optimiser: Optimiser, network: Any, steps: int, factor: float = 1.0) -> None:
    for _ in range(steps):
        loss(network).backward()
        optimiser.step(factor)


@pytest.fixture
def network() -> Any:
    return small()


def test_the_network_is_rounded_and_the_exact_weights_are_not(network: Any) -> None:
    before = {name: value.detach().clone() for name, value in network.named_parameters()}
    optimiser = Optimiser(network, rate=1e-3)
    assert {value.dtype for value in network.parameters()} == {torch.bfloat16}
    for name, value in network.named_parameters():
        assert torch.equal(optimiser.exact[name], before[name])
        assert torch.equal(value, before[name].bfloat16())


def test_everything_is_learned(network: Any) -> None:
    optimiser = Optimiser(network, rate=0.05)
    before, first = {name: value.clone() for name, value in optimiser.exact.items()}, loss(network).item()
    network.zero_grad()
    run(optimiser, network, 100)
    assert loss(network).item() < 0.2 * first
    assert all(not torch.allclose(value, before[name]) for name, value in optimiser.exact.items())


def test_steps_too_small_for_16_bits_add_up(network: Any) -> None:
    optimiser = Optimiser(network, rate=1e-5)
    before = network["pieces"].weight.detach().clone()
    run(optimiser, network, 1)
    assert torch.equal(network["pieces"].weight, before)
    run(optimiser, network, 2000)
    assert not torch.equal(network["pieces"].weight, before)


def test_a_step_clears_the_gradients_and_bounds_them(network: Any) -> None:
    optimiser = Optimiser(network, rate=1e-3)
    (loss(network) * 1e6).backward()
    optimiser.step(1.0)
    assert all(value.grad is None for value in network.parameters())
    length = torch.cat([value.grad.flatten() for value in optimiser.exact.values() if value.grad is not None]).norm()
    assert length.item() == pytest.approx(1.0, abs=1e-3)


def test_the_factor_scales_a_step() -> None:
    def moved(factor: float) -> dict[str, Tensor]:
        network = small()
        optimiser = Optimiser(network, rate=0.01)
        before = {name: value.clone() for name, value in optimiser.exact.items()}
        run(optimiser, network, 1, factor)
        return {name: value - before[name] for name, value in optimiser.exact.items()}

    whole, half = moved(1.0), moved(0.5)
    for name, value in moved(0.0).items():
        assert not value.any()
        assert torch.allclose(2 * half[name], whole[name], atol=1e-6)
        assert whole[name].any()


def test_a_matrix_inside_moves_alike_in_all_directions(network: Any) -> None:
    """That is what Muon is for; the table of pieces and the biases are not its business."""
    optimiser = Optimiser(network, rate=0.01)
    before = {name: value.clone() for name, value in optimiser.exact.items()}
    run(optimiser, network, 1)
    inner = torch.linalg.svdvals(optimiser.exact["inner.weight"] - before["inner.weight"])
    table = torch.linalg.svdvals(optimiser.exact["pieces.weight"] - before["pieces.weight"])
    assert inner[:5].max() < 2 * inner[:5].min()  # five pieces give a gradient of rank five
    assert table.max() > 3 * table.min()


def test_the_average_follows_slowly_and_forgets_the_start_fast(network: Any) -> None:
    optimiser = Optimiser(network, rate=0.01, average=0.5)
    start = {name: value.clone() for name, value in optimiser.exact.items()}
    run(optimiser, network, 9)
    assert all(torch.equal(value, start[name]) for name, value in optimiser.averaged.items())
    run(optimiser, network, 1)
    first = {name: value.clone() for name, value in optimiser.exact.items()}
    for name, value in optimiser.averaged.items():
        assert torch.allclose(value, 0.1 * start[name] + 0.9 * first[name], atol=1e-6)
    run(optimiser, network, 10)
    for name, value in optimiser.averaged.items():
        earlier = 0.1 * start[name] + 0.9 * first[name]
        assert torch.allclose(value, 2 / 11 * earlier + 9 / 11 * optimiser.exact[name], atol=1e-6)
    run(optimiser, network, 180)
    before = {name: value.clone() for name, value in optimiser.averaged.items()}
    run(optimiser, network, 10)
    for name, value in optimiser.averaged.items():
        assert torch.allclose(value, 0.5 * before[name] + 0.5 * optimiser.exact[name], atol=1e-6)


def test_publish(network: Any) -> None:
    optimiser = Optimiser(network, rate=0.05)
    run(optimiser, network, 25)
    for weights, expected in ((optimiser.averaged, optimiser.averaged), (None, optimiser.exact)):
        optimiser.publish(weights)
        for name, value in network.named_parameters():
            assert torch.equal(value, expected[name].bfloat16())


def copied(state: dict[str, object]) -> dict[str, object]:
    """The state after a trip to a file."""
    file = io.BytesIO()
    torch.save(state, file)
    file.seek(0)
    found: dict[str, object] = torch.load(file, weights_only=True)
    return found


@pytest.mark.parametrize("steps", [1, 9, 10, 15])
def test_from_a_state_it_goes_on_as_if_nothing_had_happened(steps: int) -> None:
    def finished(between: Callable[[Optimiser, Any], tuple[Optimiser, Any]]) -> Optimiser:
        network = small()
        optimiser = Optimiser(network, rate=0.05)
        run(optimiser, network, steps)
        optimiser, network = between(optimiser, network)
        run(optimiser, network, 15)
        return optimiser

    def interrupted(optimiser: Optimiser, network: Any) -> tuple[Optimiser, Any]:
        state = copied(optimiser.state())
        fresh = small()
        with torch.no_grad():
            fresh["inner"].weight.fill_(7)
        other = Optimiser(fresh, rate=0.05)
        other.restore(state)
        return other, fresh

    one, other = finished(lambda *both: both), finished(interrupted)
    for name, value in one.exact.items():
        assert torch.equal(value, other.exact[name])
        assert torch.equal(one.averaged[name], other.averaged[name])
