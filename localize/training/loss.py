"""Cross-entropy with label smoothing over a large vocabulary, in slices that stay in the processor's cache.

PyTorch's own would hold scores of every position for every piece in 32 bits; on a CPU that takes more time than the
rest of the network. The gradient is computed with the loss, slice by slice, in 16 bits.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

_SLICE = 512  # positions


class SmoothedCrossEntropy(torch.autograd.Function):
    """Mean loss of `vectors` (positions × width) against `wanted` (piece ids)."""

    @staticmethod
    def forward(ctx: Any, vectors: Tensor, pieces: Tensor, bias: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
        """pieces, bias: the table of the output; smoothing: the share of the certainty that all pieces get."""
        count, size = vectors.shape[0], pieces.shape[0]
        # Whole slices only: a CPU's matrix routines are compiled anew for each shape.
        spare = -count % _SLICE
        vectors = torch.nn.functional.pad(vectors, (0, 0, 0, spare))
        wanted = torch.nn.functional.pad(wanted, (0, spare))
        to_vectors = torch.empty_like(vectors)
        to_pieces = torch.zeros(pieces.shape, dtype=torch.float32, device=vectors.device)
        to_bias = torch.zeros(size, dtype=torch.float32, device=vectors.device)
        total = torch.zeros((), dtype=torch.float32, device=vectors.device)
        for start in range(0, count + spare, _SLICE):
            slice_, right = vectors[start : start + _SLICE], wanted[start : start + _SLICE, None]
            shares = torch.addmm(bias, slice_, pieces.t()).softmax(1)
            share = shares.gather(1, right)
            real = max(0, count - start)
            total -= share[:real].float().clamp_min(1e-8).log().sum()
            shares.scatter_(1, right, share - (1 - smoothing))
            shares[real:] = 0
            torch.mm(shares, pieces, out=to_vectors[start : start + _SLICE])
            to_pieces += shares.t() @ slice_
            to_bias += shares.sum(0, dtype=torch.float32)
        # The smoothed part asks the same of every piece, so its gradient is one row.
        even = smoothing / size
        to_vectors -= even * pieces.sum(0)
        to_pieces -= even * vectors.sum(0, dtype=torch.float32)
        to_bias -= even * count
        ctx.save_for_backward(to_vectors[:count], to_pieces, to_bias)
        ctx.count = count
        return total / count

    @staticmethod
    def backward(ctx: Any, scale: Tensor) -> tuple[Tensor | None, ...]:
        """What `forward` has found, scaled."""
        factor = scale / ctx.count
        to_vectors, to_pieces, to_bias = ctx.saved_tensors
        dtype = to_vectors.dtype
        return to_vectors * factor.to(dtype), (to_pieces * factor).to(dtype), (to_bias * factor).to(dtype), None, None
