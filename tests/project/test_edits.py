"""What a person did to an output is told from what editors and tools do unasked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from localize import formats
from localize.model import Document, Maker
from localize.project.edits import compare
from localize.project.found import Deed, Found, Unclear
from localize.project.overlaid import as_rows
from localize.project.values import Row
from tests.project.studio import (
    MACHINE,
    Habit,
    add,
    carry,
    centiseconds,
    changed,
    colour,
    delete,
    episode,
    made_of,
    merge,
    nudge,
    rebreak,
    reference,
    reopened,
    reread,
    reword,
    rewrite,
    shift,
    split,
    stretch,
    texts,
    written,
)  # fmt: skip
from tests.running import SAMPLES

EPISODE = episode()
FRESH = made_of(EPISODE, texts(reference("en")))
ROWS = as_rows(FRESH)
WRITTEN = formats.compose(FRESH)
DISK = reopened(FRESH, WRITTEN)
NEWLINE = "\n"


def found(disk: Document, rows: tuple[Row, ...] = ROWS) -> Found:
    told = compare(rows, disk, "srt")
    assert isinstance(told, Found), told.why
    return told


def file_of(rows: Sequence[Row]) -> Document:
    """A file with the cues of `rows`."""
    return written([f"{row.start_ms / 1000} {row.end_ms / 1000} {row.text.replace(NEWLINE, '|')}" for row in rows])


def test_what_was_written_is_untouched() -> None:
    assert found(DISK) == Found(places=(), retimed=(), rows=ROWS, stretches=found(DISK).stretches)


# -- no work of a person -----------------------------------------------------------------------------------------------


def renumbered(text: str) -> str:
    return re.sub(r"(?m)^(\d+)$(?=\n\d\d:)", lambda number: str(int(number[1]) * 3 + 500), text)


def backwards(text: str) -> str:
    return "\n\n".join(reversed(text.strip().split("\n\n"))) + "\n"


HABITS: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR CR LF": lambda text: text.replace("\n", "\r\r\n").encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "renumbered": lambda text: renumbered(text).encode(),
    "no numbers": lambda text: re.sub(r"(?m)^\d+\n(?=\d\d:)", "", text).encode(),
    "trailing blanks": lambda text: re.sub(r"(?m)$", " \t\u3000", text).encode(),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n\n").encode(),
    "blank lines below the times": lambda text: re.sub(r"(?m)^(\d\d:.*)$", r"\1\n", text).encode(),
    "no line end at the end": lambda text: text.rstrip("\n").encode(),
    "backwards": lambda text: backwards(text).encode(),
    "accents apart": lambda text: unicodedata.normalize("NFD", text).encode(),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habits_of_editors_are_no_edits(habit: str) -> None:
    lines = [text.replace("Anchor", "Ånchor") for text in texts(FRESH)]
    fresh = made_of(EPISODE, lines)
    data = HABITS[habit](formats.compose(fresh).decode())
    assert data != formats.compose(fresh)
    told = found(reopened(fresh, data), as_rows(fresh))
    assert (told.places, told.retimed) == ((), ())


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le"])
def test_another_encoding_is_no_edit(encoding: str) -> None:
    fresh = made_of(EPISODE, texts(reference("zh-Hant-TW" if encoding == "big5" else "zh-Hans")), "zh-Hans")
    data = formats.compose(fresh).decode().replace("♪", "").encode(encoding)
    rows = tuple(replace(row, text=row.text.replace("♪", "")) for row in as_rows(fresh))
    told = found(formats.decode_document(data, "a.srt", encoding=encoding), rows)
    assert (told.places, told.retimed) == ((), ())


@pytest.mark.parametrize("name", ["better-than-us.s01e01-scene.ass", "better-than-us.s01e01-scene.ru.vtt"])
def test_other_formats_as_they_were_written(name: str) -> None:
    """ASS knows hundredths of a second; a row may know more."""
    source = formats.read(SAMPLES[name], language="ru")
    step = 10 if name.endswith(".ass") else 1
    cues = [replace(cue, start_ms=cue.start_ms + step // 2 - 1, end_ms=cue.end_ms - step // 2) for cue in source.cues]
    fresh = source.with_cues(cues)
    told = compare(as_rows(fresh), reread(fresh), source.facts.format)
    assert isinstance(told, Found)
    assert (told.places, told.retimed) == ((), ())


def test_a_text_that_had_to_be_shielded() -> None:
    """Blank lines and what looks like a tag or a time line are written with an empty pair of tags around nothing."""
    fresh = made_of(written(["1 2 a", "3 4 b", "5 6 c"]), ["one\n\n\ntwo ", "a <i", "00:00:01,000 --> 00:00:02,000"])
    disk = reread(fresh)
    assert "<i></i>" in formats.compose(fresh).decode()
    assert found(disk, as_rows(fresh)).places == ()


# -- the whole file retimed --------------------------------------------------------------------------------------------


TOOLS: dict[tuple[Habit, int], tuple[int, Fraction]] = {
    (shift, 0): (40, Fraction(1)), (shift, 1): (-40, Fraction(1)), (shift, 2): (1_500, Fraction(1)),
    (stretch, 0): (0, Fraction(1001, 960)), (stretch, 1): (0, Fraction(24, 25)), (stretch, 2): (0, Fraction(25, 24)),
}  # fmt: skip


@pytest.mark.parametrize(("habit", "number"), TOOLS)
def test_a_tool_that_rewrites_all_times(habit: Habit, number: int) -> None:
    told = found(changed(DISK, (habit, number)))
    assert told.places == ()
    assert len(told.retimed) == 217
    assert all(place.deeds == (Deed.SHIFTED,) for place in told.retimed)
    assert all(place.rows[0].text == place.now[0].text for place in told.retimed)
    (one,) = told.stretches
    assert (one.offset_ms, one.ratio) == TOOLS[habit, number]


def test_a_tool_that_knows_hundredths_of_a_second() -> None:
    cues = [
        replace(cue, start_ms=cue.start_ms + place % 9, end_ms=cue.end_ms - 3) for place, cue in enumerate(FRESH.cues)
    ]
    fresh = FRESH.with_cues(cues)
    told = found(changed(reread(fresh), (centiseconds, 0)), as_rows(fresh))
    assert told.places == ()
    assert len(told.retimed) == 217
    assert told.stretches[0].rounding_ms == 10


def test_the_second_half_later() -> None:
    """What stands before the cut in the film is untouched."""
    cues = [replace(cue, start_ms=cue.start_ms + 2_000, end_ms=cue.end_ms + 2_000) for cue in DISK.cues[100:]]
    told = found(DISK.with_cues((*DISK.cues[:100], *cues)))
    assert told.places == ()
    assert [place.rows[0].id for place in told.retimed] == [cue.id for cue in FRESH.cues[100:]]


def test_people_s_cues_in_a_file_that_was_shifted_are_theirs_anew() -> None:
    rows = (
        replace(ROWS[0], maker=Maker.HUMAN),
        replace(ROWS[1], maker=Maker.APPROVED),
        replace(ROWS[2], maker=""),
        *ROWS[3:],
    )
    told = found(changed(DISK, (shift, 0)), rows)
    assert [(place.rows[0].id, place.deeds) for place in told.places] == [(row.id, (Deed.SHIFTED,)) for row in rows[:3]]
    assert len(told.retimed) == 214


# -- one place ---------------------------------------------------------------------------------------------------------

# Cues of the episode, by place: 5 "than the papers say?", 9 two speakers, 10 two lines, 22 italics.
ONE: dict[str, tuple[Habit, int, tuple[Deed, ...], int, int]] = {
    "reworded": (reword, 5, (Deed.REWORDED,), 1, 1),
    "rewritten": (rewrite, 5, (Deed.REWORDED,), 1, 1),
    "line breaks": (rebreak, 10, (Deed.RESTYLED,), 1, 1),
    "tags": (colour, 6, (Deed.RESTYLED,), 1, 1),
    "times": (nudge, 217 * 2 + 5, (Deed.RETIMED,), 1, 1),
    "split": (split, 4, (Deed.SPLIT,), 1, 2),
    "merged": (merge, 13, (Deed.MERGED,), 2, 1),
    "deleted": (delete, 19, (Deed.DELETED,), 1, 0),
    "added": (add, 19, (Deed.ADDED,), 0, 1),
    "moved": (carry, 217 * 7 * 60 + 30, (Deed.MOVED,), 1, 1),
}


@pytest.mark.parametrize("what", ONE)
def test_one_place(what: str) -> None:
    habit, number, deeds, rows, now = ONE[what]
    told = found(changed(DISK, (habit, number)))
    (place,) = told.places
    assert (place.deeds, len(place.rows), len(place.now)) == (deeds, rows, now)
    assert place.rows == ROWS[number % 217 :][:rows]
    assert told.retimed == ()


def test_text_and_times_of_one_cue_in_a_file_that_was_shifted() -> None:
    told = found(changed(DISK, (rewrite, 5), (nudge, 217 * 2 + 5), (rewrite, 8), (shift, 0)))
    assert [(place.rows, place.deeds) for place in told.places] == [
        (ROWS[5:6], (Deed.REWORDED, Deed.RETIMED)),
        (ROWS[8:9], (Deed.REWORDED, Deed.SHIFTED)),
    ]
    assert len(told.retimed) == 215


def test_every_deed_at_once() -> None:
    todo = [
        (reword, 5),
        (colour, 6),
        (split, 10),
        (delete, 21),
        (add, 40),
        (merge, 60),
        (nudge, 217 * 2 + 80),
        (rewrite, 99),
    ]
    told = found(changed(DISK, *reversed(todo)))
    assert Counter(deed for place in told.places for deed in place.deeds) == Counter(
        (Deed.REWORDED, Deed.RESTYLED, Deed.SPLIT, Deed.DELETED, Deed.ADDED, Deed.MERGED, Deed.RETIMED, Deed.REWORDED)
    )
    assert told.retimed == ()


def test_what_is_there_instead_of_what_is_gone_is_one_place() -> None:
    """Rewritten and retimed: neither words nor times are enough to link the cues, but one took the other's place."""
    rows = as_rows(made_of(written(["1 3 a", "4 6 b", "8 10 c"]), ["I know this ferry.", "Every cough.", "Be quiet."]))
    told = found(
        written(["1 3 I know this ferry.", "4.9 7.5 Somebody is at the door!", "8 10 Be quiet."], language="en"), rows
    )
    (place,) = told.places
    assert (place.rows, place.deeds) == (rows[1:2], (Deed.REWORDED, Deed.RETIMED))
    assert [cue.text for cue in place.now] == ["Somebody is at the door!"]


