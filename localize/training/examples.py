"""From pairs to what the network learns from: aligned once, varied anew in every pass, encoded."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from localize.training import alignment, tokens
from localize.training.corpus import Pair
from localize.training.variants import Sentence, vary
from localize.training.words import words

LONGEST = 90  # pieces of a side; a sentence of subtitles has under 40
_SLICE = 100_000  # pairs aligned at a time, for memory's sake


class Example(NamedTuple):
    """Piece ids of a source and of its translation, without begin and end. prefix: target ids that are given."""

    source: list[int]
    target: list[int]
    prefix: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Sentences of one origin. weight: how often each is met in a pass; made: the source side is a machine's.

    varied: each time in another variant; else always as it is.
    """

    sentences: Sequence[Sentence]
    weight: float = 1.0
    made: bool = False
    varied: bool = True


def aligned(pairs: Sequence[Pair], languages: tuple[str, str], *, in_order: bool = True) -> list[Sentence]:
    """The pairs with their word links and usual length. in_order: each goes on where the one before it ended."""
    if not pairs:
        return []
    low, _, high = statistics.quantiles([len(pair.target) / len(pair.source) for pair in pairs] * 2, n=4)
    found = []
    for start in range(0, len(pairs), _SLICE):
        few = pairs[start : start + _SLICE]
        left, right = (
            [words(text, language) for text in texts]
            for texts, language in zip(zip(*few, strict=True), languages, strict=True)
        )
        for number, linked in enumerate(alignment.links(left, right)):
            found.append(
                Sentence(
                    pair=few[number],
                    languages=languages,
                    linked=tuple((left[number][one], right[number][other]) for one, other in linked),
                    following=few[number + 1] if in_order and number + 1 < len(few) else None,
                    usual=(low, high),
                )
            )
    return found


def encoded(pairs: Sequence[Pair], target: str, processor: Any) -> list[Example]:
    """Piece ids of each pair that is neither empty nor too long, the target behind its language tag."""
    tag = processor.piece_to_id(tokens.TARGETS[target])
    sides = (processor.encode([pair[side] for pair in pairs]) for side in (0, 1))
    return [
        Example(one, [tag, *other], 1)
        for one, other in zip(*sides, strict=True)
        if 0 < len(one) < LONGEST and 0 < len(other) < LONGEST
    ]


def mixed(sources: Iterable[Source], processor: Any, seed: int) -> list[Example]:
    """The examples of one pass: every source as often as its weight says, each sentence in a variant."""
    chance = random.Random(seed)
    found: list[Example] = []
    for source in sources:
        whole, part = divmod(source.weight, 1)
        chosen = [*source.sentences] * int(whole) + chance.sample(source.sentences, int(part * len(source.sentences)))
        pairs = []
        for sentence in chosen:
            pair = vary(sentence, chance) if source.varied else sentence.pair
            # Half of what a machine made is marked as such: the model learns its words without trusting its grammar.
            if source.made and chance.random() < 0.5:
                pair = Pair(f"{tokens.SYNTHETIC} {pair.source}", pair.target)
            pairs.append(pair)
        if pairs:
            found += encoded(pairs, chosen[0].languages[1], processor)
    return found
