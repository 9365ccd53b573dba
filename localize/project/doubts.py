"""Why it cannot be told what a person did to a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from localize.formats.base import LINE
from localize.model import Document
from localize.project.values import Record
from localize.timecode import clock
from localize.versions import Certainty, Change, Link

_CONFLICT = re.compile(r"(?:<{7,}|\|{7,}|>{7,})(?:[ \r\n]|\Z)")
_NAMED = 5  # cues in a message


def conflict(document: Document) -> int | None:
    """The first line of the file that is a marker of a git conflict, 1-based."""
    pieces = (part for cue in document.cues for part in (cue.payload.before, cue.payload.head, cue.payload.raw))
    text = "".join((*pieces, document.facts.tail))
    return next((number for number, line in enumerate(LINE.findall(text), 1) if _CONFLICT.match(line)), None)


def is_doubtful(link: Link) -> bool:
    """Whether nothing should be built on `link`. Equal words are equal, whichever cue they belong to."""
    alone = link.change in (Change.ADDED, Change.DROPPED)
    return link.certainty is Certainty.UNKNOWN and (link.reworded or alone)


def doubt(links: Sequence[Link], was: Sequence[Record], disk: Document) -> str:
    """A clause that names the cues of `links`: those of `disk` by their numbers, those that are gone as they were."""
    now = [
        (cue.start_ms, f"cue {disk.numbers[cue.id]}") for link in links for cue in map(disk.by_id.get, link.new) if cue
    ]
    gone = {one for link in links if not link.new for one in link.old}
    then = [(cue.start_ms, f"cue {number} as it was") for number, cue in enumerate(was, 1) if cue.id in gone]
    named = [f"{name} ({clock(start)})" for start, name in sorted((*now, *then))]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return f"it cannot be told what was changed, added or deleted at {', '.join(named[:_NAMED])}{more}"
