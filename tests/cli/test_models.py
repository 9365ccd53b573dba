from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from localize.translators.archive import sha256
from localize.translators.vocabulary import CUE_BREAK, PLACEHOLDERS, STEERING

STARTERS = Path(__file__).parents[2] / "models"
RU_EN = STARTERS / "translate-ru_en-1_0.argosmodel"
RU_ZH = STARTERS / "translate-ru_zh-1_0.argosmodel"


class Shell:
    """`localize models …` in a folder of its own, with nothing installed. Says (exit code, stdout, stderr)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages = folder / "argos" / "packages"
        self.environment = {
            "ARGOS_PACKAGES_DIR": str(self.packages),
            "ARGOS_PACKAGE_INDEX": "http://127.0.0.1:1/",
            "PYTHONUTF8": "1",
            **{name: str(folder / "home") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")},
        }

    def __call__(self, *words: str | Path) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "localize", "models", *map(str, words)],
            cwd=self.folder,
            env=self.environment | {"PYTHONPATH": str(STARTERS.parent)},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout, done.stderr


@pytest.fixture
def models(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_install_list_remove(models: Shell) -> None:
    place = models.packages / "translate-ru_en-1_0"
    assert models("list") == (0, "", "no packages; `localize models install ru en` fetches one\n")
    assert models("install", "ru", "en", "--from", RU_EN) == (
        0,
        "",
        f"installed translate-ru_en-1.0 in {place} (CC BY-NC 4.0, evaluation only)\n",
    )
    assert models("list") == (
        0,
        "pair   version  licence                        where\n"
        f"ru→en  1.0      CC BY-NC 4.0, evaluation only  {place}\n",
        "",
    )
    assert models("remove", "ru", "en") == (0, "", "removed translate-ru_en-1.0\n")
    assert models("remove", "ru", "en") == (
        2,
        "",
        f"no package ru→en in {models.packages}; `localize models list` shows the folders, --models chooses one\n",
    )


def test_list_as_json(models: Shell) -> None:
    code, output, said = models("list", "--json", "--models", STARTERS)
    first = json.loads(output)["packages"][0]
    assert (code, said) == (0, "")
    assert Path(first.pop("path")).is_dir()
    assert first == {
        "name": "translate-ru_en-1.0",
        "source": "ru",
        "target": "en",
        "version": "1.0",
        "licence": "CC BY-NC 4.0",
        "evaluation_only": True,
        "placeholders": list(PLACEHOLDERS),
        "steering": list(STEERING),
        "cue_break": CUE_BREAK,
        "longest": 16,
        "where": str(RU_EN),
        "used": True,
    }
    assert json.loads(output)["damaged"] == []


def test_list_shows_what_is_damaged_and_what_is_hidden(models: Shell) -> None:
    folder = models.folder / "models"
    folder.mkdir()
    shutil.copy(RU_EN, folder)
    (folder / "bad.argosmodel").write_text("")
    models("install", "ru", "en", "--from", RU_EN)
    message = f"{folder}/bad.argosmodel: not a whole zip archive (File is not a zip file); download or copy it again"
    code, output, said = models("list")
    assert (code, said) == (1, message + "\n")
    assert output.splitlines()[1:] == [
        f"ru→en  1.0      CC BY-NC 4.0, evaluation only  {folder / RU_EN.name}",
        f"ru→en  1.0      CC BY-NC 4.0, evaluation only  {models.packages}/translate-ru_en-1_0 "
        "(not used: an earlier one is)",
    ]
    code, output, said = models("list", "--json")
    assert (code, json.loads(output)["damaged"]) == (1, [message])
    assert [row["used"] for row in json.loads(output)["packages"]] == [True, False]


def test_install_says_that_an_earlier_folder_hides_it(models: Shell) -> None:
    folder = models.folder / "models"
    folder.mkdir()
    shutil.copy(RU_EN, folder)
    code, _, said = models("install", "ru", "en", "--from", RU_EN)
    assert code == 0
    assert said.splitlines()[1:] == [
        f"{folder / RU_EN.name} is found before it and stays in use; remove that, or use --models"
    ]


def test_info(models: Shell) -> None:
    code, output, said = models("info", "ru", "zh-Hans", "--models", STARTERS)
    assert (code, said) == (0, "")
    told = f"placeholders    {' '.join(PLACEHOLDERS)}\nsteering        <short> <long> <polite> <familiar>\n"
    assert f"licence         CC BY-NC 4.0\nevaluation_only yes\n{told}" in output
    (row,) = json.loads(models("info", "ru", "zh", "--models", STARTERS, "--json")[1])["packages"]
    assert (row["name"], row["where"]) == ("translate-ru_zh-1.0", str(RU_ZH))
    assert models("info", "ru", "de", "--models", STARTERS) == (
        2,
        "",
        "no package ru→de; `localize models install ru de` fetches one\n",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", RU_ZH), f"{RU_ZH}: translates ru→zh, not ru→en\n"),
        (
            ("--from", RU_EN, "--sha256", "AB"),
            f"{RU_EN}: its SHA-256 is {sha256(RU_EN)}, expected ab; it is damaged or not what was promised\n",
        ),
        (
            (),
            "fetching ru→en …\nhttp://127.0.0.1:1/index.json: Connection refused; "
            "check the network and ARGOS_PACKAGE_INDEX, or install a file you have with --from\n",
        ),
    ],
)
def test_install_refuses(models: Shell, words: tuple[str | Path, ...], message: str) -> None:
    assert models("install", "ru", "en", *words) == (2, "", message)
    assert models("list")[1] == ""


def test_from_and_index_exclude_each_other(models: Shell) -> None:
    code, _, said = models("install", "ru", "en", "--from", RU_EN, "--index", "http://127.0.0.1")
    assert code == 2
    assert said.endswith("Error: --from and --index exclude each other\n")


def test_a_models_folder_that_does_not_exist(models: Shell) -> None:
    assert models("list", "--models", "nowhere") == (2, "", "--models: nowhere is not a folder\n")
