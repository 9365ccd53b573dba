"""What a person did to an output, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from localize.project.values import Record, Row
from localize.versions import Stretch


class Deed(StrEnum):
    """What was done to cues. Restyled: other tags, line breaks or blanks. Shifted: the times of the whole file were
    changed, and these with them. Settled: of what two people wrote, this was kept.
    """

    REWORDED = "reworded"
    RESTYLED = "restyled"
    RETIMED = "retimed"
    SHIFTED = "shifted"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a person changed. rows: as last written, none if added; now: the cues there, none if deleted.

    Both in order of time. `rows` are all that stand for the same source cues, be they changed or not; ids in `now` are
    those of the file on disk, which mean nothing elsewhere.
    """

    rows: tuple[Row, ...]
    now: tuple[Record, ...]
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a person did; nothing if `places` and `retimed` are empty.

    places: what is a person's now. retimed: where only the times are, since the whole file was retimed; the text is
    still the program's, as many cues as before. rows: those that the file was made of. stretches: how the file's times
    became what they are. mixed: which of several versions the person had is open.
    """

    places: tuple[Place, ...]
    retimed: tuple[Place, ...]
    rows: tuple[Row, ...]
    stretches: tuple[Stretch, ...]
    mixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """It cannot be told what a person did, so the file must stay as it is. why: a clause, without the file's name."""

    why: str
