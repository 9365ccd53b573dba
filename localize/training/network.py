"""The network: a pre-norm transformer whose parts carry the names that CTranslate2 gives them.

One parameter here is one variable of a CTranslate2 model, so export and restore are a walk over `named_parameters`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from localize.training.tokens import PAD

POSITIONS = 512
_FAR = -1e4  # added to the scores of what must not be looked at; finite in bfloat16


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of a network. width: of a token's vector; inner: of the feed-forward layers; dropout: a share."""

    pieces: int
    width: int = 384
    inner: int = 1536
    encoder: int = 6
    decoder: int = 2
    heads: int = 6
    dropout: float = 0.1


class Dropout(nn.Module):
    """Dropout from one pool of random masks: drawing fresh ones takes a fifth of a training step on a CPU."""

    _POOL = 40_000_000

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self._pool: Tensor | None = None

    def forward(self, values: Tensor) -> Tensor:
        """`values` with a share of them gone, in training."""
        if not self.training or not self.share:
            return values
        if values.device.type != "cpu":
            return nn.functional.dropout(values, self.share)
        pool = _pool(self.share, values.device, values.dtype, self._POOL)
        start = int(torch.randint(pool.numel() - values.numel(), ()))
        masked: Tensor = values * pool[start : start + values.numel()].view_as(values)
        return masked


class Attention(nn.Module):
    """Multi-head attention; over `memory` if it is given, else over the values themselves."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        first = [nn.Linear(width, width), nn.Linear(width, 2 * width)] if cross else [nn.Linear(width, 3 * width)]
        self.linear = nn.ModuleList([*first, nn.Linear(width, width)])

    def forward(self, values: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        """values, memory: sentences × length × width; mask: added to the scores."""
        batch, length, width = values.shape
        if memory is None:
            queries, keys, content = self.linear[0](values).chunk(3, -1)
        else:
            queries = self.linear[0](values)
            keys, content = self.linear[1](memory).chunk(2, -1)
        queries, keys, content = (
            part.view(batch, -1, self.heads, width // self.heads).transpose(1, 2) for part in (queries, keys, content)
        )
        # The fused attention of PyTorch is slower than this on a CPU at the length of a subtitle.
        weights = torch.softmax((queries * queries.shape[-1] ** -0.5) @ keys.transpose(-1, -2) + mask, -1)
        mixed: Tensor = self.linear[-1]((weights @ content).transpose(1, 2).reshape(batch, length, width))
        return mixed


class Layer(nn.Module):
    """Self-attention, attention to the source in a decoder, and a feed-forward network, each normed before."""

    def __init__(self, shape: Shape, *, decoder: bool) -> None:
        super().__init__()
        self.self_attention = Attention(shape, cross=False)
        self.self_attention_norm = nn.LayerNorm(shape.width)
        self.attention = Attention(shape, cross=True) if decoder else None
        self.attention_norm = nn.LayerNorm(shape.width) if decoder else None
        self.linear_0 = nn.Linear(shape.width, shape.inner)
        self.linear_1 = nn.Linear(shape.inner, shape.width)
        self.ffn_norm = nn.LayerNorm(shape.width)
        self.dropout = Dropout(shape.dropout)

    def forward(self, values: Tensor, mask: Tensor, memory: Tensor | None, memory_mask: Tensor | None) -> Tensor:
        """values, memory: sentences × length × width."""
        values = values + self.dropout(self.self_attention(self.self_attention_norm(values), None, mask))
        if self.attention is not None and self.attention_norm is not None:
            values = values + self.dropout(self.attention(self.attention_norm(values), memory, memory_mask))
        return values + self.dropout(self.linear_1(torch.relu(self.linear_0(self.ffn_norm(values)))))


class Network(nn.Module):
    """Source and prefix of the target in, one vector a target position out; `head` turns those into a loss.

    Source, target and output share one table of piece vectors.
    """

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.pieces, shape.width)
        nn.init.normal_(self.pieces.weight, std=shape.width**-0.5)
        self.output_bias = nn.Parameter(torch.zeros(shape.pieces))
        self.encoder = nn.ModuleList(Layer(shape, decoder=False) for _ in range(shape.encoder))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(Layer(shape, decoder=True) for _ in range(shape.decoder))
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = Dropout(shape.dropout)
        self.register_buffer("positions", sinusoids(POSITIONS, shape.width), persistent=False)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """source, target: piece ids, padded (sentences × length). Returns sentences × target length × width."""
        dtype = self.pieces.weight.dtype
        padding = torch.zeros(source.shape, dtype=dtype, device=source.device).masked_fill_(source == PAD, _FAR)
        padding = padding[:, None, None, :]
        memory = self._embed(source)
        for layer in self.encoder:
            memory = layer(memory, padding, None, None)
        memory = self.encoder_norm(memory)
        length = target.shape[1]
        future = torch.full((length, length), _FAR, dtype=dtype, device=source.device).triu_(1)
        values = self._embed(target)
        for layer in self.decoder:
            values = layer(values, future, memory, padding)
        result: Tensor = self.decoder_norm(values)
        return result

    def _embed(self, pieces: Tensor) -> Tensor:
        values = self.pieces(pieces) * math.sqrt(self.shape.width) + self.positions[: pieces.shape[1]]
        result: Tensor = self.dropout(values)
        return result


def sinusoids(length: int, width: int) -> Tensor:
    """Position vectors (length × width): sines in the first half, cosines in the second."""
    rates = torch.exp(torch.arange(width // 2) * -(math.log(10000.0) / (width // 2 - 1)))
    angles = torch.arange(length)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], 1)


_pools: dict[tuple[float, torch.device, torch.dtype], Tensor] = {}


def _pool(share: float, device: torch.device, dtype: torch.dtype, size: int) -> Tensor:
    key = share, device, dtype
    if key not in _pools:
        _pools[key] = (torch.rand(size, device=device) >= share).to(dtype) / (1 - share)
    return _pools[key]
