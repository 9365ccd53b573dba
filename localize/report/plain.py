"""Text made fit to be shown: no control character reaches a terminal or a page, no log is cut at 80 columns."""

from __future__ import annotations

import re
from typing import TextIO

# C0 and C1 controls but for the line feed, bidirectional overrides and isolates (they reorder what stands beside
# them), and lone surrogates (they cannot be written as UTF-8).
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_UNCUT = 200  # columns, where nobody looks at a terminal


def columns(stream: TextIO) -> int | None:
    """The width of what is printed to `stream`: None for that of the terminal, else enough for a finding a line."""
    return None if stream.isatty() else _UNCUT


def shown(text: str) -> str:
    """`text` with every control character written out, as `<U+001B>`. Line feeds stay."""
    return _CONTROL.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
