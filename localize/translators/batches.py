"""Which texts go through an engine together: fixed before any is translated, by nothing but the requests.

What stands beside a text in a batch can change its translation, in the last bit of a score (OpenNMT/CTranslate2#693).
So whoever hands out the work fixes the batches first, and the same requests give the same answers from one process,
several, or a cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from localize.translators.base import Request

# Characters of a batch, every text counted as long as the longest, and with it what begins and ends every text. With
# the small packages that is a tenth of a second of one core. A third as much costs 10 % of the speed.
_CHARACTERS = 2400
_EVERY_TEXT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Requests that are alike in all but the text, in order of length; the engine gets them in one call."""

    requests: tuple[Request, ...]

    def __str__(self) -> str:
        first, count = self.requests[0], len(self.requests)
        which = repr(first.text) if count == 1 else f"{count} sentences from {first.text!r} on"
        return f"{which} ({first.source}→{first.target})"


def batches(requests: Iterable[Request]) -> tuple[Batch, ...]:
    """Every request in one batch. The order of `requests` does not matter, nor how often one is repeated."""
    alike: dict[Request, set[Request]] = defaultdict(set)
    for request in requests:
        alike[replace(request, text="", given="given" * bool(request.given))].add(request)
    return tuple(batch for how in sorted(alike, key=_order) for batch in _cut(alike[how]))


def _order(request: Request) -> tuple[str, ...]:
    """What `request` is but its text; any order will do, if it is always the same."""
    return tuple(repr(getattr(request, field.name)) for field in fields(request) if field.name != "text")


def _cut(alike: Iterable[Request]) -> Iterator[Batch]:
    """Texts of like length side by side: short ones do not wait for long ones."""
    batch: list[Request] = []
    for request in sorted(alike, key=lambda request: (len(request.text), request.text, request.given)):
        if batch and (len(batch) + 1) * (len(request.text) + _EVERY_TEXT) > _CHARACTERS:
            yield Batch(requests=tuple(batch))
            batch = []
        batch.append(request)
    yield Batch(requests=tuple(batch))
