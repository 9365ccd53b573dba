"""How often an engine returns nothing, loops, or writes in another script."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.translation import sets
from benchmarks.translation.bench import Bench
from benchmarks.translation.intervals import exact_upper
from benchmarks.translation.tables import Section, bullets, table
from localize.detect import FAILURES

_RULES = {"empty": "text.empty", "loop": "text.loop", "wrong script": "script.wrong"}
_SHOWN = 5


def measure(bench: Bench) -> Section:
    """Every distinct Russian sentence into every language, by the detectors of the product."""
    texts = sets.sentences(bench.sets, "ru")[: bench.limit]
    rows, examples, figures = [], [], []
    for system, way in bench.from_russian():
        outputs = {"engine": system.bare(texts, way, bench.beam)}
        if bench.stage:
            outputs["stage"] = system.verified(texts, way, bench.beam)
        for how, made in outputs.items():
            found = failed(texts, made, sets.locale(way.target))
            any_of = len({place for places in found.values() for place in places})
            for name, count in (*((name, len(places)) for name, places in found.items()), ("ANY", any_of)):
                row = {"to": way.target, "package": system.label(way), "through": how, "failure": name}
                rows.append(row | _rates(count, len(texts)))
            for name, places in found.items():
                examples += [
                    f"{way.target}, {how}, {name}: {texts[at]} → {made[at] or '(nothing)'}" for at in places[:_SHOWN]
                ]
            bad = {name: [(texts[at], made[at]) for at in places] for name, places in found.items()}
            figures.append({"to": way.target, "package": system.label(way), "through": how, "n": len(texts)} | bad)
    return Section(f"Failures, beam {bench.beam}", (table(rows), bullets(examples)), tuple(figures))


def failed(sources: Sequence[str], targets: Sequence[str], target: str) -> dict[str, list[int]]:
    """By failure, the places of the targets that have it. target: a locale; the sources are Russian."""
    pairs = list(enumerate(zip(sources, targets, strict=True)))
    return {
        name: [place for place, (source, made) in pairs if FAILURES[rule](source, made, "ru", target)]
        for name, rule in _RULES.items()
    }


def _rates(count: int, n: int) -> dict[str, object]:
    return {
        "n": n,
        "found": count,
        "per 10,000": f"{count / n * 1e4:.1f}" if n else "",
        "upper end of the exact 95 % interval": f"{exact_upper(count, n) * 1e4:.1f}" if n else "",
    }
