"""What people wrote around cues, from an older source to a newer: it goes with the cue below it, or the next one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from localize.formats import FORMATS
from localize.model import Document
from localize.project.homes import homes
from localize.project.places import in_time
from localize.project.remark import Remark, Where
from localize.project.values import Decision, Record, recorded


def move(
    remarks: Sequence[Remark],
    old: Sequence[Record],
    new: Document,
    decisions: Iterable[Decision],
    *,
    mixed: bool = False,
) -> tuple[Remark, ...]:
    """The remarks in terms of `new`. What stood above a cue that is gone, the last one too, is below the last then.

    old, mixed: as for `rehome.move`. decisions: all on the output; a cue that a person added keeps its name.
    """
    added = {record.id for one in decisions if not one.of for record in one.now}
    strays = {one.cue.id: one.cue for one in remarks if one.cue and one.cue.id not in {*new.by_id, *added}}
    if not strays:
        return tuple(remarks)
    links = homes(() if mixed else old, (*strays.values(), *(old if mixed else ())), new)
    dialect = FORMATS[new.facts.format].DIALECT
    following = in_time(old)

    def home(cue: Record) -> Record | None:
        behind = (cue, *(one for one in following if one.start_ms > cue.start_ms))
        found = (link.new[0] for one in behind if (link := links.get(one.id)) and link.new)
        name = next(found, None)
        return recorded(new.by_id[name], dialect) if name else None

    became = {one: home(cue) for one, cue in strays.items()}
    return tuple(_at(one, became[one.cue.id]) if one.cue and one.cue.id in became else one for one in remarks)


def _at(remark: Remark, cue: Record | None) -> Remark:
    return replace(remark, cue=cue) if cue else replace(remark, where=Where.BELOW, cue=None, part=0)
