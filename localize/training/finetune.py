"""Tune an existing package to a show: a little more training, on the show's own translations."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from localize.errors import UsageError
from localize.training import export, restore, tokens
from localize.training.clean import usable
from localize.training.corpus import Pair
from localize.training.examples import Source, aligned, encoded, mixed
from localize.training.loop import Plan, train
from localize.translators.base import PackageInfo

FEWEST = 200  # pairs; fewer teach a package nothing but themselves
_JUDGED = 0.05  # share of the pairs that is kept to judge by
_MOST_JUDGED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """A tuned package. pairs: learned from; refused: unfit ones; before, after: nats a token on pairs kept aside."""

    path: Path
    pairs: int
    refused: int
    before: float
    after: float


def finetune(
    base: PackageInfo,
    pairs: Sequence[Pair],
    path: Path,
    *,
    version: str,
    passes: int,
    rate: float,
    work: Path,
    say: Callable[[str], None],
) -> Tuned:
    """Go on training `base` with `pairs` and write the result to `path`, a `.argosmodel`.

    passes: how often each pair is met, each time in another variant. rate: the learning rate. work: a folder for the
    checkpoint, from which an interrupted run goes on. The licence is that of `base`. Raises UsageError for too few
    usable pairs, ModelError for a base that training cannot go on from.
    """
    languages = base.source, base.target
    fit = usable(pairs, languages)
    if len(fit) < FEWEST:
        raise UsageError(f"{len(fit)} usable pairs of {len(pairs)}; tuning needs {FEWEST} or more")
    network = restore.network(Path(base.path), dropout=0.1)
    vocabulary = (Path(base.path) / "sentencepiece.model").read_bytes()
    processor = tokens.load(vocabulary)
    judged = set(random.Random(0).sample(range(len(fit)), min(_MOST_JUDGED, int(_JUDGED * len(fit)))))
    learned = aligned([pair for number, pair in enumerate(fit) if number not in judged], languages)
    valid = {"kept aside": encoded([fit[number] for number in sorted(judged)], base.target, processor)}
    source = Source(sentences=learned)
    once = sum(len(example.target) for example in mixed([source], processor, 0))
    plan = Plan(tokens=passes * once, batch=4000, rate=rate, warm_up=once // 10, cool_down=0.5)
    trained = train(network, lambda number: mixed([source], processor, number), valid, plan, work, say=say)
    label = export.Label(
        source=base.source,
        target=base.target,
        version=version,
        licence=base.licence,
        evaluation_only=base.evaluation_only,
        readme=_README.format(licence=base.licence or "as its base", base=base.name, pairs=len(learned)),
    )
    export.package(trained.weights, network.shape, vocabulary, label, path)
    return Tuned(
        path=path,
        pairs=len(learned),
        refused=len(pairs) - len(fit),
        before=trained.log[0]["kept aside"],
        after=trained.log[-1]["kept aside"],
    )


_README = "Licence: {licence}. Tuned from {base} with {pairs} pairs by `localize models train`.\n"
