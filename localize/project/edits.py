"""What a person did to an output since the program wrote it.

Cues are compared by text, tags and times. The number of a cue, its place in the file, encoding, byte order mark, line
ends, blanks at line ends and blank lines are no work of a person. The file is taken to be one that was read: whether
an empty or unreadable file is one that a person emptied, is for the caller to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from localize.formats import FORMATS
from localize.model import Document
from localize.project.doubts import conflict, doubt, is_doubtful
from localize.project.found import Deed, Found, Place, Unclear
from localize.project.groups import connected
from localize.project.places import by_people, in_time
from localize.project.rivals import held
from localize.project.same import same_text, same_times
from localize.project.values import Record, Row, as_cue, recorded
from localize.text.markup import Dialect
from localize.versions import Change, Link, align
from localize.versions.place import Places


@dataclass(frozen=True, slots=True)
class _Became:
    """Rows, the cues on disk that they became, and what was done to them."""

    rows: tuple[Row, ...]
    now: tuple[Record, ...]
    deeds: tuple[Deed, ...]


def compare(rows: Sequence[Row], disk: Document, form: str, *, mixed: bool = False) -> Found | Unclear:
    """What became of `rows`, the cues as last written, in `disk`, the file as it is now.

    form: the format they were written in, one of `FORMATS`. mixed: they are of several versions; a cue that equals one
    of any version is the program's, and a person's that is not in the file may never have been in it: it is not taken
    to be deleted.
    """
    if line := conflict(disk):
        return Unclear(why=f"line {line} is a marker of a git conflict")
    if FORMATS[disk.facts.format] is not FORMATS[form]:
        return Unclear(why=f"it was written as {FORMATS[form].TITLE} and is {FORMATS[disk.facts.format].TITLE} now")
    dialect, step_ms = FORMATS[form].DIALECT, FORMATS[form].STEP_MS
    now = {cue.id: recorded(cue, dialect) for cue in disk.cues}
    version = held(rows, now.values(), dialect, step_ms)
    was = {row.id: row for row in version.rows}
    found = align([as_cue(row, dialect) for row in version.rows], disk.cues)
    if doubtful := [link for link in found.links if is_doubtful(link)]:
        return Unclear(why=doubt(doubtful, version.rows, disk))
    links = []
    for link in found.links:
        olds, news = tuple(was[one] for one in link.old), tuple(now[one] for one in link.new)
        deeds = tuple(_deeds(link, olds, news, dialect, step_ms))
        settled = not deeds and not version.disputed.isdisjoint(link.old)
        links.append(_Became(olds, news, (Deed.SETTLED,) if settled else deeds))
    places = [place for place in _places(links, Places(found.stretches)) if not (mixed and _is_missing(place))]
    return Found(
        places=tuple(place for place in places if not _is_only_retimed(place)),
        retimed=tuple(place for place in places if _is_only_retimed(place)),
        rows=version.rows,
        stretches=found.stretches,
        mixed=mixed,
    )


def _deeds(link: Link, rows: Sequence[Row], now: Sequence[Record], dialect: Dialect, step_ms: int) -> Iterator[Deed]:
    """What was done to the cues of one link; nothing if they are as they were."""
    if not rows or not now:
        yield Deed.DELETED if rows else Deed.ADDED
        return
    if len(rows) != len(now):
        yield Deed.SPLIT if len(now) > 1 else Deed.MERGED
        return
    (row,), (cue,) = rows, now
    if link.reworded:
        yield Deed.REWORDED
    elif not same_text(row.text, cue.text, dialect):
        yield Deed.RESTYLED
    if not same_times((row.start_ms, row.end_ms), (cue.start_ms, cue.end_ms), step_ms):
        own = {Change.RETIMED: Deed.RETIMED, Change.RETIMED_AND_REWORDED: Deed.RETIMED, Change.MOVED: Deed.MOVED}
        yield own.get(link.change, Deed.SHIFTED)


def _places(links: Sequence[_Became], times: Places) -> Iterator[Place]:
    """The places where something was done: links that share source cues, or what is gone and what is there instead."""
    bonds = [{f"source {one}" for row in link.rows for one in row.of} for link in links]
    for gone, new in _instead(links, times):
        bonds[gone].add(f"instead {gone}")
        bonds[new].add(f"instead {gone}")
    for group in connected(bonds):
        deeds = tuple(dict.fromkeys(chain.from_iterable(links[number].deeds for number in group)))
        if {Deed.DELETED, Deed.ADDED} <= set(deeds):  # one in place of the other
            deeds = (Deed.REWORDED, Deed.RETIMED)
        if deeds:
            rows = in_time(chain.from_iterable(links[number].rows for number in group))
            now = in_time(chain.from_iterable(links[number].now for number in group))
            yield Place(rows=tuple(rows), now=tuple(now), deeds=deeds)


def _instead(links: Sequence[_Became], times: Places) -> Iterator[tuple[int, int]]:
    """Links of a row that is gone and of a new cue that is on screen for half of its time, or for half of its own."""
    new = sorted(
        (link.now[0].start_ms, link.now[0].end_ms, number) for number, link in enumerate(links) if not link.rows
    )
    longest = max((end - start for start, end, _ in new), default=0)
    for gone, link in enumerate(links):
        if not link.now:
            row = link.rows[0]
            for start, end in times.of(row.start_ms, row.end_ms) or ((row.start_ms, row.end_ms),):
                first = bisect_left(new, (start - longest,))
                for begin, until, number in new[first : bisect_left(new, (end,))]:
                    both = min(end, until) - max(start, begin)
                    if both > 0 and 2 * both >= min(end - start, until - begin):
                        yield gone, number


def _is_missing(place: Place) -> bool:
    return place.deeds == (Deed.DELETED,) and all(map(by_people, place.rows))


def _is_only_retimed(place: Place) -> bool:
    ours = not any(map(by_people, place.rows))
    return ours and place.deeds == (Deed.SHIFTED,) and len(place.rows) == len(place.now)
