"""Links out of the attention that a model pays to the source while it writes, or is led through, a translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from localize.alignment.links import Links, words

# A word that spreads its attention wider than this share for one is linked to none (`benchmarks/spreading.py`).
_CERTAIN = 0.6


def links(
    source: str, target: str, pieces: tuple[Sequence[str], Sequence[str]], paid: Sequence[Sequence[float]]
) -> Links:
    """For each word of `target` the word of `source` that it stands for, if that can be told.

    pieces: what the tokenizer cut source and target into. paid: a row for each target piece with a weight for each
    source piece; what goes to marks or to the end of the sentence is left over and tells nothing. Pieces are found in
    the texts by their letters and digits; where a tokenizer changed those there are no links.
    """
    behind, within = (_pieces_of(text, few) for text, few in zip((source, target), pieces, strict=True))
    if behind is None or within is None or len(paid) < len(pieces[1]):
        return ()
    found = []
    for number, own in enumerate(within):
        weights = [
            sum(times * share * paid[row][piece] for row, times in own.items() for piece, share in one.items())
            for one in behind
        ]
        best = max(range(len(weights)), key=weights.__getitem__, default=0)
        if weights and weights[best] > _CERTAIN * sum(weights):
            found.append((best, number))
    return tuple(found)


def coverage(source_pieces: Sequence[str], paid: Sequence[Sequence[float]]) -> float:
    """The share of the source, by letters and digits, that was looked at: 1 if every piece had a whole look."""
    sizes = [sum(map(str.isalnum, piece)) for piece in source_pieces]
    looks = (min(1.0, sum(row[number] for row in paid)) for number in range(len(source_pieces)))
    return sum(size * look for size, look in zip(sizes, looks, strict=True)) / max(sum(sizes), 1)


def _pieces_of(text: str, pieces: Sequence[str]) -> list[dict[int, float]] | None:
    """For each word the pieces that hold its letters, and which part of each; None if the letters are not the same."""
    owners = [number for number, piece in enumerate(pieces) for char in piece if char.isalnum()]
    sizes = Counter(owners)
    found, at = [], 0
    for start, end in words(text):
        size = sum(map(str.isalnum, text[start:end]))
        found.append({piece: count / sizes[piece] for piece, count in Counter(owners[at : at + size]).items()})
        at += size
    return found if at == len(owners) else None
