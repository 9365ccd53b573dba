"""What people wrote around cues goes to a newer source with the cue below it."""

from __future__ import annotations

import pickle

from localize.model import Document
from localize.project.rehang import move
from localize.project.remark import Remark, Where
from localize.project.values import Decision, Record, What, recorded
from localize.text.markup import Dialect
from tests.project.studio import written

WHEN = "2026-01-31T09:30:00Z"
OLD = ("1 3 Дом стоит на горе.", "4 6 Ариса, иди сюда!", "7 9 Мы вчера были там.", "10 12 Никого не было дома.")


def records(source: Document) -> list[Record]:
    return [recorded(cue, Dialect.SRT) for cue in source.cues]


def above(cue: Record, part: int = 0) -> Remark:
    return Remark(where=Where.ABOVE, cue=cue, part=part, now=("NOTE",), was=(), when=WHEN)


def test_it_goes_with_its_cue_or_with_the_next_or_to_the_end() -> None:
    old = records(written(OLD))
    new = written(["1 3 Дом стоит на горе.", "27 29 Мы вчера были там."])
    there = records(new)
    top = Remark(where=Where.TOP, now=("NOTE",), when=WHEN)
    moved = move([top, *(above(cue, 1) for cue in old)], old, new, ())
    assert moved[:4] == (top, above(there[0], 1), above(there[1], 1), above(there[1], 1))
    assert (moved[4].where, moved[4].cue, moved[4].now) == (Where.BELOW, None, ("NOTE",))


def test_above_a_cue_that_a_person_added_it_stays() -> None:
    new = Record(id="new-1", start_ms=3_000, end_ms=3_500, text="Oh.")
    added = Decision(what=What.EDIT, of=(), now=(new,), when=WHEN)
    some = [above(new)]
    assert move(some, records(written(OLD)), written(OLD[:1]), [added]) == tuple(some)


def test_where_the_older_source_is_not_known_its_words_are_enough() -> None:
    long = "10 12 Никого не было дома, и мы решили подождать до утра у соседей."
    cue = records(written([*OLD[:3], long]))[3]
    new = written([OLD[0], long.replace("10 12", "50 52")])
    (moved,) = move([above(cue)], (), new, ())
    assert moved == above(records(new)[1])


def test_a_remark_travels() -> None:
    remark = above(records(written(OLD))[0])
    assert pickle.loads(pickle.dumps(remark)) == remark
