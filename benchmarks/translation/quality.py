"""How close translations come to those of people: chrF2 and BLEU."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.translation.bench import Bench
from benchmarks.translation.sets import Set
from benchmarks.translation.systems import System, Way
from benchmarks.translation.tables import Section, bullets, table


def measure(bench: Bench) -> Section:
    """Every set by every package that translates it."""
    scorers: dict[str, tuple[Any, Any]] = {}
    rows, figures = [], []
    for one in bench.sets:
        references = [item.reference for item in one.items]
        for system, way, how, made in _attempts(bench, one):
            chrf, bleu = scorers.setdefault(one.target, _scorers(one.target))
            scores = {
                "chrF2": round(chrf.corpus_score(made, [references]).score, 1),
                "BLEU": round(bleu.corpus_score(made, [references]).score, 1),
            }
            row = {"pair": f"{one.source}-{one.target}", "set": one.name, "n": len(one.items)}
            rows.append(row | {"package": system.label(way), "through": how} | scores)
            texts = [(item.source, item.reference, text) for item, text in zip(one.items, made, strict=True)]
            figures.append(rows[-1] | {"texts": texts})
    signatures = (
        f"{name} {target}: `{scorer.get_signature()}`"
        for target, pair in sorted(scorers.items())
        for name, scorer in zip(("chrF2", "BLEU"), pair, strict=True)
    )
    return Section(f"Quality, beam {bench.beam}", (table(rows), bullets(signatures)), tuple(figures))


def _attempts(bench: Bench, one: Set) -> Iterator[tuple[System, Way, str, list[str]]]:
    """Each system and way that translates a set, what the items go through, and what comes out."""
    for system in bench.systems:
        for way in system.ways(one.source, one.target):
            yield system, way, "engine", system.items(one.items, way, bench.beam)
            if bench.stage:
                texts = [item.source for item in one.items]
                yield system, way, "stage", system.verified(texts, way, bench.beam)


def _scorers(target: str) -> tuple[Any, Any]:
    """chrF2 and BLEU; the words of Chinese are its characters."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    return CHRF(), BLEU(tokenize="zh" if target == "zh" else "13a")
