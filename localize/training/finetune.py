"""Tune an existing package to a show: a little more training, on the show's own translations."""

from __future__ import annotations

import hashlib
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
_BATCH = 4000  # positions
_STEPS = 30  # a pass, or nearly: a few hundred pairs in one batch would leave no trace in the averaged weights


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
    usable pairs and for a `work` that belongs to something else, ModelError for a base that training cannot go on from.
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
    plan = Plan(tokens=passes * once, batch=min(_BATCH, once // _STEPS), rate=rate, warm_up=once // 10, cool_down=0.5)
    _claim(work, base, fit, plan)
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


def _claim(work: Path, base: PackageInfo, pairs: Sequence[Pair], plan: Plan) -> None:
    """Mark `work` as the place of this very training; raises UsageError if it is that of another or something else."""
    what = hashlib.sha256(repr((base.name, base.path, pairs, plan)).encode()).hexdigest()
    mark = work / "training.sha256"
    if work.exists() and not (mark.is_file() and mark.read_text("ascii") == what):
        raise UsageError(f"{work} is there, but is not this training, unfinished; remove it or choose another name")
    work.mkdir(parents=True, exist_ok=True)
    mark.write_text(what, "ascii")


_README = "Licence: {licence}. Tuned from {base} with {pairs} pairs by `localize models train`.\n"
