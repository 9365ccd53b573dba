from __future__ import annotations

from pathlib import Path

import pytest

from localize.atomic import write_atomically
from localize.errors import FileError


def test_a_folder_that_cannot_be_written_to_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    with pytest.raises(FileError) as caught:
        write_atomically(tmp_path / "out" / "a.srt", b"x")
    assert str(caught.value) == f"{tmp_path}/out/a.srt: cannot be written: File exists; check the folder and the disk"


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match="No space left on device"):
        write_atomically(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.srt"]
    assert path.read_bytes() == b"old"
