"""The training loop: passes over the examples, checkpoints, a log, and going on after an interruption."""

from __future__ import annotations

import ctypes
import itertools
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from localize.training.batches import NO_LOSS, Batch, batches, padded
from localize.training.examples import Example
from localize.training.loss import SmoothedCrossEntropy
from localize.training.network import Network
from localize.training.optimiser import Optimiser

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
_SAY_EVERY = 60.0  # seconds
_SAVE_EVERY = 300.0  # seconds
_SMOOTHING = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train. tokens: target tokens to learn from, in all. batch: positions in a batch, padding counted.

    rate: the highest learning rate, reached after `warm_up` tokens and held until the share `cool_down` of `tokens` is
    left, over which it falls to nothing. passes: stop after so many, with a checkpoint; 0: when all tokens are seen.
    """

    tokens: int
    batch: int = 8000
    rate: float = 2e-3
    warm_up: int = 1_000_000
    cool_down: float = 0.3
    passes: int = 0
    seed: int = 1


@dataclass(slots=True)
class Progress:
    """tokens: target tokens learned from; passes: finished ones; batch: batches done of the present pass."""

    tokens: int = 0
    passes: int = 0
    batch: int = 0


def train(
    network: Network,
    examples: Callable[[int], Sequence[Example]],
    valid: Mapping[str, Sequence[Example]],
    plan: Plan,
    folder: Path,
    *,
    say: Callable[[str], None] = print,
) -> Trained:
    """Train `network` as planned, in `folder`, where a second call goes on from the checkpoint of the first.

    examples: those of pass 0, 1, 2 …; must be the same when asked again. valid: unseen examples, by a name. On a GPU if
    there is one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _keep_memory()
    torch.manual_seed(plan.seed)
    run = _Run(network, valid, plan, folder, say)
    run.resume()
    if not run.log:
        run.judge(None)
    while not run.over():
        order = random.Random(plan.seed * 1000 + run.progress.passes)
        done = run.progress.batch
        for few in itertools.islice(batches(examples(run.progress.passes), plan.batch, order), done, None):
            run.learn(few)
            if run.over():
                break
        else:
            run.progress.passes += 1
            run.progress.batch = 0
    run.save()
    return Trained(weights=run.optimiser.averaged, log=tuple(run.log))


def passes_done(folder: Path) -> int:
    """Whole passes in the checkpoint of `folder`; 0 if there is none."""
    path = folder / CHECKPOINT
    return int(torch.load(path, map_location="cpu", weights_only=True)["progress"]["passes"]) if path.exists() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """weights: the averaged ones, float32, by name. log: tokens seen and nats a token on each unseen set, in order."""

    weights: dict[str, Tensor]
    log: tuple[dict[str, float], ...]


class _Run:
    """One training: network, optimiser, progress, and what is written about it."""

    def __init__(
        self,
        network: Network,
        valid: Mapping[str, Sequence[Example]],
        plan: Plan,
        folder: Path,
        say: Callable[[str], None],
    ) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = network.to(self.device)
        self.optimiser = Optimiser(network, rate=plan.rate)
        self.progress = Progress()
        self.log: list[dict[str, float]] = []
        self._valid = valid
        self._plan = plan
        self._folder = folder
        self._say = say
        self._begun = self._said = self._saved = time.monotonic()
        self._fresh = 0
        self._loss: float | None = None

    def over(self) -> bool:
        """Whether all tokens or passes of the plan are done."""
        plan, progress = self._plan, self.progress
        return progress.tokens >= plan.tokens or bool(plan.passes and progress.passes >= plan.passes)

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        path = self._folder / CHECKPOINT
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.optimiser.restore(state["optimiser"])
        self.progress = Progress(**state["progress"])
        log = self._folder / LOG
        # The last line may be torn; whole ones end in a line break.
        lines = log.read_text("utf-8").split("\n")[:-1] if log.exists() else []
        self.log = [json.loads(line) for line in lines]
        self._say(f"going on after {self.progress.tokens / 1e6:.2f} M tokens, pass {self.progress.passes}")

    def learn(self, few: Sequence[Example]) -> None:
        """One step on one batch; says and saves where it stands when that is due."""
        self.network.train()
        loss, count = _loss(self.network, padded(few).to(self.device))
        loss.backward()
        self.optimiser.step(_factor(self._plan, self.progress.tokens))
        self.progress.tokens += count
        self.progress.batch += 1
        self._fresh += count
        value = float(loss.detach())
        self._loss = value if self._loss is None else 0.98 * self._loss + 0.02 * value
        now = time.monotonic()
        if now - self._said > _SAY_EVERY:
            self._said = now
            self._say(
                f"{(now - self._begun) / 60:.0f} min, pass {self.progress.passes}, {self.progress.tokens / 1e6:.2f} M "
                f"tokens, {self._fresh / (now - self._begun):,.0f} a second, loss {self._loss:.3f}"
            )
        if now - self._saved > _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Judge, log, and write the checkpoint."""
        self._saved = time.monotonic()
        self.judge(self._loss)
        state = {
            "optimiser": self.optimiser.state(),
            "progress": asdict(self.progress),
            "shape": asdict(self.network.shape),
        }
        path = self._folder / CHECKPOINT
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def judge(self, loss: float | None) -> None:
        """Log the loss a token of the averaged weights, in nats, on each unseen set; `loss` is that of training."""
        self.network.eval()
        self.optimiser.publish(self.optimiser.averaged)
        record: dict[str, float] = {"tokens": self.progress.tokens}
        if loss is not None:
            record["training"] = round(loss, 4)
        with torch.no_grad():
            for name, examples in self._valid.items():
                total = tokens = 0.0
                for few in batches(examples, self._plan.batch, random.Random(0)):
                    value, count = _loss(self.network, padded(few).to(self.device))
                    total += float(value) * count
                    tokens += count
                record[name] = round(total / tokens, 4) if tokens else 0.0
        self.optimiser.publish()
        self.log.append(record)
        with (self._folder / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")
        self._say("  ".join(f"{name} {value}" for name, value in record.items()))


def _loss(network: Network, batch: Batch) -> tuple[Tensor, int]:
    real = batch.wanted != NO_LOSS
    vectors = network(batch.source, batch.target)[real]
    wanted = batch.wanted[real]
    loss: Tensor = SmoothedCrossEntropy.apply(vectors, network.pieces.weight, network.output_bias, wanted, _SMOOTHING)
    return loss, wanted.numel()


def _factor(plan: Plan, tokens: int) -> float:
    rising = (tokens + 1) / plan.warm_up if plan.warm_up else 1.0
    falling = (1 - tokens / plan.tokens) / plan.cool_down if plan.cool_down else 1.0
    return max(0.0, min(1.0, rising, falling))


def _keep_memory() -> None:
    """Tell glibc to keep freed memory: giving it back and fetching it again costs a third of a step on a CPU."""
    try:
        libc = ctypes.CDLL("libc.so.6")
    except OSError:
        return  # another C library: slower, not wrong
    trim_threshold, top_pad, mmap_max = -1, -2, -4
    for option, value in ((trim_threshold, 2**31 - 1), (top_pad, 2**28), (mmap_max, 0)):
        libc.mallopt(option, value)
