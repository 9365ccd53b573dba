"""Raw markup was lost or made up."""

from __future__ import annotations

import re
from collections import Counter

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|\{\\[^{}\n]{1,200}\}")


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """SubRip, WebVTT and ASS tags in the plain text: the same ones, as often, on both sides."""
    wanted, found = Counter(_TAG.findall(source)), Counter(_TAG.findall(target))
    if wanted == found:
        return None
    lost, extra = sorted((wanted - found).elements()), sorted((found - wanted).elements())
    return "; ".join(f"tag {what}: {', '.join(tags)}" for what, tags in (("lost", lost), ("added", extra)) if tags)
