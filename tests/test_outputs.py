"""Writing: whole or not at all, and never over a person's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.outputs import Outputs


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    Outputs(tmp_path).write("a.srt", b"one")
    assert Outputs(tmp_path).write("a.srt", b"two") == (tmp_path / "a.srt", None)
    assert (tmp_path / "a.srt").read_bytes() == b"two"


def test_an_edited_file_is_left_alone_and_the_new_text_stands_beside_it(tmp_path: Path) -> None:
    Outputs(tmp_path).write("a.srt", b"one")
    (tmp_path / "a.srt").write_bytes(b"edited")
    assert Outputs(tmp_path).write("a.srt", b"two") == (tmp_path / "a.new.srt", tmp_path / "a.srt")
    assert (tmp_path / "a.srt").read_bytes() == b"edited"
    assert (tmp_path / "a.new.srt").read_bytes() == b"two"
    # And again: the aside is ours, the edit still is not.
    assert Outputs(tmp_path).write("a.srt", b"three") == (tmp_path / "a.new.srt", tmp_path / "a.srt")


def test_a_file_we_never_wrote_counts_as_a_persons(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(b"theirs")
    Outputs(tmp_path).write("a.srt", b"ours")
    assert (tmp_path / "a.srt").read_bytes() == b"theirs"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_memory_loses_no_edit(tmp_path: Path, damage: bytes) -> None:
    Outputs(tmp_path).write("a.srt", b"one")
    (tmp_path / ".localize" / "written" / "a.srt.tsv").write_bytes(damage)
    Outputs(tmp_path).write("a.srt", b"two")
    assert (tmp_path / "a.srt").read_bytes() == b"one"


def test_the_same_text_is_no_edit(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(b"one")
    assert Outputs(tmp_path).write("a.srt", b"one") == (tmp_path / "a.srt", None)


def test_an_edited_aside_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(b"edited")
    Outputs(tmp_path).write("a.srt", b"two")
    (tmp_path / "a.new.srt").write_bytes(b"merged by hand")
    path, _ = Outputs(tmp_path).write("a.srt", b"three")
    assert (tmp_path / "a.new.srt").read_bytes() == b"merged by hand"
    assert path == tmp_path / "a.new2.srt"
    assert path.read_bytes() == b"three"


@pytest.mark.parametrize("moment", ["write_atomically", "written.finish"])
def test_a_kill_leaves_a_file_that_is_known_to_be_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    Outputs(tmp_path).write("a.html", b"one")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    for text in (b"two", b"three"):
        with monkeypatch.context() as patched:
            patched.setattr(f"localize.outputs.{moment}", die)
            with pytest.raises(KeyboardInterrupt):
                Outputs(tmp_path).write("a.html", text)
    assert Outputs(tmp_path).write("a.html", b"four") == (tmp_path / "a.html", None)
    (tmp_path / "a.html").write_bytes(b"edited")
    assert Outputs(tmp_path).write("a.html", b"five")[1] == tmp_path / "a.html"