def test_all_cues_of_a_place_are_told_where_one_of_them_changed() -> None:
    first, second = (
        replace(ROWS[4], id=name, of=(ROWS[4].id,), maker=Maker.HUMAN) for name in (ROWS[4].id, f"{ROWS[4].id}-2")
    )
    middle = (first.start_ms + first.end_ms) // 2
    rows = (
        *ROWS[:4],
        replace(first, end_ms=middle, text="One half"),
        replace(second, start_ms=middle, text="other half"),
    )
    lines = [f"{row.start_ms / 1000} {row.end_ms / 1000} {row.text.replace(chr(10), '|')}" for row in rows]
    told = found(written([*lines[:5], lines[5].replace("other", "the other")], language="en"), rows)
    (place,) = told.places
    assert [row.text for row in place.rows] == ["One half", "other half"]
    assert [cue.text for cue in place.now] == ["One half", "the other half"]
    assert place.deeds == (Deed.REWORDED,)


def test_a_scene_that_was_moved_and_of_which_one_cue_was_split() -> None:
    said = [f"This is what was said as number {number}." for number in ("one", "two", "three", "four", "five", "six")]
    rows = as_rows(made_of(written([f"{at * 3} {at * 3 + 2} x" for at in range(6)]), said))
    halves = ["This is what was", "said as number two."]
    order = [*said[2:], said[0], *halves]
    told = found(written([f"{at * 3} {at * 3 + 2} {text}" for at, text in enumerate(order)]), rows)
    split = [place for place in told.places if len(place.now) == 2]
    assert [(place.rows, [cue.text for cue in place.now]) for place in split] == [(rows[1:2], halves)]


