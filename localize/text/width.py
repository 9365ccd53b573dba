"""How many characters a text counts: the measure behind characters per line and characters per second.

Chinese delivery guides count half-width characters 0.5 (Netflix Timed Text Style Guides for Simplified and Traditional
Chinese: Latin letters, digits and half-width marks 0.5, everything else 1); all others count every character 1.
"""

from __future__ import annotations

import re
import unicodedata

# Combining marks, format and control characters, line and paragraph separators.
_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc", "Zl", "Zp"})
_FLAG = "\U0001f1e6-\U0001f1ff"
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_CLUSTER = re.compile(
    f"[{_FLAG}]{{2}}"  # two regional indicators
    "|[0-9#*]\ufe0f?\u20e3"  # keycap
    f"|[{_PICTURE}](?:[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d[{_PICTURE}])+"
)
_ONE_PICTURE = "\U0001f600"
# U+22EF is the Chinese ellipsis in the examples of the Netflix guides; Unicode calls it neutral.
_FULL_WIDTH_THOUGH_NEUTRAL = "\u22ef"


class _Table(dict[str, float]):
    """Width by character, filled as characters are met."""

    def __init__(self, half: float) -> None:
        super().__init__()
        self._half = half

    def __missing__(self, char: str) -> float:
        full = 1.0 if _is_full_width(char) else self._half
        self[char] = 0.0 if unicodedata.category(char) in _INVISIBLE else full
        return self[char]


def _is_full_width(char: str) -> bool:
    """Ambiguous marks (“ ” … · —) are full-width in Chinese type; ambiguous letters (Cyrillic, é) are not."""
    width = unicodedata.east_asian_width(char)
    return width in "WF" or (width == "A" and not char.isalpha()) or char in _FULL_WIDTH_THOUGH_NEUTRAL


_EACH_ONE = _Table(1.0)
_HALF_WIDTH = _Table(0.5)


def visible(text: str, *, half_width: bool) -> float:
    """Visible characters of `text`: spaces and marks count, line breaks do not.

    half_width: half-width characters count 0.5, as Chinese guides want. Combining marks, zero-width and control
    characters count 0; a cluster of emoji joined into one picture counts 1.
    """
    if not text.isascii():
        text = _CLUSTER.sub(_ONE_PICTURE, text)
    return sum(map((_HALF_WIDTH if half_width else _EACH_ONE).__getitem__, text), 0.0)
