"""Where the cues of an older source are in a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from localize.formats import FORMATS
from localize.model import Document
from localize.project.values import Record, as_cue
from localize.versions import Certainty, Change, Link, align
from localize.versions.costs import LONG
from localize.versions.wording import wording

Homes = Mapping[str, Link]

DROPPED = "its line is not in the new source"
UNKNOWN = "it cannot be told which line of the new source is its own"
MERGED = "its line was merged with another one"
PARTED = "its lines stand in different places now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """old: the source cues, as they were, that have a home; new: their cues now, in order of time."""

    old: tuple[Record, ...]
    new: tuple[str, ...]


def homes(old: Sequence[Record], strays: Iterable[Record], new: Document) -> Homes:
    """The link of every older cue, by id.

    old: one version of the source, whole. strays: cues of any others. A stray that did not stay as it is, is compared
    without its neighbours: it has a home only if many were, so that their times tell, or if its words are enough.
    """
    kept = {cue.id: _stays(cue.id) for cue in new.cues}
    dialect = FORMATS[new.facts.format].DIALECT
    known = {record.id: record for record in old}
    others = {record.id: record for record in strays if record.id not in known}
    found = {one: kept[one] for one in others if one in kept}
    if known.keys() <= kept.keys():
        found |= {one: kept[one] for one in known}
    else:
        alignment = align([as_cue(record, dialect) for record in known.values()], new.cues)
        for one, link in alignment.of_old.items():
            found[one] = kept[one] if link.certainty is Certainty.UNKNOWN and one in kept else link
    alone = [as_cue(record, dialect) for one, record in others.items() if one not in kept]
    if alone:
        alignment = align(alone, new.cues)
        for cue in alone:
            link = alignment.of_old[cue.id]
            is_sure = alignment.stretches or (not link.reworded and wording(cue.text).weight >= LONG)
            found[cue.id] = link if is_sure else _is_gone(cue.id)
    return found


def home(of: Sequence[Record], found: Homes) -> Home | str:
    """Where a place with these source cues is now, or why that cannot be told. A cue that is gone does not count."""
    ids = {record.id for record in of}
    links = {one: found[one] for one in ids}
    if any(link.certainty is Certainty.UNKNOWN for link in links.values()):
        return UNKNOWN
    if any(not ids.issuperset(link.old) for link in links.values()):
        return MERGED
    there = [record for record in of if links[record.id].new]
    if not there:
        return DROPPED
    if len(there) > 1 and any(links[record.id].change is Change.MOVED for record in there):
        return PARTED
    return Home(old=tuple(there), new=tuple(dict.fromkeys(one for record in there for one in links[record.id].new)))


def _stays(cue_id: str) -> Link:
    return Link(change=Change.SAME, certainty=Certainty.CERTAIN, old=(cue_id,), new=(cue_id,))


def _is_gone(cue_id: str) -> Link:
    return Link(change=Change.DROPPED, certainty=Certainty.PROBABLE, old=(cue_id,))
