"""JSON that is safe where it is put: in a `<script>` element, on a terminal, on a line of its own."""

from __future__ import annotations

import json
import re

# What `json` leaves as it is and a terminal could obey, or a program that reads lines could take for a line's end; lone
# surrogates cannot be written as UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def in_script(value: object) -> str:
    """Compact JSON that may stand inside a `<script>` element: `&`, `<` and `>` are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def in_line(value: object) -> str:
    """JSON on one line, to be printed: what could disturb a terminal, a reader of lines or UTF-8 is escaped."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def joined(*objects: str) -> str:
    """JSON objects, each `{…}` as text, as one with the keys of all."""
    inside = (text[1:-1].strip() for text in objects)
    return "{" + ", ".join(text for text in inside if text) + "}"
