"""Text from files made fit to be shown: no control character reaches a terminal or a page."""

from __future__ import annotations

import re

# C0 and C1 controls but for the line feed, bidirectional overrides and isolates (they reorder what stands beside
# them), and lone surrogates (they cannot be written as UTF-8).
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """`text` with every control character written out, as `<U+001B>`. Line feeds stay."""
    return _CONTROL.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
