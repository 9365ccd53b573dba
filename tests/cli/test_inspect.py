from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localize.cli import main

SRT = "1\n00:00:01,000-->00:00:02,000\n{\\an8}<i>Ты где была всю ночь?</i>\n"
CUES = [
    {
        "id": "f3d4",
        "start_ms": 1000,
        "end_ms": 2000,
        "text": "Ты где была всю ночь?",
        "tags": ["{\\an8}", "<i>", "</i>"],
    }
]
BILINGUAL = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n你找谁？\nWhere are you?\n\n" for n in range(1, 4))


def _inspect(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["inspect", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.srt"
    path.write_bytes(SRT.encode())
    return path


def test_json(file: Path) -> None:
    result = _inspect("--json", file)
    value = json.loads(result.stdout)
    assert result.exit_code == 0
    cue_id = value["cues"][0]["id"]
    assert len(cue_id) == 10
    assert list(value) == [
        "path", "format", "encoding", "newline", "bom", "language", "script", "cues", "warnings"
    ]  # fmt: skip
    assert value == {
        "path": str(file),
        "format": "srt",
        "encoding": {"name": "utf-8", "confidence": 1.0},
        "newline": "lf",
        "bom": False,
        "language": "ru",
        "script": "Cyrl",
        "cues": [{**CUES[0], "id": cue_id}],
        "warnings": [
            {"line": 2, "rule": "srt.arrow", "message": "the arrow is not written ' --> ' but was read as one"}
        ],
    }


def test_json_of_several_files_is_an_array(file: Path) -> None:
    assert [one["path"] for one in json.loads(_inspect("--json", file, file).stdout)] == [str(file)] * 2


def test_text(file: Path) -> None:
    result = _inspect(file)
    lines = [line.rstrip() for line in result.stdout.split("\n")]
    assert result.exit_code == 0
    assert lines[:4] == [
        str(file),
        "srt, utf-8 (confidence 1.00), line ends lf",
        "language ru, script Cyrl, 1 cues",
        "  line 2: srt.arrow: the arrow is not written ' --> ' but was read as one",
    ]
    assert lines[4].endswith("00:00:01,000 - 00:00:02,000  dialogue  Ты где была всю ночь?")


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x.vtt"
    text = "Привет, \x1b[31mкрасный &#27;]0;\x07мир\x9b1m\u202e"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n" + text + " и ещё много обычных слов в этой строке\n", "utf-8")
    for result in (_inspect(path), _inspect("--json", path)):
        assert result.exit_code == 0
        assert not set(result.stdout) & set("\x1b\x07\x9b\u202e")
    assert "\x1b[31m" in json.loads(_inspect("--json", path).stdout)["cues"][0]["text"]


def test_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_bytes(SRT.encode("koi8-r"))
    value = json.loads(_inspect("--json", "--encoding", "koi8-r", path).stdout)
    assert (value["encoding"]["name"], value["cues"][0]["text"]) == ("koi8-r", "Ты где была всю ночь?")
    wrong = _inspect("--encoding", "koi9", path)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("unknown encoding 'koi9'; did you mean 'koi8-r'?")


def test_bilingual_files_show_everything_until_one_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_text(BILINGUAL, "utf-8")
    whole = json.loads(_inspect("--json", path).stdout)
    assert (whole["language"], whole["script"], whole["cues"][0]["text"]) == (
        "zh-Hans", "Hans", "你找谁？\nWhere are you?"
    )  # fmt: skip
    assert whole["warnings"][0]["message"] == (
        "two languages in most cues: zh-Hans and en; choose with --line zh-Hans or --line en"
    )
    english = json.loads(_inspect("--json", "--line", "en", path).stdout)
    assert (english["language"], english["script"], english["cues"][0]["text"]) == ("en", "Latn", "Where are you?")


@pytest.mark.parametrize("line", ["", "klingon", "3"])
def test_a_line_that_can_be_right_for_no_file_is_wrong_use(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.srt"
    path.write_text(BILINGUAL, "utf-8")
    result = _inspect("--line", line, path)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_language_that_the_file_does_not_hold_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_text(BILINGUAL, "utf-8")
    result = _inspect("--line", "ru", path)
    assert result.exit_code == 1
    assert result.stderr == f"{path}: no ru lines, but zh-Hans and en; say --line zh-Hans or --line en\n"


def test_an_unreadable_file_fails_and_the_others_go_on(file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.srt"
    empty.write_bytes(b"")
    result = _inspect("--json", empty, file)
    assert (result.exit_code, result.stderr) == (1, f"{empty}: the file is empty\n")
    assert [one["path"] for one in json.loads(result.stdout)] == [str(file)]
    alone = _inspect("--json", empty)
    assert (alone.exit_code, alone.stdout) == (1, "")


@pytest.mark.parametrize("arguments", [[], ["--jsn", "x"], ["absent.srt"], ["."]])
def test_wrong_use(arguments: list[str]) -> None:
    assert _inspect(*arguments).exit_code == 2


def test_long_files_are_cut_short_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_text("".join(f"00:00:{n:02d},000->00:00:{n:02d},900\nДа.\n\n" for n in range(30)), "utf-8")
    result = _inspect(path)
    assert "  and 40 more warnings; --json shows all\n" in result.stdout
    assert result.stdout.endswith("and 10 more cues; --json shows all\n")
