"""Gold line breaks: cues in which a person marked with `|` where the line ends. See the head of each file.

A break is a number of characters before it that are not blank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# Locale tag, file, characters of a line, half-width characters count half.
SETS = {
    "en": ("en.txt", 42, False),
    "ru": ("ru.txt", 42, False),
    "zh-Hans": ("zh-hans.txt", 16, True),
    "zh-Hant-TW": ("zh-hant.txt", 16, True),
}
# A text on one line, a locale, characters of a line, to the text with its lines broken.
Breaker = Callable[[str, str, int], str]


@dataclass(frozen=True, kw_only=True)
class Gold:
    """text: on one line. breaks: where a person ends lines."""

    text: str
    breaks: frozenset[int]


def cues(locale: str) -> list[Gold]:
    """All cues of a locale."""
    lines = (HERE / "gold" / SETS[locale][0]).read_text("utf-8").splitlines()
    return [_gold(line, locale) for line in lines if line.strip() and not line.startswith("#")]


def _gold(line: str, locale: str) -> Gold:
    parts = [part.strip() for part in line.split("|")]
    # Two speakers stand on two lines in any file.
    glue = "\n" if len(parts) == 2 and all(part.startswith("-") for part in parts) else ""
    glue = glue or ("" if locale.startswith("zh") else " ")
    return Gold(text=glue.join(parts), breaks=breaks("\n".join(parts)))


def breaks(text: str) -> frozenset[int]:
    """Where the lines of a text end."""
    found, count = set(), 0
    for char in text:
        if char == "\n":
            found.add(count)
        count += not char.isspace()
    return frozenset(found)


def score(golds: Sequence[Gold], breaker: Breaker, locale: str) -> tuple[float, float, float]:
    """F1 of the breaks; the share of cues broken as by the person; the share of cues within the limits."""
    from localize.layout import fits

    cpl, half = SETS[locale][1:]
    right = said = asked = same = within = 0
    for gold in golds:
        made = breaker(gold.text, locale, cpl)
        found = breaks(made)
        right += len(found & gold.breaks)
        said += len(found)
        asked += len(gold.breaks)
        same += found == gold.breaks
        within += fits(made, cpl=cpl, lines=2, half_width=half)
    return 2 * right / max(said + asked, 1), same / len(golds), within / len(golds)


def ours(text: str, locale: str, cpl: int) -> str:
    """The lines of `localize`."""
    from localize.layout import lay_out

    return lay_out(text, cpl=cpl, lines=2, half_width=SETS[locale][2], language=locale)
