"""How often placeholders come through translation, each exactly once."""

from __future__ import annotations

from itertools import islice

from benchmarks.translation import sets
from benchmarks.translation.bench import Bench
from benchmarks.translation.intervals import wilson
from benchmarks.translation.probes import WAYS, Probe, probe, survived
from benchmarks.translation.systems import System, Way
from benchmarks.translation.tables import Section, bullets, table
from localize.protection import tokens

_EACH = 1000  # sentences a way
_SHOWN = 6


def measure(bench: Bench) -> Section:
    """Every way of putting placeholders in, and what becomes of them."""
    texts = sets.sentences(bench.sets, "ru")
    rows, lost = [], []
    for system, way in bench.from_russian():
        counts, bad = _survival(system, way, texts, bench)
        lost += [
            f"{way.target}: {one.text} → {output or '(nothing)'}" for one, output in bad[:: len(bad) // _SHOWN + 1]
        ]
        singles = [count for name, count in counts.items() if WAYS[name][1] == 1]
        several = [count for name, count in counts.items() if WAYS[name][1] > 1]
        for name, few in (*((name, [count]) for name, count in counts.items()), ("ONE", singles), ("SEVERAL", several)):
            kept, n = (sum(numbers) for numbers in zip(*few, strict=True)) if few else (0, 0)
            rows.append({"to": way.target, "package": system.label(way), "placeholders": name, **_shares(kept, n)})
    note = (
        "Survived: each exactly once, and none that was not there. A package without placeholders gets made-up names."
    )
    examples = "Some that did not survive:\n\n" + bullets(lost) if lost else ""
    return Section(f"Placeholders, beam {bench.beam}", (table(rows), note, examples), tuple(rows))


def _survival(
    system: System, way: Way, texts: list[str], bench: Bench
) -> tuple[dict[str, tuple[int, int]], list[tuple[Probe, str]]]:
    """By way of putting them in: how many survived of how many; and those that did not, with what became of them."""
    available = tokens(system.route(way))
    counts, bad = {}, []
    for name in WAYS:
        made = filter(None, (probe(text, name, available) for text in texts))
        probes = list(islice(made, bench.at_most(_EACH)))
        outputs = system.bare((one.text for one in probes), way, bench.beam)
        pairs = list(zip(probes, outputs, strict=True))
        gone = [(one, output) for one, output in pairs if not survived(output, one, available)]
        counts[name] = (len(pairs) - len(gone), len(pairs))
        bad += gone
    return counts, bad


def _shares(kept: int, n: int) -> dict[str, object]:
    low, high = wilson(kept, n)
    return {
        "n": n,
        "survived": kept,
        "share": f"{kept / n:.4f}" if n else "",
        "95 % interval": f"{low:.4f}–{high:.4f}",
    }
