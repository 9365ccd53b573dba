"""An address, a path, an @name or a hashtag was lost."""

from __future__ import annotations

from collections import Counter

from localize.text.verbatim import addresses


def check(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Addresses of the source that do not stand in the target, letter for letter and as often."""
    shown = target.casefold()
    wanted = Counter(addresses(source))
    gone = [address for address, count in wanted.items() if shown.count(address.casefold()) < count]
    return f"lost {', '.join(gone)}" if gone else None