# -- what cannot be told -----------------------------------------------------------------------------------------------


def test_a_conflict_of_git_is_named_by_its_line() -> None:
    head, tail = WRITTEN.decode().split("than the papers say?")
    sides = "<<<<<<< HEAD\nthan the papers say?\n=======\nthan is written?\n>>>>>>> theirs"
    assert compare(ROWS, reopened(FRESH, f"{head}{sides}{tail}".encode()), "srt") == Unclear(
        why="line 27 is a marker of a git conflict"
    )
    for text in ("<<<<<<<for you", "======= no", "a >>>>>>> b"):
        assert isinstance(compare(ROWS, reopened(FRESH, f"{head}{text}{tail}".encode()), "srt"), Found), text


def test_another_format_is_not_guessed_at() -> None:
    disk = replace(DISK, facts=replace(DISK.facts, format="vtt"))
    assert compare(ROWS, disk, "srt") == Unclear(why="it was written as SubRip and is WebVTT now")
    assert isinstance(compare(ROWS, replace(disk, facts=replace(disk.facts, format="ssa")), "ass"), Found)


def test_cues_that_may_be_one_or_another_are_named() -> None:
    lines = ["1 3 Did you see him?", "3.2 4 No.", "5 5.8 No.", "9 11 Then let's get out."]
    rows = as_rows(
        made_of(written(["1 3 a", "3.2 4 b", "5 5.8 c", "9 11 d"]), [line.split(" ", 2)[2] for line in lines])
    )
    told = compare(rows, written(["0 0 Did you see him?", "0 0 No.", "0 0 Then let's get out."], language="en"), "srt")
    assert told == Unclear(why="it cannot be told what was changed, added or deleted at cue 3 as it was (00:00:05,000)")


