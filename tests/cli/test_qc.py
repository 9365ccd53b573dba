from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from localize.cli import main
from localize.qc import RULES

CLEAN = "1\n00:00:01,000 --> 00:00:03,000\nHello, Arisa.\n\n2\n00:00:04,000 --> 00:00:06,000\nShe is thirty.\n"
FAST = "1\n00:00:01,000 --> 00:00:02,000\nThis is much too fast to be read.\n"
SOURCE = "1\n00:00:01,000 --> 00:00:03,000\nПривет, Ариса.\n\n2\n00:00:04,000 --> 00:00:06,000\nЕй 30 лет.\n"
GLOSSARY = "ru\ten\tkind\nАриса\tArisa\tperson\n"
KEYS = ["rule", "severity", "cue", "cue_id", "start_ms", "end_ms", "message", "value", "limit", "source"]


def call(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["qc", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def report(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code, out, err = call(*arguments, "--format", "json")
    assert err == ""
    return code, json.loads(out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small delivery: `good/` with two clean files, `fast.en.srt`, a source folder, a term base."""
    for name, text in {
        "good/e01.en.srt": CLEAN,
        "good/more/e02.en.srt": CLEAN,
        "fast.en.srt": FAST,
        "ru/e01.ru.srt": SOURCE,
        "ru/e02.srt": SOURCE,
        "terms.tsv": GLOSSARY,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_clean_files(folder: Path) -> None:
    code, found = report(folder / "good", "--profile", "netflix-en")
    assert code == 0
    assert found["profile"] == "netflix-en"
    assert [file["path"] for file in found["files"]] == [
        str(folder / "good/e01.en.srt"),
        str(folder / "good/more/e02.en.srt"),
    ]
    assert [list(file) for file in found["files"]] == [["path", "cues", "not_run", "findings"]] * 2
    assert [(file["cues"], file["findings"]) for file in found["files"]] == [(2, [])] * 2
    assert {"rule": "timing.gap", "why": "no frame rate"} in found["files"][0]["not_run"]


def test_a_finding_as_json(folder: Path) -> None:
    code, found = report(folder / "fast.en.srt", "--profile", "netflix-en")
    assert code == 1
    (finding,) = found["files"][0]["findings"]
    assert list(finding) == KEYS
    assert finding == {
        "rule": "layout.cps",
        "severity": "error",
        "cue": 1,
        "cue_id": finding["cue_id"],
        "start_ms": 1000,
        "end_ms": 2000,
        "message": "33 characters a second, limit 17",
        "value": 33.0,
        "limit": 17,
        "source": "Netflix, English (USA) Timed Text Style Guide",
    }


def test_with_everything_all_rules_run(folder: Path) -> None:
    code, found = report(
        folder / "good", "--profile", "netflix-en", "--source", folder / "ru",
        "--glossary", folder / "terms.tsv", "--frame-rate", "23.976",
    )  # fmt: skip
    assert code == 0
    assert [file["findings"] for file in found["files"]] == [[], []]
    assert [file["not_run"] for file in found["files"]] == [
        [{"rule": "tag.italics", "why": "no limit in profile netflix-en"}]
    ] * 2


def test_against_one_source_file(folder: Path) -> None:
    path = folder / "good/e01.en.srt"
    path.write_text(CLEAN.replace("Arisa", "Alice").replace("thirty", "old"), encoding="utf-8")
    code, found = report(
        path, "--profile", "generic", "--source", folder / "ru/e01.ru.srt", "--glossary", folder / "terms.tsv"
    )
    assert code == 1
    assert [(finding["cue"], finding["rule"]) for finding in found["files"][0]["findings"]] == [
        (1, "term.missing"),
        (2, "text.number"),
    ]


def test_findings_about_a_whole_file_have_no_cue(folder: Path) -> None:
    path = folder / "good/e01.en.srt"
    path.write_text(CLEAN.split("\n\n")[0] + "\n", encoding="utf-8")
    _, found = report(path, "--profile", "netflix-en", "--source", folder / "ru")
    (finding,) = found["files"][0]["findings"]
    assert list(finding) == KEYS
    assert finding["rule"] == "source.cue-missing"
    assert [finding[key] for key in ("cue", "cue_id", "start_ms", "end_ms")] == [None] * 4


def test_a_russian_file_for_chinese(folder: Path) -> None:
    code, found = report(folder / "ru/e01.ru.srt", "--profile", "netflix-zh-hans")
    assert code == 1
    assert [finding["message"] for finding in found["files"][0]["findings"] if finding["rule"] == "script.label"] == [
        "Cyrillic text, but zh-Hans is Simplified Chinese"
    ]


def test_an_unreadable_file_is_a_finding_and_the_others_go_on(folder: Path) -> None:
    (folder / "good/broken.srt").write_bytes(b"\x00\x01\x02\xff\xfe" * 50)
    code, found = report(folder / "good", "--profile", "netflix-en")
    assert code == 1
    broken, *others = found["files"]
    assert [len(file["findings"]) for file in others] == [0, 0]
    (finding,) = broken["findings"]
    assert list(finding) == KEYS
    assert (finding["rule"], finding["severity"], finding["cue"]) == ("file.unreadable", "error", None)
    assert str(folder / "good/broken.srt") in finding["message"]
    assert broken["cues"] == 0
    assert broken["not_run"] == [{"rule": rule, "why": "the file cannot be read"} for rule in RULES]
    text = call(folder / "good/broken.srt", "--profile", "netflix-en")[1]
    assert f"not run: all {len(RULES)} rules: the file cannot be read" in text


def test_files_with_other_endings_are_told_of(folder: Path) -> None:
    (folder / "good/e03.sbv").touch()
    _, out, err = call(folder / "good", "--profile", "netflix-en", "--format", "json")
    assert len(json.loads(out)["files"]) == 2
    assert err == "not taken: 1 file with another ending (e03.sbv)\n"


def test_fail_on(folder: Path) -> None:
    path = folder / "three.en.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:05,000\na\nb\nc\n", encoding="utf-8")
    arguments = (path, "--profile", "generic", "--language", "en")
    assert report(*arguments)[0] == 0
    assert report(*arguments, "--fail-on", "warning")[0] == 1


def test_text(folder: Path) -> None:
    code, out, err = call(folder / "good/e01.en.srt", folder / "fast.en.srt", "--profile", "netflix-en")
    assert (code, err) == (1, "")
    assert out.split("\n")[0] == f"{folder}/good/e01.en.srt: 2 cues, no findings"
    assert "  not run: timing.gap: no frame rate\n" in out
    assert f"{folder}/fast.en.srt: 1 cue, 1 error\n" in out
    assert "1  00:00:01,000  error     layout.cps  33 characters a second, limit 17" in out
    assert "limit of layout.cps: Netflix, English (USA) Timed Text Style Guide\n" in out
    assert out.split("\n")[-2] == "2 files, 3 cues, 1 error by netflix-en (version 1)"


def test_text_from_a_file_does_not_reach_the_terminal(folder: Path) -> None:
    path = folder / "good/e01.en.srt"
    path.write_text(CLEAN.replace("Hello, Arisa.", "Ари\x1b[31mса [bold]x[/bold]"), encoding="utf-8")
    _, out, _ = call(path, "--profile", "netflix-en", "--source", folder / "ru", "--language", "en")
    assert "\x1b" not in out
    assert "[bold]" in out or "script.wrong" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.srt", "--profile", "netflix-en"], "nowhere.srt: no such file or folder\n"),
        (["{good}", "--profile", "netflix-enn"], "unknown profile 'netflix-enn'; did you mean 'netflix-en'?\n"),
        (
            ["{good}", "--profile", "generic", "--source", "nowhere"],
            "nowhere: no such file or folder; give the source file or the folder of source files\n",
        ),
        (
            ["{good}", "--profile", "generic", "--frame-rate", "fast"],
            "--frame-rate: 'fast' is no frame rate; write frames a second, such as 25 or 23.976\n",
        ),
        (
            ["{good}", "--profile", "generic", "--frame-rate", "1/0"],
            "--frame-rate: '1/0' is no frame rate; write frames a second, such as 25 or 23.976\n",
        ),
        (
            ["{good}", "--profile", "generic", "--language", "klingon"],
            "unknown language 'klingon'; known: ru, en, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK\n",
        ),
        (
            ["{good}", "--profile", "generic", "--glossary", "nowhere.tsv"],
            "nowhere.tsv: cannot be read: No such file or directory; give the path of a glossary file\n",
        ),
    ],
)
def test_wrong_use_is_found_before_any_work(folder: Path, arguments: list[str], message: str) -> None:
    filled = [argument.format(good=folder / "good") for argument in arguments]
    assert call(*filled) == (2, "", message)


def test_two_source_files_for_one(folder: Path) -> None:
    (folder / "ru/e01.ru.ass").write_text("", encoding="utf-8")
    assert call(folder / "good/e01.en.srt", "--profile", "generic", "--source", folder / "ru") == (
        2,
        "",
        f"{folder}/good/e01.en.srt: two source files, e01.ru.ass and e01.ru.srt; "
        "give a folder with one language, or --source FILE\n",
    )


def test_source_and_target_in_one_folder(folder: Path) -> None:
    (folder / "good/e01.ru.srt").write_text(SOURCE, encoding="utf-8")
    _, found = report(folder / "good/e01.en.srt", "--profile", "netflix-en", "--source", folder / "good")
    assert "no source file" not in {row["why"] for row in found["files"][0]["not_run"]}


def test_a_line_of_a_bilingual_file(folder: Path) -> None:
    path = folder / "two.srt"
    blocks = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n走吧\nLet us go.\n" for n in range(1, 9)]
    path.write_text("\n".join(blocks), encoding="utf-8")
    assert report(path, "--profile", "netflix-zh-hans")[0] == 1
    assert report(path, "--profile", "netflix-zh-hans", "--line", "zh-Hans")[0] == 0


def test_a_forgotten_line_is_found_and_one_the_source_has_so_is_not(folder: Path) -> None:
    """The reader takes both for lines in a language of their own."""
    russian = ("Привет.", "你好，你是谁？", "Ей 30 лет.", "Пойдём домой.", "Хорошо.")
    english = ("Hello.", "你好，你是谁？", "She is thirty.", "Пойдём домой.", "All right.")
    for path, lines in (("ru/e03.ru.srt", russian), ("e03.en.srt", english)):
        blocks = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n" for n, line in enumerate(lines, 1)]
        (folder / path).write_text("\n".join(blocks), encoding="utf-8")
    _, found = report(folder / "e03.en.srt", "--profile", "generic", "--source", folder / "ru")
    assert [(finding["cue"], finding["rule"]) for finding in found["files"][0]["findings"]] == [
        (4, "script.wrong"),
        (4, "text.untranslated"),
    ]


def test_an_unreadable_source_is_a_finding_too(folder: Path) -> None:
    (folder / "ru/e01.ru.srt").write_bytes(b"\x00\x01\x02\xff\xfe" * 50)
    code, found = report(folder / "good", "--profile", "netflix-en", "--source", folder / "ru")
    assert code == 1
    (finding,) = found["files"][0]["findings"]
    assert finding["rule"] == "file.unreadable"
    assert finding["message"].startswith(str(folder / "ru/e01.ru.srt"))
    assert {rule["why"] for rule in found["files"][0]["not_run"]} == {"the source file cannot be read"}
    assert found["files"][1]["findings"] == []


def test_real_files(shared_data: Path) -> None:
    """Every file has its row, and every finding its cue."""
    code, found = report(shared_data / "subtitles", "--profile", "generic", "--frame-rate", "25")
    assert code == 1
    assert len(found["files"]) == len([path for path in (shared_data / "subtitles").rglob("*.*") if path.is_file()])
    for file in found["files"]:
        assert file["cues"] > 0 or [finding["rule"] for finding in file["findings"]] == ["file.unreadable"]
        for finding in file["findings"]:
            assert finding["cue"] is None or 1 <= finding["cue"] <= file["cues"]


def test_a_translation_by_people_against_its_source(shared_data: Path) -> None:
    """Known to be good: nothing is missing, untranslated, looping or in a wrong script."""
    folder = shared_data / "subtitles" / "morevna"
    _, found = report(
        folder / "morevna-ep4-eng.srt", "--profile", "generic", "--source", folder / "morevna-ep4-rus.srt"
    )
    assert {finding["rule"] for finding in found["files"][0]["findings"]} == {"timing.max-duration"}
