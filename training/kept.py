"""The last lesson: what the model itself gets right with placeholders, among several tries.

The word aligner finds a pair for a few names only, so the model has seen few sentences with three or four tokens, above
all in Chinese. Here any name, noun or figure of a Russian sentence becomes a token; of the translations that the model
thinks likeliest, the first that keeps every token, and fails in no other way that can be told, is learned.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from localize.detect import FAILURES
from localize.training import corpus
from localize.training.corpus import Pair
from localize.training.placeholders import masked
from localize.translators.vocabulary import PLACEHOLDERS
from training import sources

if TYPE_CHECKING:  # it needs PyTorch
    from training.engine import Engine

_LOCALES = {"en": "en", "zh": "zh-Hans"}
_SHARE = {"en": 0.5, "zh": 1.0}  # of the sentences asked for; Chinese needs more
_BEAM = 5
_LONGEST = 170  # characters: two full cues
_HARD = 3  # how often a sentence is learned that the first try got wrong


def make(pairs: dict[str, list[Pair]], engine: Engine, folder: Path) -> None:
    """Write `en.tsv` and `zh.tsv` into `folder`: Russian with placeholders, and what was kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for target in _LOCALES:
        asked = _asked(pairs, _SHARE[target], random.Random(target))
        rows = []
        for text, tries in zip(asked, engine.hypotheses(asked, target, beam=_BEAM, count=_BEAM), strict=True):
            good = [right(text, one, _LOCALES[target]) for one in tries]
            if any(good):
                rows += [Pair(text, tries[good.index(True)])] * (1 if good[0] else _HARD)
        part = folder / f"{target}.part"
        part.write_text("".join(f"{row.source}\t{row.target}\n" for row in rows), encoding="utf-8")
        part.replace(folder / f"{target}.tsv")


def read(folder: Path, target: str) -> list[Pair]:
    """What `make` wrote for a target language."""
    return list(corpus.read(folder / f"{target}.tsv", "ru", target))


def right(text: str, output: str, locale: str) -> bool:
    """Whether `output` has the tokens of `text`, each as often, and shows no failure that needs no reference."""
    return _tokens(text) == _tokens(output) and not any(
        FAILURES[name](text, output, "ru", locale) for name in ("text.empty", "text.loop", "script.wrong")
    )


def _tokens(text: str) -> Counter[str]:
    return Counter({token: text.count(token) for token in PLACEHOLDERS if token in text})


def _asked(pairs: dict[str, list[Pair]], share: float, chance: random.Random) -> Sequence[str]:
    found: dict[str, None] = {}
    for collection in sources.COLLECTIONS:
        if collection.asked:
            few = [pair.source for pair in sources.direction(pairs, "ru-en", collection.name)]
            for text in chance.sample(few, min(len(few), int(collection.asked * share))):
                if len(text) <= _LONGEST and (asked := masked(text, chance)):
                    found[asked] = None
    return list(found)
