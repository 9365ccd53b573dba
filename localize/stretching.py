"""Time that cues borrow: where a text cannot be read in its time, the cue stays on screen into the silence after it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate

from localize.formats import FORMATS
from localize.model import Cue, Document, Finding, Maker, Severity
from localize.qc.frames import length_ms, longest_ms
from localize.qc.profile import Profile
from localize.qc.rule import BESIDE_DIALOGUE
from localize.text.width import visible

_RULE = "timing.extended"
_BY_PEOPLE = frozenset({Maker.HUMAN, Maker.APPROVED})
# For a profile that states no gap: what every guide in `qc/profiles` does (Netflix, Timed Text Style Guide: Subtitle
# Timing Guidelines; Pixelogic, Chinese).
_GAP_FRAMES = 2.0
# Frames a second if nobody said: film, where two frames are 83 ms, as at 23.976; at any higher rate they are less.
_FILM = Fraction(24)


def stretched(
    document: Document, profile: Profile, frame_rate: Fraction | None, held: Collection[str] = ()
) -> Document:
    """`document`, where cues that are over the profile's `layout.cps` end later, no later than it takes to keep to it.

    An end comes no nearer to the start of the next cue, of whichever kind, than `timing.gap`, and no cue lasts longer
    than `timing.max-duration`; what cannot be reached goes as far as that. Left alone are cues that people wrote, those
    in another language, on-screen text and drawings, cues that overlap others, and those with the ids `held`. Each one
    that lasts longer has a finding with the ms added. Raises ValueError for a profile without reading speed.
    """
    limits = _Limits.of(profile, frame_rate, FORMATS[document.facts.format].STEP_MS)
    ends, findings = {}, []
    for cue, next_ms in _free(document.cues):
        foreign = cue.language not in (None, document.language)
        if foreign or cue.id in held or cue.provenance.maker in _BY_PEOPLE:
            continue
        end = limits.end(cue, next_ms)
        if end > cue.end_ms:
            ends[cue.id] = end
            findings.append(limits.finding(cue, end))
    if not ends:
        return document
    cues = (replace(cue, end_ms=ends[cue.id]) if cue.id in ends else cue for cue in document.cues)
    return document.with_cues(cues).with_findings(findings)


def _free(cues: Sequence[Cue]) -> Iterator[tuple[Cue, float]]:
    """The cues that may end later, in order of the file, and when the next cue starts, in ms; infinite after the last.

    On-screen text and drawings stand elsewhere on the picture: they may be there already, but what begins after a cue's
    end is the next cue, whatever it is.
    """
    starts = sorted(cue.start_ms for cue in cues)
    shown = sorted((cue.start_ms, cue.end_ms) for cue in cues if cue.kind not in BESIDE_DIALOGUE)
    begins = [start for start, _ in shown]
    until = [-math.inf, *accumulate((float(end) for _, end in shown), max)]
    for cue in cues:
        if cue.kind in BESIDE_DIALOGUE or cue.duration_ms <= 0:
            continue
        first = bisect_left(begins, cue.start_ms)
        alone = bisect_left(begins, cue.end_ms) - first == 1 and until[first] <= cue.start_ms
        if alone:
            place = bisect_left(starts, cue.end_ms)
            yield cue, starts[place] if place < len(starts) else math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """cps: characters a second. gap_ms: between a cue and the next. longest_ms: on screen. step_ms: of the format."""

    cps: float
    half_width: bool
    gap_ms: int
    longest_ms: float
    step_ms: int
    source: str

    @classmethod
    def of(cls, profile: Profile, rate: Fraction | None, step_ms: int) -> _Limits:
        speed, gap, longest = map(profile.limit, ("layout.cps", "timing.gap", "timing.max-duration"))
        if not speed:
            raise ValueError(f"profile {profile.name} was not checked by wire()")
        return cls(
            cps=speed.value,
            half_width=profile.half_width,
            gap_ms=round(length_ms(gap.value if gap else _GAP_FRAMES, rate or _FILM)),
            longest_ms=longest_ms(longest.value, rate) if longest else math.inf,
            step_ms=step_ms,
            source=speed.source,
        )

    def end(self, cue: Cue, next_ms: float) -> int:
        """When `cue` should end, in ms: as soon as it can be read, or as late as there is room. Times of a format that
        has coarser ones are met: what it takes is rounded up, what there is down.
        """
        room = min(cue.start_ms + self.longest_ms, next_ms - self.gap_ms)
        return int(min(self._read(cue), room)) // self.step_ms * self.step_ms

    def finding(self, cue: Cue, end: int) -> Finding:
        """What is told of `cue`, which ends at `end` ms now."""
        added, missing = end - cue.end_ms, self._read(cue) - end
        why = f"which is all there is: {missing} ms too few for it" if missing > 0 else "so that it can be read"
        return Finding(
            rule=_RULE,
            severity=Severity.INFO,
            message=f"ends {added} ms later, {why} at {self.cps:g} characters a second",
            cue_id=cue.id,
            value=added,
            source=self.source,
        )

    def _read(self, cue: Cue) -> int:
        """The first end, in ms, at which `cue` is within the limit."""
        characters = Fraction(visible(cue.text, half_width=self.half_width))
        end = cue.start_ms + math.ceil(characters * 1000 / Fraction(self.cps))
        return -(-end // self.step_ms) * self.step_ms
