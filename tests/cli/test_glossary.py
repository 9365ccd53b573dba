from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localize.cli import main

CLEAN = "ru\ten\tkind\tnotes\nАриса\tArisa\tperson\tan android\nдрон\tdrone\t\t\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["glossary", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def test_clean(file: Path) -> None:
    result = run("check", str(file))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "2 terms, 0 problems\n")


def test_problems(file: Path) -> None:
    file.write_text("ru\ten\nдрон\t\nАриса\tArisa\n", encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert result.stderr == (
        f"{file}:2: column 'en': warning: no rendering of 'дрон'; write one\n"
        f"{file}:3: column 'ru': warning: 'Ариса' belongs above 'дрон'; sort with --fix\n"
        "2 terms, 2 problems\n"
    )


def test_json(file: Path) -> None:
    file.write_text("ru\ten\nдрон\t\n", encoding="utf-8")
    result = run("check", str(file), "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout) == {
        "path": str(file),
        "terms": 1,
        "problems": [
            {"line": 2, "column": "en", "severity": "warning", "message": "no rendering of 'дрон'; write one"}
        ],
    }


def test_fix(file: Path) -> None:
    file.write_text("# mine\nru\ten\nдрон \tdrone\n# she\nАриса\tArisa", encoding="utf-8")
    result = run("check", "--fix", str(file))
    assert (result.exit_code, result.stderr) == (0, f"{file}: sorted and tidied\n2 terms, 0 problems\n")
    assert file.read_text(encoding="utf-8") == "# mine\nru\ten\n# she\nАриса\tArisa\nдрон\tdrone\n"
    assert list(file.parent.iterdir()) == [file]
    assert run("check", "--fix", str(file)).stderr == "2 terms, 0 problems\n"


def test_fix_does_not_touch_a_broken_file(file: Path) -> None:
    broken = "ru\ten\nб\tb\nа\n"
    file.write_text(broken, encoding="utf-8")
    result = run("check", "--fix", str(file))
    assert (result.exit_code, result.stderr) == (2, f"{file}:3: 1 cells, but 2 columns; add or take out tabs\n")
    assert file.read_text(encoding="utf-8") == broken


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "no.tsv"
    result = run("check", str(path))
    assert result.exit_code == 2
    assert result.stderr == f"{path}: cannot be read: No such file or directory; give the path of a glossary file\n"


def test_show(file: Path) -> None:
    result = run("show", str(file), "Арисой")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{file}:2: person, match: lemma, case: sensitive\n"
        "  Ариса: ариса/арисе/арисой/арисою/арису/арисы\n"
        "  en: Arisa\n"
        "  notes: an android\n"
    )


def test_show_json(file: Path) -> None:
    result = run("show", str(file), "drone", "--json")
    (entry,) = json.loads(result.stdout)
    assert entry["renderings"] == {"en": ["drone"]}
    assert "дронами" in entry["matching"]["дрон"][0]


def test_show_what_is_not_there(file: Path) -> None:
    result = run("show", str(file), "Ева")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{file}: no term 'Ева'\n")


def test_diff(file: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.tsv"
    new.write_text("ru\ten\tkind\tnotes\nАриса\tAryssa\tperson\t\nмост\tbridge\t\t\n", encoding="utf-8")
    result = run("diff", str(file), str(new))
    assert result.exit_code == 1
    assert result.stdout == (
        f"{new}:2: changed: Ариса\n  en: Arisa -> Aryssa\n{new}:3: added: мост\n{file}:3: removed: дрон\n"
    )
    assert result.stderr == "1 added, 1 removed, 1 changed\n"
    assert [change["term"] for change in json.loads(run("diff", str(file), str(new), "--json").stdout)] == [
        *("Ариса", "мост", "дрон"),
    ]
    same = run("diff", str(file), str(file))
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "0 added, 0 removed, 0 changed\n")


def test_diff_of_what_is_no_glossary(file: Path, tmp_path: Path) -> None:
    result = run("diff", str(file), str(tmp_path / "none.tsv"))
    assert result.exit_code == 2


def test_suggest(file: Path, tmp_path: Path) -> None:
    lines = ("Я видел Тарвина и Арису.", "Где Тарвин?", "Ариса, беги!")
    cues = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n" for n, text in enumerate(lines, 1))
    talk = tmp_path / "talk.ru.srt"
    talk.write_text("\n".join(cues), encoding="utf-8")
    result = run("suggest", str(talk), "--glossary", str(file))
    assert result.exit_code == 0
    assert result.stdout == f"Тарвин\tperson\t2 times, first in {talk}, cue 1; Тарвина\n"
    assert result.stderr == "1 names, 0 phrases\n"
    (one,) = json.loads(run("suggest", str(talk), "--glossary", str(file), "--json").stdout)
    assert (one["form"], one["count"], one["first"]["cue"]) == ("Тарвин", 2, 1)


def test_suggest_goes_on_after_a_file_that_cannot_be_read(file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.srt"
    broken.write_bytes(b"\x00\xff" * 40)
    result = run("suggest", str(broken), str(broken))
    assert result.exit_code == 1
    assert str(broken) in result.stderr


def test_suggest_takes_folders_and_passes_over_other_languages(tmp_path: Path) -> None:
    russian, english = "Мы ищем Вас. Мы спросим Вас.", "Where is he?"
    for name, text in (("a.ru.srt", russian), ("a.en.srt", english)):
        (tmp_path / name).write_text(f"1\n00:00:01,000 --> 00:00:03,000\n{text}\n", encoding="utf-8")
    result = run("suggest", str(tmp_path))
    assert result.exit_code == 0
    assert result.stderr == f"{tmp_path / 'a.en.srt'}: passed over, since it is not Russian\n0 names, 0 phrases\n"
    assert run("suggest", str(tmp_path / "none.srt")).exit_code == 2
