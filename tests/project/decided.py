"""Decisions to test with: literal builders, and strategies for any text that may come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from localize.project.values import Decision, Record, What
from tests.strategies import CHARACTERS

# What a line, a cell or a JSON text could break on. Half of a surrogate pair is what a bad byte in a name becomes.
_TRAPS = "\t\n\r\\\x00\x0b\x0c\x1c\x1e\x7f\x85\u2028\u2029\ufeff\udc80\udcff\"',<=>|{}"
texts = st.one_of(
    st.text(st.one_of(st.sampled_from(CHARACTERS + _TRAPS), st.characters()), max_size=12),
    st.sampled_from(("=======", "<<<<<<< HEAD", ">>>>>>> theirs", "||||||| base", "\\u0041", "\\n")),
)
names = texts.filter(bool)
times = st.integers(-1_000, 10_000_000)
records = st.builds(Record, id=names, start_ms=times, end_ms=times, text=texts)
lists = st.lists(texts, max_size=2).map(tuple)
whens = st.datetimes().map(lambda one: f"{one.year:04d}-{one:%m-%dT%H:%M:%SZ}")
decisions = st.builds(
    Decision,
    what=st.sampled_from(What),
    of=st.lists(records, min_size=1, max_size=2).map(tuple),
    now=st.lists(records, max_size=2).map(tuple),
    when=whens,
    was=lists,
    sentences=lists,
    terms=st.dictionaries(texts, texts, max_size=2),
    seen=lists,
    by=texts,
)


def cue(name: str, text: str = "", start_ms: int | None = None) -> Record:
    """A cue of a second; where it starts follows from its name, if it is not said."""
    start = ord(name[0]) * 1_000 if start_ms is None else start_ms
    return Record(id=name, start_ms=start, end_ms=start + 1_000, text=text or f"source {name}")


def decision(
    what: What,
    of: str,
    *now: str,
    second: int = 0,
    seen: Sequence[Decision] = (),
    by: str = "Anna",
    later_ms: int = 0,
) -> Decision:
    """Somebody's decision on the source cues `of`, a letter each, which left `now` there, `later_ms` after them.

    seen: in place of which decisions it was put.
    """
    names = of if len(of) == len(now) else [f"{of[0]}{number}" for number in range(len(now))]
    return Decision(
        what=what,
        of=tuple(cue(name) for name in of),
        now=tuple(cue(name, text, ord(name[0]) * 1_000 + later_ms) for name, text in zip(names, now, strict=True)),
        when=f"2026-01-31T09:30:{second:02d}Z",
        seen=tuple(one.mark for one in seen),
        by=by,
    )


def edit(
    of: str, *now: str, second: int = 0, seen: Sequence[Decision] = (), by: str = "Anna", later_ms: int = 0
) -> Decision:
    """Somebody's edit; see `decision`."""
    return decision(What.EDIT, of, *now, second=second, seen=seen, by=by, later_ms=later_ms)


def added(name: str, text: str, *, second: int = 0, seen: Sequence[Decision] = ()) -> Decision:
    """A cue that somebody added, or one without text that was added and deleted again."""
    now = replace(cue(name), text=text)
    when, marks = f"2026-01-31T09:30:{second:02d}Z", tuple(one.mark for one in seen)
    return Decision(what=What.EDIT, of=(), now=(now,), when=when, seen=marks)
