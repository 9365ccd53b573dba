"""What a person made of a place around cues, and how it is laid over what the program has there.

A remark says which pieces stood at the place, by their marks, and which do now. So remarks of two people on one place
are both laid: what either added is there, what either took away is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain

from localize.project.values import Record, digest


class Where(StrEnum):
    """At the top of the file, above its first cue; above another cue; below the last."""

    TOP = "top"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person made of a place around cues.

    where, cue, part: `Where.ABOVE` it is above the `part`th (from 0) of the output's cues that stand for the source cue
    `cue`, or above `cue`, which a person added. now: the pieces that the person left, see `formats.asides`. was: marks
    of those that stood there before; None if that is not known, and then nothing else holds there. when: UTC,
    `2026-01-31T09:30:00Z`.
    """

    where: Where
    now: tuple[str, ...]
    when: str
    was: tuple[str, ...] | None = None
    cue: Record | None = None
    part: int = 0

    def __post_init__(self) -> None:
        if (self.where is Where.ABOVE) is (self.cue is None):
            raise ValueError(f"{self.where} {self.cue}: what is above a cue, and nothing else, needs one")


def marks(pieces: Iterable[str]) -> tuple[str, ...]:
    """What pieces are known by: blank lines above them do not count."""
    return tuple(digest(piece.lstrip("\n")) for piece in pieces)


def laid(remark: Remark, pieces: Sequence[str]) -> tuple[str, ...]:
    """`pieces`, what stands at the place of `remark` otherwise, as that person would have it.

    What is there already is not added again, so a remark may be laid twice.
    """
    if remark.was is None or marks(pieces) == remark.was:
        return remark.now
    found = _Found(pieces)
    now = marks(remark.now)
    opcodes = SequenceMatcher(None, remark.was, now, autojunk=False).get_opcodes()
    changes = [(was, slice(new, end)) for what, *was, new, end in opcodes if what != "equal"]
    holes = [found.take(remark.was[old:end]) for (old, end), _ in changes]
    for hole, (_, new) in zip(holes, changes, strict=True):
        found.put(remark.now[new], hole, now[: new.start], now[new.stop :])
    return tuple(piece for piece in found.pieces if piece)


class _Found:
    """Pieces that are taken and put. Where some were taken a hole stays, an empty piece that is known by its number."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = list(pieces)
        self._marks = list(marks(pieces))

    def take(self, run: Sequence[str]) -> str:
        """Take the pieces of `run`; the mark of the hole, empty if none of them was there."""
        places = self._whole(run) or sorted({self._marks.index(one) for one in run if one in self._marks})
        for place in reversed(places):
            del self.pieces[place], self._marks[place]
        if not places:
            return ""
        hole = f"hole {len(self._marks)} {sum(not piece for piece in self.pieces)}"
        self.pieces.insert(places[0], "")
        self._marks.insert(places[0], hole)
        return hole

    def put(self, pieces: Sequence[str], hole: str, above: Sequence[str], below: Sequence[str]) -> None:
        """Put `pieces` into a hole or, if there is none, between pieces with these marks, as far as they are there."""
        run = marks(pieces)
        if self._whole(run) or not run:
            return
        self.take(run)
        place = self._marks.index(hole) if hole else self._between(above, below)
        self.pieces[place:place] = pieces
        self._marks[place:place] = run

    def _between(self, above: Sequence[str], below: Sequence[str]) -> int:
        """The place below the last of `above`, else above the first of `below`, else the end."""
        last = (self._marks.index(one) + 1 for one in reversed(above) if one in self._marks)
        first = (self._marks.index(one) for one in below if one in self._marks)
        return next(chain(last, first), len(self._marks))

    def _whole(self, run: Sequence[str]) -> range | None:
        """Where `run` stands without a gap, None if it does not."""
        for place in range(len(self._marks) - len(run) + 1 if run else 0):
            if tuple(self._marks[place : place + len(run)]) == tuple(run):
                return range(place, place + len(run))
        return None
