"""Lines that git and editors have been at, escapes, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.project.lines import content, escaped, numbered, read_table, table, unescaped
from tests.project.decided import texts

SHA, OTHER = "a" * 64, "b" * 64


@given(st.one_of(texts, st.text(st.characters(categories=["Cs", "Cc", "Zl", "L"]))))
def test_any_text_comes_back_and_stays_on_its_line(text: str) -> None:
    cell = escaped(text)
    assert unescaped(cell) == text
    assert len(cell.splitlines()) <= 1
    assert not set(cell) & set("\t\x00")
    assert cell.encode().decode() == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("- Да.\n- Нет.", r"- Да.\n- Нет."),
        ("a\tb\r\\", r"a\tb\r\\"),
        ("\u2028\x00\udc80", r"\u2028\u0000\udc80"),
        ("他说 “好”", "他说 “好”"),
    ],
)
def test_people_can_read_a_cell(text: str, cell: str) -> None:
    assert escaped(text) == cell


@pytest.mark.parametrize("cell", ["\\", "a\\", r"\x41", r"\u12", r"\U00000041", "\\ "])
def test_what_is_no_escape_is_damage(cell: str) -> None:
    with pytest.raises(ValueError, match="is no escape"):
        unescaped(cell)


def test_what_git_and_editors_leave_is_passed_over() -> None:
    data = (
        b"\xef\xbb\xbf{1}\r\n\n  \n<<<<<<< HEAD\n{2}\n||||||| 1a2b3c\n{3}\n=======\n\xef\xbb\xbf{4}\r\r\n"
        b">>>>>>> theirs\n<<<<<<<<< Temporary merge branch 1\n=========\n<<<<<<\n========x\n{5}"
    )
    assert list(numbered(data)) == [
        (1, b"{1}"), (5, b"{2}"), (7, b"{3}"), (9, b"{4}"), (13, b"<<<<<<"), (14, b"========x"), (15, b"{5}")
    ]  # fmt: skip


def test_a_file_that_is_not_there_has_no_content(tmp_path: Path) -> None:
    assert content(tmp_path / "folder" / "x") is None


def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        content(tmp_path)
    assert str(caught.value) == f"{tmp_path}: cannot be read: Is a directory; check the folder and the disk"


def pair(cells: Sequence[str]) -> tuple[int, str]:
    number, text = cells
    return int(number), unescaped(text)


def test_a_table_says_what_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(table("thing", [SHA], "a\tb.srt", ["1\tone", "2\ttwo", "1\tone"]))
    assert path.read_text() == f"thing 1\t{SHA}\t2\ta\\tb.srt\n1\tone\n2\ttwo\n"
    found = read_table(path, "thing", pair)
    assert found
    assert (found.sha256, found.name, found.rows, found.damage) == ((SHA,), "a\tb.srt", ((1, "one"), (2, "two")), "")


def test_no_table_is_none(tmp_path: Path) -> None:
    assert read_table(tmp_path / "x", "thing", pair) is None


def test_the_rows_of_both_sides_of_a_merge_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(
        f"<<<<<<< HEAD\nthing 1\t{SHA}\t2\tx\n1\tone\n=======\nthing 1\t{OTHER}\t2\tx\n1\tuno\n>>>>>>> theirs\n2\ttwo\n"
    )
    found = read_table(path, "thing", pair)
    assert found
    assert (found.sha256, found.rows, found.damage) == ((SHA, OTHER), ((1, "one"), (1, "uno"), (2, "two")), "")


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (f"thing 1\t{SHA}\t2\tx\n1\tone\nbroken\n", ":3: damaged"),
        (f"thing 1\t{SHA}\t2\tx\n1\tone\nzwei\ttwo\n", ":3: damaged"),
        (f"thing 1\t{SHA}\t2\tx\n1\tone\n2\t\\q\n", ":3: damaged"),
        (f"thing 1\t{SHA}\t2\tx\n1\tone\n", ": damaged: lines are missing"),
        (f"thing 1\t{SHA}\t1\tx\n1\tone\n2\ttwo\n", ": damaged: lines are missing"),
        (f"thing 1\t{SHA}\t2\tx\n1\tone\n2\ttwo\textra\n", ":3: damaged"),
        (f"thing 1\t{SHA}\t2\tx\nother 1\t{OTHER}\t1\tx\n", ":2: damaged"),
    ],
)
def test_a_damaged_table_has_no_rows_but_still_its_digest(tmp_path: Path, text: str, damage: str) -> None:
    path = tmp_path / "x"
    path.write_text(text)
    found = read_table(path, "thing", pair)
    assert found
    assert (found.sha256, found.rows, found.damage) == ((SHA,), (), f"{path}{damage}")


@pytest.mark.parametrize(
    ("data", "damage"),
    [
        (b"", ": damaged: lines are missing"),
        (b"1\tone\n", ": damaged: lines are missing"),
        (f"thing 2\t{SHA}\t1\tx\n1\tone\n".encode(), ":1: damaged"),
        (f"thing 1\t{SHA[1:]}\t1\tx\n1\tone\n".encode(), ":1: damaged"),
        (b"\xff\xfe1\x00\n", ":1: damaged"),
    ],
)
def test_a_table_without_a_sound_header_says_nothing(tmp_path: Path, data: bytes, damage: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    found = read_table(path, "thing", pair)
    assert found
    assert (found.sha256, found.name, found.rows, found.damage) == ((), "", (), f"{path}{damage}")
