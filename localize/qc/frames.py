"""Limits in frames or in seconds of time code, in milliseconds."""

from __future__ import annotations

import math
from fractions import Fraction


def length_ms(frames: float, rate: Fraction) -> Fraction:
    """How long `frames` last at `rate` frames a second, exact: two at 24 are 83 1/3 ms."""
    return Fraction(frames) * 1000 / rate


def longest_ms(limit: float, rate: Fraction | None) -> float:
    """The longest time on screen, in ms, where a guide says `limit` ms.

    Guides give it in seconds of time code, which run slow at NTSC rates: 7 seconds at 23.976 are 168 frames, so 7007 ms
    (Pixelogic, Chinese (Simplified) PRC, prints both). Without a frame rate it is the plain figure.
    """
    return math.ceil(Fraction(limit) * round(rate) / rate) if rate else limit
