from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.nn import functional

from localize.training.loss import SmoothedCrossEntropy

pytestmark = pytest.mark.training

PIECES, WIDTH = 70, 16


def parts(count: int, dtype: Any = torch.float32) -> tuple[Any, Any, Any, Any]:
    """Vectors, table, bias and wanted ids."""
    draw = torch.Generator().manual_seed(count)
    vectors, table, bias = (
        (0.5 * torch.randn(shape, generator=draw)).to(dtype).requires_grad_()
        for shape in ((count, WIDTH), (PIECES, WIDTH), (PIECES,))
    )
    return vectors, table, bias, torch.randint(PIECES, (count,), generator=draw)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("count", [1, 511, 512, 513, 1300])
def test_gradients_are_those_of_pytorch(count: int, smoothing: float) -> None:
    vectors, table, bias, wanted = parts(count)
    scores = vectors @ table.t() + bias
    functional.cross_entropy(scores, wanted, label_smoothing=smoothing).backward()
    expected = [part.grad for part in (vectors, table, bias)]
    own = [part.detach().clone().requires_grad_() for part in (vectors, table, bias)]
    loss = SmoothedCrossEntropy.apply(*own, wanted, smoothing)
    loss.backward()
    for found, right in zip(own, expected, strict=True):
        assert torch.allclose(found.grad, right, rtol=1e-4, atol=1e-6)
    # What is said is the plain loss, without smoothing: it can be compared.
    assert loss.item() == pytest.approx(functional.cross_entropy(scores, wanted).item(), rel=1e-5)


def test_in_16_bits_nearly_so() -> None:
    vectors, table, bias, wanted = parts(700, torch.bfloat16)
    loss = SmoothedCrossEntropy.apply(vectors, table, bias, wanted, 0.1)
    loss.backward()
    exact = [part.detach().float().requires_grad_() for part in (vectors, table, bias)]
    scores = exact[0] @ exact[1].t() + exact[2]
    functional.cross_entropy(scores, wanted, label_smoothing=0.1).backward()
    assert loss.item() == pytest.approx(functional.cross_entropy(scores, wanted).item(), rel=0.02)
    for found, right in zip((vectors, table, bias), exact, strict=True):
        assert found.grad.dtype == torch.bfloat16
        assert functional.cosine_similarity(found.grad.float().flatten(), right.grad.flatten(), 0).item() > 0.999
        assert found.grad.float().norm().item() == pytest.approx(right.grad.norm().item(), rel=0.02)


def test_the_gradient_is_scaled_by_what_comes_after() -> None:
    vectors, table, bias, wanted = parts(20)
    SmoothedCrossEntropy.apply(vectors, table, bias, wanted, 0.1).backward()
    once = vectors.grad.clone()
    vectors.grad = None
    (3 * SmoothedCrossEntropy.apply(vectors, table, bias, wanted, 0.1)).backward()
    assert torch.allclose(vectors.grad, 3 * once)


def test_a_piece_that_is_out_of_the_question_costs_no_infinity() -> None:
    vectors = torch.tensor([[1000.0, 0.0]])
    loss = SmoothedCrossEntropy.apply(vectors, torch.eye(2), torch.zeros(2), torch.tensor([1]), 0.0)
    assert loss.item() == pytest.approx(18.42, abs=0.01)  # the logarithm of 1e-8
