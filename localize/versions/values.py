"""What `align` finds, as frozen values: links between cues, and the stretches of the time map."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from localize.timecode import scaled


class Change(StrEnum):
    """What became of cues.

    Words: a cue is reworded if its plain text differs, be it by a comma or a capital; markup, line breaks and blanks at
    line ends are no words. Times: a cue is retimed if it does not stand where the time map puts it, so that a file
    shifted as a whole holds no retimed cue. A moved cue stands before others that it stood behind, or the reverse.
    """

    SAME = "same"
    RETIMED = "retimed"
    REWORDED = "reworded"
    RETIMED_AND_REWORDED = "retimed-and-reworded"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"


class Certainty(StrEnum):
    """How much better a link explains both versions than the best account without it.

    CERTAIN: nothing else comes near. PROBABLE: the best account, with another that is not absurd; where only the times
    tell, it is never more than this. UNKNOWN: another account is as good, so nothing should be built on the link; an
    unknown dropped cue may live on in a cue near it, an unknown added cue may be an old one.
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Cues that are the same before and after: ids of the old version and of the new.

    One to one, but for SPLIT (one to 2–4), MERGED (2–4 to one), ADDED (none to one) and DROPPED (one to none).
    reworded: whether the words differ, for SPLIT, MERGED and MOVED too; in the first two without marks and capitals.
    """

    change: Change
    certainty: Certainty
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    reworded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Old times from start_ms to end_ms, both the starts of cues, became `ratio` times the old one, plus offset_ms.

    rates: old and new frames a second, where the ratio is that of a known pair. rounding_ms: how far the times of cues
    that nobody retimed may be off, since the tool knows only hundredths of a second or whole frames.
    """

    start_ms: int
    end_ms: int
    ratio: Fraction
    offset_ms: int
    rates: tuple[Fraction, Fraction] | None = None
    rounding_ms: int = 1

    def at(self, ms: int) -> int:
        """The new time, in ms, of the old time `ms`."""
        return scaled(ms, self.ratio) + self.offset_ms


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """Every cue of both versions stands in exactly one link.

    links: in the order in which the old cues appear, by time; then the added ones, by time. stretches: the time map, in
    order of old time; between two stretches it is open which one holds. None if the times tell nothing.
    """

    links: tuple[Link, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @cached_property
    def of_old(self) -> dict[str, Link]:
        """The link of every old cue, by id."""
        return {cue_id: link for link in self.links for cue_id in link.old}

    @cached_property
    def of_new(self) -> dict[str, Link]:
        """The link of every new cue, by id."""
        return {cue_id: link for link in self.links for cue_id in link.new}

    @cached_property
    def unknown(self) -> tuple[Link, ...]:
        """The links that nothing should be built on."""
        return tuple(link for link in self.links if link.certainty is Certainty.UNKNOWN)
