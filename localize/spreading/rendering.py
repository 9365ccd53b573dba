"""The translation of a sentence, with what is known of which of its words stand for which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from localize.alignment import Links, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """text: on one line. links: between its words and those of the sentence.

    marked: letters and digits up to the end of each cue but the last, where the engine itself said so.
    """

    text: str
    marked: tuple[int, ...] = ()
    links: Links = ()

    def owners(self, parts: Sequence[str]) -> tuple[int | None, ...]:
        """For each word the part of the sentence that holds what it stands for, None if that is not known."""
        if len(self.marked) == len(parts) - 1 > 0:
            sizes = (sum(map(str.isalnum, self.text[start:end])) for start, end in words(self.text))
            return tuple(bisect_right(self.marked, before) for before in list(accumulate(sizes, initial=0))[:-1])
        places = [number for number, part in enumerate(parts) for _ in words(part)]
        behind = {other: places[one] for one, other in self.links if one < len(places)}
        return tuple(behind.get(number) for number in range(len(words(self.text))))


# A word of a sentence, or of its translation: which part holds it, and where in that part it stands.
Placed = tuple[int, int, int]


def placed(parts: Iterable[str]) -> list[Placed]:
    """The words of all parts, in order."""
    return [(number, start, end) for number, part in enumerate(parts) for start, end in words(part)]