# -- rows of several versions ------------------------------------------------------------------------------------------


def test_a_person_s_line_that_the_file_may_never_have_held_was_not_deleted() -> None:
    theirs = replace(ROWS[0], id="new-1", start_ms=1, end_ms=2, text="[a door]", of=(), maker=Maker.HUMAN)
    rows = (theirs, *ROWS)
    assert [place.deeds for place in found(DISK, rows).places] == [(Deed.DELETED,)]
    told = compare(rows, changed(DISK, (delete, 19)), "srt", mixed=True)
    assert isinstance(told, Found)
    assert [(place.rows, place.deeds) for place in told.places] == [(ROWS[19:20], (Deed.DELETED,))]
    assert told.mixed


def both(one: tuple[Row, ...], other: tuple[Row, ...]) -> tuple[Row, ...]:
    """As a merge leaves them."""
    return tuple(dict.fromkeys(sorted((*one, *other), key=lambda row: (row.start_ms, row.text))))


def test_a_cue_that_equals_one_of_two_versions_is_the_program_s() -> None:
    others = tuple(replace(row, text=f"{row.text} So.", start_ms=row.start_ms + 40) for row in ROWS)
    disk = FRESH.with_cues((*FRESH.cues[:100], *made_of(EPISODE, [row.text for row in others]).cues[100:]))
    mixed = disk.with_cues(
        replace(cue, start_ms=row.start_ms) for cue, row in zip(disk.cues, (*ROWS[:100], *others[100:]), strict=True)
    )
    told = found(reread(mixed), both(ROWS, others))
    assert (told.places, told.retimed) == ((), ())
    assert told.rows == (*ROWS[:100], *others[100:])


def test_a_third_text_is_a_person_s() -> None:
    others = (replace(ROWS[0], text="LADOZHSK, 11:38 P.M."), *ROWS[1:])
    told = found(changed(DISK, (rewrite, 0)), both(ROWS, others))
    assert [(place.rows[0].id, place.deeds) for place in told.places] == [(ROWS[0].id, (Deed.REWORDED,))]


def test_split_in_one_version_and_whole_in_the_other() -> None:
    row = ROWS[4]
    halves = (
        replace(row, text="Then why does this", end_ms=46_000, maker=Maker.HUMAN),
        replace(row, id=f"{row.id}-2", text="container weigh 80 kilos more", start_ms=46_000, maker=Maker.HUMAN),
    )
    version = (*ROWS[:4], *halves, *ROWS[5:])
    assert found(DISK, both(ROWS, version)) == found(DISK)
    disk = file_of(version)
    assert found(disk, both(ROWS, version)) == replace(found(disk, version), rows=version)


def test_merged_in_one_version_and_apart_in_the_other() -> None:
    one, other = ROWS[13:15]
    merged = replace(
        one, text=f"{one.text}\n{other.text}", end_ms=other.end_ms, of=(one.id, other.id), maker=Maker.HUMAN
    )
    version = (*ROWS[:13], merged, *ROWS[15:])
    assert found(DISK, both(ROWS, version)) == found(DISK)
    disk = file_of(version)
    assert found(disk, both(ROWS, version)).rows == version
    assert found(disk, both(ROWS, version)).places == ()


def test_of_what_two_people_wrote_the_file_says_which_was_kept() -> None:
    anna, boris = (replace(ROWS[0], text=text, maker=Maker.HUMAN) for text in ("LADOZHSK PORT", "THE LOWER PORT"))
    fresh = made_of(EPISODE, ["LADOZHSK PORT", *texts(FRESH)[1:]])
    told = found(reread(fresh), both((anna, *ROWS[1:]), (boris, *ROWS[1:])))
    assert [(place.rows, place.deeds, place.now[0].text) for place in told.places] == [
        ((anna,), (Deed.SETTLED,), "LADOZHSK PORT")
    ]


def test_the_program_s_rows_need_no_settling() -> None:
    rows = both(ROWS, tuple(replace(row, text=f"{row.text}!", maker=MACHINE.maker) for row in ROWS))
    assert found(DISK, rows).places == ()
