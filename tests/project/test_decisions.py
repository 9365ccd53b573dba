"""Decisions in their file: any text comes back, the same set is the same bytes, and no merge loses one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.errors import FileError
from localize.project.decisions import line_of, load, save
from localize.project.place import Place
from localize.project.values import Decision, Record, What
from tests.project.decided import added, decision, decisions, edit
from tests.project.git import Repository

LINE = (
    '{"what": "edit", "when": "2026-01-31T09:30:00Z", "by": "Анна", '
    '"of": [{"id": "a", "start_ms": 0, "end_ms": 1000, "text": "<i>Да.</i>"}], '
    '"now": [{"id": "a", "start_ms": 0, "end_ms": 900, "text": "Yes.\\nYes!"}], '
    '"was": ["Yeah."], "sentences": ["Да."], "terms": {"да": "yes"}, "seen": ["5a"]}'
)
MEANING = Decision(
    what=What.EDIT,
    of=(Record(id="a", start_ms=0, end_ms=1_000, text="<i>Да.</i>"),),
    now=(Record(id="a", start_ms=0, end_ms=900, text="Yes.\nYes!"),),
    when="2026-01-31T09:30:00Z",
    was=("Yeah.",),
    sentences=("Да.",),
    terms={"да": "yes"},
    seen=("5a",),
    by="Анна",
)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


@settings(max_examples=40)
@given(st.lists(decisions, max_size=3))
def test_any_decision_comes_back(made: list[Decision]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        save(path, made)
        assert {line_of(one) for one in load(path)} == {line_of(one) for one in made}
        assert all(one in made for one in load(path))
        if made:
            assert len(path.read_text(encoding="utf-8").splitlines()) == len({line_of(one) for one in made})


@settings(max_examples=40)
@given(st.lists(decisions, min_size=1, max_size=3), st.randoms())
def test_the_same_decisions_are_the_same_bytes(made: list[Decision], rng: random.Random) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        assert save(path, made) == load(path)
        written = path.read_bytes()
        shuffled = [line + rng.choice(("\n", "\r\n", "\n\n")) for line in lines(path) for _ in range(rng.randint(1, 2))]
        rng.shuffle(shuffled)
        path.write_bytes(("\ufeff" + "".join(shuffled)).encode())
        assert save(path, rng.sample(made, len(made))) == load(path)
        assert path.read_bytes() == written


def test_a_line_reads_well(tmp_path: Path) -> None:
    path = tmp_path / "decisions" / "x.jsonl"
    save(path, [MEANING])
    assert path.read_text(encoding="utf-8") == f"{LINE}\n"


def test_what_is_not_said_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"what": "withdraw", "when": "2026-01-31T09:30:00Z", "of": [{"id": "a", "start_ms": 0, '
                    '"end_ms": 1, "text": ""}]}')  # fmt: skip
    cue = Record(id="a", start_ms=0, end_ms=1, text="")
    assert load(path) == (Decision(what=What.WITHDRAW, of=(cue,), now=(), when="2026-01-31T09:30:00Z"),)


def test_lines_stand_in_order_of_time_on_screen(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    made = [edit("a", "one", second=2), edit("a", "two", second=9), added("b", "new"), edit("cd", "both", second=1)]
    assert save(path, reversed(made)) == tuple(made)


def test_no_file_is_no_decision_and_no_decision_no_file(tmp_path: Path) -> None:
    assert save(tmp_path / "x.jsonl", []) == load(tmp_path / "x.jsonl") == ()
    assert list(tmp_path.iterdir()) == []


def test_what_is_on_disk_is_never_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    save(path, [edit("a", "one")])
    assert save(path, [edit("b", "two")]) == (edit("a", "one"), edit("b", "two"))


def test_what_is_known_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    save(path, [MEANING])
    before = path.stat()
    save(path, [MEANING])
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_key_that_nobody_knows_stays_even_when_the_line_moves(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(LINE.replace('{"what"', '{"note": "ask Пётр", "what"') + "\n" + LINE, encoding="utf-8")
    assert load(path) == (MEANING,)
    noted = LINE[:-1] + ', "note": "ask Пётр"}'
    assert save(path, [MEANING]) == (MEANING,)
    assert lines(path) == sorted((noted, LINE))
    moved = replace(MEANING, of=(replace(MEANING.of[0], id="b"),))
    assert save(path, [], moved=[(MEANING, moved)]) == (moved,)
    assert lines(path) == [line.replace('"id": "a"', '"id": "b"', 1) for line in sorted((noted, LINE))]


def test_a_decision_moves_with_its_cue(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    old, new, other = edit("a", "one"), edit("d", "one"), edit("b", "two")
    save(path, [old, other])
    assert save(path, [old], moved=[(old, new)]) == (other, new)
    # The copy of somebody who had not moved it yet comes back by a merge: moved again, it is one.
    save(path, [old])
    assert save(path, [], moved=[(old, new)]) == (other, new)


RECORD = '{"id": "a", "start_ms": 0, "end_ms": 1000, "text": "x"}'


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"what": "edit"', "Expecting ',' delimiter: line 1 column 16 (char 15)"),
        ("{} {}", "Extra data: line 1 column 4 (char 3)"),
        ("[]", "no object in braces"),
        (LINE.replace('"edit"', '"delete"'), "'delete' is not a valid What"),
        (LINE.replace('"edit"', "1"), '"what", "when" or "by" is no text'),
        (LINE.replace("01-31", "02-31"), "day is out of range for month"),
        (LINE.replace("Z", "+00:00"), "when: '2026-01-31T09:30:00+00:00' is not like 2026-01-31T09:30:00Z"),
        (LINE.replace('["Yeah."]', '"Yeah."'), '"was" is no list'),
        (LINE.replace('"Yeah."', "5"), "5 is no text"),
        (LINE.replace('"5a"', "5"), "5 is no text"),
        (LINE.replace('{"да": "yes"}', "[]"), '"terms" is no object'),
        (LINE.replace('"end_ms": 900, ', ""), "a cue has an id, start_ms, end_ms and text"),
        (LINE.replace("900", "900.5"), "a time is a whole number of milliseconds"),
        (LINE.replace("900", "true"), "a time is a whole number of milliseconds"),
        (LINE.replace('"by"', '"what"'), "a key stands in it twice"),
        ('{"what": "edit", "when": "2026-01-31T09:30:00Z"}', "a decision on nothing"),
        ("[" * 100_000, "maximum recursion depth exceeded while decoding a JSON array from a unicode string"),
    ],
)
def test_a_damaged_line_is_never_dropped(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "x.jsonl"
    data = f"{LINE}\n\n{line}\n".encode()
    path.write_bytes(data)
    attempts: tuple[Callable[[], object], ...] = (lambda: load(path), lambda: save(path, [edit("a", "b")]))
    for attempt in attempts:
        with pytest.raises(FileError) as caught:
            attempt()
        assert str(caught.value) == (
            f"{path}:3: a decision that cannot be read ({why}); mend the line, or put back a copy of the file; nothing "
            "was changed"
        )
    assert path.read_bytes() == data


def test_a_file_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(LINE, encoding="cp1251")
    with pytest.raises(FileError, match=r"x\.jsonl:1: a decision that cannot be read \('utf-8' codec can't decode"):
        save(path, [edit("a", "b")])
    assert path.read_text(encoding="cp1251") == LINE


# -- two people's copies, merged by git --------------------------------------------------------------------------------

BASE = [edit("a", "base a"), edit("b", "base b"), edit("e", "base e")]
OURS = [edit("a", "our a", second=1), edit("c", "our c"), decision(What.APPROVE, "b", "base b", second=5)]
THEIRS = [edit("a", "their a", second=1, by="Boris"), edit("d", "their d"), edit("b", "their b", second=6)]


@pytest.mark.parametrize("base", [BASE, []], ids=["a common file", "two new files"])
@pytest.mark.parametrize("style", ["union", "merge", "diff3", "zdiff3"])
def test_a_merge_of_two_copies_loses_no_decision(tmp_path: Path, style: str, base: list[Decision]) -> None:
    """union: as the folder says it; else git is told nothing and leaves conflict markers, as GitHub does."""
    repository = Repository(tmp_path / "season", "merge" if style == "union" else style)
    place = Place(repository.folder / "out")
    path = place.decisions("x.en.srt")
    if style == "union":
        place.prepare()
    save(path, base)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "theirs")
    save(path, THEIRS)
    repository.commit()
    repository.git("checkout", "--quiet", "ours")
    assert b"\r" not in (path.read_bytes() if base and style == "union" else b"")
    save(path, OURS)
    repository.commit()
    assert repository.git("merge", "--quiet", "theirs") == (style == "union")
    assert (b"<<<<<<<" in path.read_bytes()) == (style != "union")
    expected = {line_of(one) for one in (*base, *OURS, *THEIRS)}
    assert {line_of(one) for one in load(path)} == expected
    save(path, [])
    assert set(lines(path)) == expected
    assert len(lines(path)) == len(expected)


@settings(max_examples=20)
@given(
    st.lists(st.integers(0, 3), min_size=3, max_size=14),
    st.sets(st.integers(0, 13), max_size=4),
)
def test_no_merge_loses_a_decision(whose: list[int], moved: set[int]) -> None:
    """0: both copies had it; 1 and 2: one of them; 3: both made it by themselves. One copy has moved some."""
    made = [edit("abcdefghijklmn"[place // 2], f"text {place}", second=place) for place in range(len(whose))]
    after = {place: replace(one, of=(replace(one.of[0], id="z"),)) for place, one in enumerate(made) if place in moved}
    with TemporaryDirectory() as folder:
        repository = Repository(Path(folder) / "season")
        paths = {side: repository.folder / side for side in ("base", "ours", "theirs")}
        save(paths["base"], [one for one, side in zip(made, whose, strict=True) if side == 0])
        ours = [after.get(place, one) for place, one in enumerate(made) if whose[place] != 2]
        theirs = [one for place, one in enumerate(made) if whose[place] != 1]
        save(paths["ours"], ours)
        save(paths["theirs"], theirs)
        for path in paths.values():
            path.touch()
        repository.git("merge-file", "--union", "ours", "base", "theirs")
        found = {line_of(one) for one in load(paths["ours"])}
        assert found >= {line_of(one) for one in ours}
        for place, one in enumerate(made):
            assert found & {line_of(one), line_of(after.get(place, one))}
