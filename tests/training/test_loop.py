from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional

from localize.training import loop
from localize.training.batches import NO_LOSS, padded
from localize.training.examples import Example
from localize.training.loop import CHECKPOINT, LOG, Plan, Trained, passes_done, train
from localize.training.network import Network, Shape
from localize.training.optimiser import Optimiser

pytestmark = pytest.mark.training

SHAPE = Shape(pieces=32, width=32, inner=64, encoder=1, decoder=1, heads=2, dropout=0.0)
PLAN = Plan(tokens=1400, batch=120, rate=1e-2, warm_up=200, cool_down=0.5)


def copies(count: int, seed: int) -> list[Example]:
    """Some pieces, to be copied behind the piece 5."""
    chance = random.Random(seed)
    few = [[chance.randrange(10, 30) for _ in range(chance.randint(2, 6))] for _ in range(count)]
    return [Example(pieces, [5, *pieces], 1) for pieces in few]


def network() -> Network:
    torch.manual_seed(0)
    return Network(SHAPE)


def tokens(few: Sequence[Example]) -> int:
    """That are learned from: the copy and the end."""
    return sum(len(example.target) for example in few)


class Watch:
    """Records what training is fed; can save or stop it at a step."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fed: list[list[Example]] = []
        self.passes: list[int] = []
        self.said: list[str] = []
        self.save_at: set[int] = set()
        self.stop_at = -1
        learn = loop._Run.learn

        def watched(run: Any, few: Sequence[Example]) -> None:
            if len(self.fed) == self.stop_at:
                raise KeyboardInterrupt
            self.fed.append(list(few))
            monkeypatch.setattr(loop, "_SAVE_EVERY", -1.0 if len(self.fed) in self.save_at else 1e9)
            learn(run, few)

        monkeypatch.setattr(loop._Run, "learn", watched)

    def train(self, folder: Path, plan: Plan = PLAN, fresh: Network | None = None) -> Trained:
        return train(fresh or network(), self.examples, {"seen": copies(20, 7)}, plan, folder, say=self.said.append)

    def examples(self, number: int) -> list[Example]:
        self.passes.append(number)
        return copies(100, number)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def weights(folder: Path) -> dict[str, Any]:
    """The exact and the averaged ones of a checkpoint."""
    state = torch.load(folder / CHECKPOINT, weights_only=True)["optimiser"]
    return {f"{kind}.{name}": value for kind in ("exact", "averaged") for name, value in state[kind].items()}


def same(one: Path, other: Path) -> bool:
    found = weights(other)
    return all(torch.equal(value, found[name]) for name, value in weights(one).items())


def test_it_learns(tmp_path: Path) -> None:
    plan = Plan(tokens=40_000, batch=600, rate=2e-2, warm_up=5000, cool_down=0.5)
    valid = {"copies": copies(100, 99), "noise": [Example(one.source[::-1], one.target, 1) for one in copies(50, 98)]}
    made = train(network(), lambda number: copies(1000, number), valid, plan, tmp_path, say=lambda _: None)
    first, last = made.log[0], made.log[-1]
    assert math.log(32) - 1 < first["copies"] < 8
    assert last["copies"] < 0.5
    assert last["noise"] > 2
    assert last["training"] < 0.4 * first["copies"]


def test_batches_are_those_of_the_passes_in_their_order(watch: Watch, tmp_path: Path) -> None:
    watch.train(tmp_path)
    assert watch.passes == [0, 1, 2]
    fed = [example for few in watch.fed for example in few]
    assert sorted(fed[:100]) == sorted(copies(100, 0))
    assert sorted(fed[100:200]) == sorted(copies(100, 1))
    assert max(padded(few).target.numel() for few in watch.fed) <= 120


def test_it_stops_when_all_tokens_are_seen(watch: Watch, tmp_path: Path) -> None:
    made = watch.train(tmp_path)
    seen = sum(map(tokens, watch.fed))
    assert PLAN.tokens <= seen < PLAN.tokens + tokens(watch.fed[-1])
    assert made.log[-1]["tokens"] == seen


def test_it_stops_after_its_passes_and_the_next_phase_goes_on(watch: Watch, tmp_path: Path) -> None:
    watch.train(tmp_path, Plan(tokens=10**9, batch=120, passes=2))
    assert watch.passes == [0, 1]
    assert sorted(example for few in watch.fed for example in few) == sorted(copies(100, 0) + copies(100, 1))
    assert passes_done(tmp_path) == 2
    watch.train(tmp_path, Plan(tokens=10**9, batch=120, passes=3))
    assert watch.passes == [0, 1, 2]
    assert passes_done(tmp_path) == 3


def test_no_checkpoint_no_passes(tmp_path: Path) -> None:
    assert passes_done(tmp_path / "none") == 0


@pytest.mark.parametrize(("saved", "stopped"), [(1, 1), (5, 9), (12, 14), (18, 18)])
def test_interrupted_it_goes_on_from_the_last_checkpoint(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: int, stopped: int
) -> None:
    whole = watch.train(tmp_path / "whole")
    expected, watch.fed = watch.fed, []
    assert len(expected) > stopped
    watch.save_at, watch.stop_at = {saved}, stopped
    with pytest.raises(KeyboardInterrupt):
        watch.train(tmp_path / "parts")
    assert watch.fed == expected[:stopped]
    watch.fed, watch.stop_at, watch.save_at = [], -1, set()
    torch.manual_seed(5)
    fresh = Network(SHAPE)  # its weights come from the checkpoint
    resumed = watch.train(tmp_path / "parts", fresh=fresh)
    assert watch.fed == expected[saved:]
    assert same(tmp_path / "whole", tmp_path / "parts")
    for value in ("tokens", "seen"):
        assert resumed.log[-1][value] == whole.log[-1][value]
    passes, rest = divmod(sum(map(len, expected[:saved])), 100)
    assert rest or passes
    seen = sum(map(tokens, expected[:saved])) / 1e6
    assert f"going on after {seen:.2f} M tokens, pass {passes}" in watch.said


def test_a_checkpoint_changes_nothing(watch: Watch, tmp_path: Path) -> None:
    watch.train(tmp_path / "whole")
    watch.fed, watch.save_at = [], {5, 12, 15}
    watch.train(tmp_path / "saved")
    assert same(tmp_path / "whole", tmp_path / "saved")


def test_what_is_finished_stays_finished(watch: Watch, tmp_path: Path) -> None:
    watch.train(tmp_path)
    before = weights(tmp_path)
    watch.fed.clear()
    made = watch.train(tmp_path)
    assert not watch.fed
    assert all(torch.equal(value, before[f"averaged.{name}"]) for name, value in made.weights.items())


def test_the_same_seed_gives_the_same_weights(watch: Watch, tmp_path: Path) -> None:
    for name, plan in (("1", PLAN), ("2", PLAN), ("3", replace(PLAN, seed=2))):
        watch.train(tmp_path / name, plan)
    assert same(tmp_path / "1", tmp_path / "2")
    assert not same(tmp_path / "1", tmp_path / "3")


def test_a_kill_while_a_checkpoint_is_written_costs_only_what_came_after_the_last(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.train(tmp_path / "whole")
    expected, watch.fed = watch.fed, []
    folder = tmp_path / "parts"
    rename, save = Path.replace, torch.save

    def killed(part: Path, place: Path) -> Path:
        if len(watch.fed) == 8:
            raise KeyboardInterrupt
        return rename(part, place)

    def torn(state: object, path: Path) -> None:
        save(state, path)
        if len(watch.fed) == 6:
            path.write_bytes(path.read_bytes()[:1000])
            raise KeyboardInterrupt

    for number, broken in ((6, "torch.save"), (8, "pathlib.Path.replace")):
        watch.fed, watch.save_at = watch.fed[:4], {4, number}
        with monkeypatch.context() as patched:
            patched.setattr(broken, torn if number == 6 else killed)
            with pytest.raises(KeyboardInterrupt):
                watch.train(folder)
        assert watch.fed == expected[:number]
        assert (folder / "checkpoint.part").exists()
    watch.fed, watch.save_at = [], set()
    watch.train(folder)
    assert same(folder, tmp_path / "whole")
    assert watch.fed == expected[4:]
    assert sorted(path.name for path in folder.iterdir()) == [CHECKPOINT, LOG]


def test_the_log_has_a_line_for_each_judgement(watch: Watch, tmp_path: Path) -> None:
    watch.save_at = {3, 12}
    made = watch.train(tmp_path, replace(PLAN, tokens=1800))
    lines = [json.loads(line) for line in (tmp_path / LOG).read_text("utf-8").splitlines()]
    assert [line["tokens"] for line in lines] == [
        0, *(sum(map(tokens, watch.fed[:count])) for count in (3, 12, len(watch.fed))),
    ]  # fmt: skip
    assert [line["seen"] for line in lines] == [line["seen"] for line in made.log]
    assert len({line["seen"] for line in lines}) == 3  # the average has not moved after three steps
    assert [line["training"] for line in lines[1:]] == [line["training"] for line in made.log[1:]]
    assert watch.said == ["  ".join(f"{name} {value}" for name, value in line.items()) for line in lines]
    assert [list(line) for line in lines] == [["tokens", "seen"], *[["tokens", "training", "seen"]] * (len(lines) - 1)]


def test_judged_are_the_averaged_weights_without_smoothing(watch: Watch, tmp_path: Path) -> None:
    made = watch.train(tmp_path)
    judge = network().eval()
    judge.load_state_dict(made.weights)
    batch = padded(copies(20, 7))
    with torch.no_grad():
        scores = judge(batch.source, batch.target) @ judge.pieces.weight.t() + judge.output_bias
    exact = functional.cross_entropy(scores.flatten(0, 1), batch.wanted.flatten(), ignore_index=NO_LOSS).item()
    assert made.log[-1]["seen"] == pytest.approx(exact, rel=0.01)


def test_the_rate_rises_stays_and_falls(watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    factors = []
    step = Optimiser.step

    def recorded(optimiser: Optimiser, factor: float) -> None:
        factors.append(factor)
        step(optimiser, factor)

    monkeypatch.setattr(Optimiser, "step", recorded)
    watch.train(tmp_path)
    seen = 0
    for factor, few in zip(factors, watch.fed, strict=True):
        assert factor == pytest.approx(min(1, (seen + 1) / 200, (1 - seen / 1400) / 0.5))
        seen += tokens(few)
    assert max(factors) == 1
    assert factors[-1] < 0.2


def test_progress_is_said_now_and_then(watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "_SAY_EVERY", -1.0)
    watch.train(tmp_path)
    assert len(watch.said) == len(watch.fed) + 2
    assert watch.said[1].startswith("0 min, pass 0, 0.00 M tokens, ")
