from __future__ import annotations

from pathlib import Path

import pytest

from localize.errors import UsageError
from localize.qc.files import sources


@pytest.mark.parametrize(
    ("target", "source", "paired"),
    [
        ("show.s01e01.zh-Hans.srt", "show.s01e01.ru.srt", True),
        ("show.s01e01.zh-Hant-TW.ass", "show.s01e01.srt", True),
        ("show.s01e01.zh-TW.vtt", "show.s01e01.ru.ass", True),
        ("show.s01e01.srt", "show.s01e01.RU.SRT", True),
        ("show.s01e01.en.srt", "show.s01e02.ru.srt", False),
        ("show.s01e01.en.srt", "show.ru.srt", False),
        ("show.en.srt", "show.ru.txt", False),
        ("en.srt", "ru.srt", False),
    ],
)
def test_names(tmp_path: Path, target: str, source: str, paired: bool) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / source).touch()
    path = tmp_path / target
    assert sources([path], folder) == ({path: folder / source} if paired else {})


def test_one_file_for_all(tmp_path: Path) -> None:
    source = tmp_path / "any.srt"
    source.touch()
    paths = [tmp_path / "a.en.srt", tmp_path / "a.zh-Hans.srt"]
    assert sources(paths, source) == dict.fromkeys(paths, source)


def test_none() -> None:
    assert sources([Path("a.srt")], None) == {}


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        sources([Path("a.srt")], tmp_path / "nowhere")
