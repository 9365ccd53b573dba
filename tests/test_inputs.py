"""Names on the command line as files to work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.errors import UsageError
from localize.inputs import gather, refuse_unknown
from localize.outputs import Outputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.srt", "a.ASS", "sub/c.vtt", "sub/d.ssa", ".hidden/e.srt", "sub/.f.srt", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (tmp_path / "folder.srt").mkdir()
    return tmp_path


def test_a_folder_stands_for_its_subtitle_files_sorted(folder: Path) -> None:
    names = [str(path.relative_to(folder)) for path in gather([folder]).files]
    assert names == ["a.ASS", "b.srt", "sub/c.vtt", "sub/d.ssa"]


def test_a_file_counts_whatever_its_name_and_each_once(folder: Path) -> None:
    files = [folder / "notes.txt", folder / "sub" / ".f.srt", folder / "b.srt"]
    assert gather([*files, folder / "b.srt", folder]).files[:3] == tuple(files)
    assert len(gather([*files, folder]).files) == 6


def test_what_an_earlier_run_made_is_passed_over_unless_it_is_named(folder: Path) -> None:
    made = (folder / "b.srt", folder / "gone.srt")
    assert folder / "b.srt" not in gather([folder], made).files
    assert folder / "b.srt" in gather([folder, folder / "b.srt"], made).files
    with pytest.raises(UsageError, match="holds nothing but the outputs of an earlier run"):
        gather([folder / "sub"], (folder / "sub" / "c.vtt", folder / "sub" / "d.ssa"))


def test_files_with_other_endings_are_told_of(folder: Path) -> None:
    assert gather([folder]).not_taken == "not taken: 1 file with another ending (notes.txt)"
    for name in ("a.sbv", "sub/b.sub", "nothing", ".secret"):
        (folder / name).touch()
    found = gather([folder, folder / "sub", folder / "nothing"])
    assert found.not_taken == "not taken: 3 files with other endings (a.sbv, notes.txt, b.sub)"
    (folder / "z.txt").touch()
    assert gather([folder]).not_taken == "not taken: 5 files with other endings (a.sbv, notes.txt, nothing, …)"
    assert gather([folder / "a.sbv"]).not_taken == ""


def test_what_a_run_wrote_is_no_file_left_out(folder: Path) -> None:
    (folder / "notes.txt").unlink()
    Outputs(folder).write("report.html", b"<html>")
    assert gather([folder]).not_taken == ""


def test_what_does_not_exist(folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        gather([folder, folder / "no.srt"])
    assert str(caught.value) == f"{folder}/no.srt: no such file or folder"


def test_a_folder_without_subtitles(folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        gather([folder / "folder.srt"])
    assert str(caught.value) == f"{folder}/folder.srt: no subtitle file (.srt, .ass, .ssa, .vtt) in this folder"


def test_a_folder_that_nobody_may_look_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", closed)
    with pytest.raises(UsageError) as caught:
        gather([folder])
    assert str(caught.value) == f"{folder}: Permission denied"


def test_refuse_unknown() -> None:
    refuse_unknown(encoding=None, line=None)
    refuse_unknown(encoding="KOI8-R", line="2")
    refuse_unknown(encoding="utf8", line="zh-Hans")
    with pytest.raises(UsageError, match="unknown encoding 'koi-8'; did you mean 'koi8-r'"):
        refuse_unknown(encoding="koi-8", line=None)
    refuse_unknown(encoding=None, line="zh-TW")


@pytest.mark.parametrize("line", ["12", "0", "klingon", ""])
def test_a_line_that_no_file_has(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unknown(encoding=None, line=line)
    known = "ru, en, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK"
    assert str(caught.value) == f"--line {line!r}: write 1, 2 or one of {known}"
