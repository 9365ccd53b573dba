"""Weights in 16 bits, updates in 32: Muon for the matrices inside the network, AdamW for all else.

A processor with AMX, or a GPU, multiplies bfloat16 matrices many times faster than float32 ones. An update is too
small for bfloat16, so it goes to a float32 copy. Muon (K. Jordan et al., 2024) needs fewer steps than AdamW for the
same loss.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

_AVERAGE_EVERY = 10  # steps


class Optimiser:
    """Holds the exact weights of `network`, which it turns to bfloat16, and a running average of them."""

    def __init__(self, network: nn.Module, *, rate: float, average: float = 0.99) -> None:
        self.rate = rate
        self._average = average
        self.exact = {name: value.detach().float().clone() for name, value in network.named_parameters()}
        network.to(torch.bfloat16)
        self._rounded = dict(network.named_parameters())
        self.averaged = {name: value.clone() for name, value in self.exact.items()}
        inner = [name for name, value in self.exact.items() if value.ndim == 2 and "pieces" not in name]
        rest = [value for name, value in self.exact.items() if name not in inner]
        self._steps: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.98), weight_decay=0.0),
        ]
        if inner:
            few = [self.exact[name] for name in inner]
            self._steps.append(torch.optim.Muon(few, lr=rate, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"))
        self._count = 0

    def step(self, factor: float) -> None:
        """Apply the gradients at `factor` of the learning rate, and clear them."""
        for name, value in self._rounded.items():
            self.exact[name].grad = None if value.grad is None else value.grad.float()
            value.grad = None
        nn.utils.clip_grad_norm_(list(self.exact.values()), 1.0)
        for optimiser in self._steps:
            for group in optimiser.param_groups:
                group["lr"] = self.rate * factor
            optimiser.step()
        self._count += 1
        with torch.no_grad():
            if self._count % _AVERAGE_EVERY == 0:
                # A young average forgets fast, or the first random weights would stay in it for long.
                keep = min(self._average, self._count / _AVERAGE_EVERY / (self._count / _AVERAGE_EVERY + 9))
                torch._foreach_lerp_(list(self.averaged.values()), list(self.exact.values()), 1 - keep)
            self.publish()

    def publish(self, weights: dict[str, Tensor] | None = None) -> None:
        """Round `weights` (the exact ones if not given) into the network."""
        with torch.no_grad():
            for name, value in self._rounded.items():
                value.copy_((weights or self.exact)[name])

    def state(self) -> dict[str, Any]:
        """Everything that `restore` needs to go on as if nothing had happened."""
        return {
            "exact": self.exact,
            "averaged": self.averaged,
            "steps": [optimiser.state_dict() for optimiser in self._steps],
            "count": self._count,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a `state`."""
        with torch.no_grad():
            for name, value in self.exact.items():
                value.copy_(state["exact"][name])
                self.averaged[name].copy_(state["averaged"][name])
        for optimiser, own in zip(self._steps, state["steps"], strict=True):
            optimiser.load_state_dict(own)
        self._count = state["count"]
        self.publish()
