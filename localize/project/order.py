"""Cues in their order in the file, with what a format keeps around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from localize.formats.base import LINE, LINE_ENDS
from localize.model import Cue, Document, Payload
from localize.text.markup import Dialect

_NUMBER = re.compile(r"[0-9]{1,9}(?=[ \t]*[\r\n])")


def arranged(cues: Sequence[Cue], untimed: Collection[str], source: Document) -> tuple[Cue, ...]:
    """`cues` in order of time, but that those with the ids `untimed` keep their order: a file may be out of order.

    What stands above the first cue of `source` stays at the top, and if the source is numbered, so are the cues.
    """
    latest = None
    keys = []
    for cue in cues:
        key = cue.start_ms
        if cue.id in untimed:
            key = latest = key if latest is None else max(key, latest)
        keys.append(key)
    ordered = [cues[place] for place in sorted(range(len(cues)), key=keys.__getitem__)]
    return tuple(_numbered(_with_top(ordered, source), source))


def further(cue: Cue, dialect: Dialect) -> Payload:
    """The payload of another cue made of `cue`: its fields or settings, but not what names it."""
    if dialect is Dialect.ASS:
        return Payload(head=cue.payload.head)
    times = [line for line in LINE.findall(cue.payload.head) if "-->" in line]
    return Payload(head=times[-1]) if dialect is Dialect.VTT and times else Payload()


def _with_top(cues: list[Cue], source: Document) -> list[Cue]:
    first = source.cues[0].id if source.cues else ""
    places = [place for place, cue in enumerate(cues) if cue.id == first]
    if not places or places == [0]:
        return cues
    top, rest = cues[0].payload, cues[places[0]].payload
    cues[0] = replace(cues[0], payload=replace(top, before=rest.before + top.before.lstrip(LINE_ENDS)))
    cues[places[0]] = replace(cues[places[0]], payload=replace(rest, before=""))
    return cues


def _numbered(cues: list[Cue], source: Document) -> list[Cue]:
    """Numbers in order, if those of the source are and other cues are there now."""
    numbers = [_NUMBER.match(cue.payload.head) for cue in source.cues]
    if source.facts.format != "srt" or [cue.id for cue in cues] == [cue.id for cue in source.cues]:
        return cues
    first = int(numbers[0][0]) if numbers and numbers[0] else 0
    if any(match is None or int(match[0]) != first + place for place, match in enumerate(numbers)):
        return cues
    return [
        replace(cue, payload=replace(cue.payload, head=_NUMBER.sub(str(number), cue.payload.head, count=1)))
        for number, cue in enumerate(cues, first)
    ]
