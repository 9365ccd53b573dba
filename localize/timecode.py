"""Milliseconds to text and back, and frame rates: the only place where a time is rounded.

Times are `int` milliseconds everywhere. Frames need an explicit frame rate: there is no default, since a gap of two
frames is 80 ms at 25 frames a second and 83 ms at 24.
"""

from __future__ import annotations

import re
from fractions import Fraction

# Up to 1000, as a decimal ("23.976") or a fraction ("24000/1001").
FRAME_RATE = r"^(?:[1-9][0-9]{0,2}(?:\.[0-9]{1,18})?|[1-9][0-9]{0,5}/[1-9][0-9]{0,3})$"

# Nominal rates that stand for an NTSC fraction.
_NTSC = {"23.976": Fraction(24000, 1001), "23.98": Fraction(24000, 1001), "29.97": Fraction(30000, 1001),
         "59.94": Fraction(60000, 1001)}  # fmt: skip


def frame_rate(value: float | int | str) -> Fraction:
    """Frames a second, exact; 23.976, 29.97 and 59.94 mean the NTSC rates. Raises ValueError for anything else."""
    text = str(value)
    if not re.fullmatch(FRAME_RATE, text):
        raise ValueError(f"{text[:20]!r} is no frame rate; write frames a second, such as 25 or 23.976")
    return _NTSC.get(text) or Fraction(text)


def fraction_to_ms(digits: str) -> int:
    """Milliseconds of a decimal fraction: "5", "50" and "500" are all 500; digits past the third are cut."""
    return int((digits + "000")[:3])


def scaled(ms: int, ratio: Fraction) -> int:
    """`ms` times `ratio`, rounded to the nearest millisecond."""
    return (2 * ms * ratio.numerator + ratio.denominator) // (2 * ratio.denominator)


def clock(ms: int, *, mark: str = ",", hours: int = 2, places: int = 3) -> str:
    """`ms` as H:MM:SS with `hours` digits at least for the hours and `places` decimals after `mark`.

    Two decimals (ASS) are rounded to the nearest centisecond. A negative time keeps its minus sign.
    """
    step = 10 ** (3 - places)
    units = (abs(ms) + step // 2) // step
    seconds, part = divmod(units, 10**places)
    sign = "-" if ms < 0 else ""
    return f"{sign}{seconds // 3600:0{hours}d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{part:0{places}d}"
