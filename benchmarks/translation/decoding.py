"""How packages are best asked: with which length penalty, and whether long sentences go clause by clause. chrF2.

On the held-out pairs and aligned subtitles of `benchmarks.translation`, Russian sources, wide beam.

    python -m benchmarks.translation.decoding [--items 800]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from benchmarks.translation.sets import Item, Set, load
from localize.rungs import clauses
from localize.translators import argos
from localize.translators.base import Request, Routes
from localize.translators.packages import installed

ROOT = Path(__file__).parents[2]
PENALTIES = (1.0, 1.5, 2.0)
LENGTHS = ((12, 16), (16, 22), (22, 99))  # words: more than, up to
FEW = 40  # sets of fewer long sentences say nothing


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--items", type=int, default=800, help="of each set, the first")
    options = parser.parse_args()
    routes, metric = installed(ROOT / "models"), CHRF()
    sets = [one for one in load(ROOT.parent / "shared" / "data")[0] if routes.direct(one.source, one.target)]
    sets = [one for one in sets if one.source == "ru"]
    print("| set | items | " + " | ".join(f"penalty {penalty}" for penalty in PENALTIES) + " |")
    print("|---|---|" + "---|" * len(PENALTIES))
    for one in sets:
        items = one.items[: options.items]
        row = [_scored(metric, routes, one, [item.sentences for item in items], _references(items), penalty=penalty)
               for penalty in PENALTIES]  # fmt: skip
        print(f"| {one.source}→{one.target} {one.name} | {len(items)} | " + " | ".join(row) + " |", flush=True)
    print("\n| set | words | items | whole | clause by clause |\n|---|---|---|---|---|")
    for one in sets:
        for low, high in LENGTHS:
            long = [item for item in one.items if len(item.sentences) == 1 and low < len(item.source.split()) <= high]
            parts = [tuple(text for text, blank in clauses(item.source) if not blank) for item in long]
            chosen = [(item, few) for item, few in zip(long, parts, strict=True) if len(few) > 1]
            if len(chosen) >= FEW:
                references = _references([item for item, _ in chosen])
                row = [_scored(metric, routes, one, texts, references)
                       for texts in ([item.sentences for item, _ in chosen], [few for _, few in chosen])]  # fmt: skip
                print(f"| {one.source}→{one.target} {one.name} | {low + 1}–{high} | {len(chosen)} | "
                      + " | ".join(row) + " |", flush=True)  # fmt: skip


def _references(items: Sequence[Item]) -> list[str]:
    return [item.reference for item in items]


def _scored(
    metric: CHRF,
    routes: Routes,
    one: Set,
    texts: Sequence[tuple[str, ...]],
    references: list[str],
    *,
    penalty: float = 2.0,
) -> str:
    argos._LENGTH_PENALTY = penalty
    asked = [[Request(text=text, source=one.source, target=one.target, beam=5) for text in few] for few in texts]
    found = argos.translate((request for few in asked for request in few), routes)
    made = [" ".join(found[request].texts[0] for request in few) for few in asked]
    return f"{metric.corpus_score(made, [references]).score:.1f}"


if __name__ == "__main__":
    main()
