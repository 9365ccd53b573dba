from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from localize.errors import UsageError
from localize.translators.archive import sha256
from localize.translators.packages import Survey, installed, look, survey
from localize.translators.vocabulary import PLACEHOLDERS, STEERING

STARTERS = Path(__file__).parents[2] / "models"
RU_EN = STARTERS / "translate-ru_en-1_0.argosmodel"
RU_ZH = STARTERS / "translate-ru_zh-1_0.argosmodel"

Variant = Callable[[Path, Mapping[str, bytes | None]], Path]


def metadata(**fields: object) -> bytes:
    known = {"from_code": "ru", "to_code": "en", "package_version": "1.0", "target_prefix": "<2en>"}
    return json.dumps(known | fields).encode()


def test_the_starter_packages(argos_folder: Path) -> None:
    routes = installed(STARTERS)
    (package,) = routes.find("ru", "zh")
    assert (package.name, package.licence, package.evaluation_only) == ("translate-ru_zh-1.0", "CC BY-NC 4.0", True)
    assert (package.placeholders, package.steering) == (PLACEHOLDERS, STEERING)
    assert Path(package.path, "model", "model.bin").is_file()
    assert installed().packages == ()


def test_an_archive_is_unpacked_once(argos_folder: Path, tmp_path: Path) -> None:
    path = Path(installed(STARTERS).find("ru", "en")[0].path)
    assert path.is_relative_to(tmp_path / "cache" / "localize" / "models" / sha256(RU_EN)[:16])
    made = path.stat().st_mtime_ns
    assert installed(STARTERS).find("ru", "en")[0].path == str(path)
    assert path.stat().st_mtime_ns == made
    assert not list((tmp_path / "cache" / "localize" / "models").glob(".incoming-*"))


def test_earlier_folders_win(
    argos_folder: Path, variant: Variant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def used() -> str:
        return installed(option).find("ru", "en")[0].version

    option = None
    shutil.copytree(installed(STARTERS).find("ru", "en")[0].path, argos_folder / "any-name")
    assert used() == "1.0"
    variant(tmp_path / "models" / "a.argosmodel", {"metadata.json": metadata(package_version="0.1")})
    assert used() == "0.1"
    variant(tmp_path / "environment" / "a.argosmodel", {"metadata.json": metadata(package_version="0.0.9")})
    monkeypatch.setenv("LOCALIZE_MODELS", str(tmp_path / "environment"))
    assert used() == "0.0.9"
    option = variant(tmp_path / "option" / "a.argosmodel", {"metadata.json": metadata(package_version="0.0.8")}).parent
    assert used() == "0.0.8"
    assert [entry.package.version for entry in survey(option).found] == ["0.0.8", "0.0.9", "0.1", "1.0"]


def test_the_highest_version_of_a_folder_wins(argos_folder: Path, variant: Variant, tmp_path: Path) -> None:
    for version in ("1.9", "1.10", "old"):
        variant(tmp_path / "models" / f"{version}.argosmodel", {"metadata.json": metadata(package_version=version)})
    assert [entry.package.version for entry in survey().found] == ["1.10", "1.9", "old"]
    assert [entry.package.version for entry in survey().used] == ["1.10"]


@pytest.mark.parametrize(
    ("edits", "licence", "evaluation_only"),
    [
        ({"README.md": None, "metadata.json": metadata()}, "", False),
        ({"README.md": b"Trained on OPUS.\n\nLicense: CC0\n", "metadata.json": metadata()}, "CC0", False),
        ({"README.md": b"Licensed under CC BY-NC-SA 4.0.", "metadata.json": metadata()}, "CC BY-NC-SA 4.0", True),
        ({"README.md": b"For evaluation only.", "metadata.json": metadata()}, "", True),
        ({"README.md": b"MIT", "metadata.json": metadata(license="CC-BY-4.0")}, "CC-BY-4.0", False),
        ({"README.md": None, "metadata.json": metadata(licence="own\x1b[31m", evaluation_only=True)}, "own[31m", True),
    ],
)
def test_licence(
    argos_folder: Path,
    variant: Variant,
    tmp_path: Path,
    edits: Mapping[str, bytes | None],
    licence: str,
    evaluation_only: bool,
) -> None:
    variant(tmp_path / "models" / "a.argosmodel", edits)
    (package,) = installed().packages
    assert (package.licence, package.evaluation_only) == (licence, evaluation_only)


def test_the_manifest_adds_the_licence(argos_folder: Path, variant: Variant, tmp_path: Path) -> None:
    path = variant(tmp_path / "models" / "a.argosmodel", {"README.md": None})
    entry = {"name": path.name, "sha256": sha256(path).upper(), "licence": "house", "evaluation_only": True}
    (tmp_path / "models" / "manifest.json").write_text(json.dumps({"packages": [entry]}))
    (package,) = installed().packages
    assert (package.licence, package.evaluation_only) == ("house", True)


def test_the_manifest_of_the_starters_is_true() -> None:
    entries = json.loads((STARTERS / "manifest.json").read_bytes())["packages"]
    assert {entry["name"]: entry["size"] for entry in entries} == {
        path.name: path.stat().st_size for path in STARTERS.glob("*.argosmodel")
    }
    assert look(STARTERS).damaged == ()


DAMAGED = {
    "not json": ({"metadata.json": b""},
                 "metadata.json is not JSON (Expecting value: line 1 column 1 (char 0)); install the package again"),
    "not an object": ({"metadata.json": b"[]"}, "metadata.json is not a JSON object; install the package again"),
    "no pair": ({"metadata.json": b"{}"},
                "its metadata.json names no pair of languages; this is not a translation package"),
    "a path as pair": ({"metadata.json": metadata(from_code="../ru")},
                       "its metadata.json names no pair of languages; this is not a translation package"),
    "no version": ({"metadata.json": metadata(package_version="")}, "its metadata.json has no usable package_version"),
    "no metadata": ({"metadata.json": None}, "no metadata.json; this is not an Argos package"),
    "no tokenizer": ({"sentencepiece.model": None},
                     "no sentencepiece.model and no bpe.model; install the package again"),
    "broken tokenizer": ({"sentencepiece.model": b"junk"},
                         "sentencepiece.model cannot be loaded; install the package again"),
    "no model": ({"translate-ru_en-1_0/model/model.bin": None},
                 "model/model.bin is missing; install the package again"),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "message"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_package_is_named_and_the_others_go_on(
    argos_folder: Path,
    variant: Variant,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    edits: Mapping[str, bytes | None],
    message: str,
) -> None:
    path = variant(tmp_path / "models" / "bad.argosmodel", edits)
    shutil.copy(RU_ZH, tmp_path / "models")
    with caplog.at_level(logging.WARNING):
        (package,) = installed().packages
    assert package.target == "zh"
    assert caplog.messages == [f"{path}: {message}"]


def test_damaged_archives(argos_folder: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    (models / "cut.argosmodel").write_bytes(RU_EN.read_bytes()[:5000])
    (models / RU_EN.name).write_bytes(RU_ZH.read_bytes())
    shutil.copy(STARTERS / "manifest.json", models)
    assert [str(error) for error in survey().damaged] == [
        f"{models}/cut.argosmodel: not a whole zip archive (File is not a zip file); download or copy it again",
        f"{models}/{RU_EN.name}: differs from its SHA-256 in manifest.json; download or copy it again",
    ]
    (models / "manifest.json").write_text("[]")
    assert str(survey().damaged[0]) == (
        f'{models}/manifest.json: not a manifest; write {{"packages": [{{"name": …, "sha256": …}}]}}'
    )


def test_stray_folders_are_no_packages(argos_folder: Path) -> None:
    (argos_folder / "notes").mkdir()
    (argos_folder / "readme.txt").write_text("hello")
    assert survey() == Survey(found=(), damaged=())


@pytest.mark.parametrize("name", ["--models", "LOCALIZE_MODELS"])
def test_a_folder_that_was_named_must_exist(argos_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("LOCALIZE_MODELS", "nowhere" if name == "LOCALIZE_MODELS" else "")
    with pytest.raises(UsageError) as caught:
        installed(Path("nowhere") if name == "--models" else None)
    assert str(caught.value) == f"{name}: nowhere is not a folder"


def test_a_cache_that_cannot_be_written(argos_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert str(survey(STARTERS).damaged[0]) == (
        f"{RU_EN}: no room to unpack it ([Errno 20] Not a directory: '{tmp_path}/file/localize/models'); "
        "set XDG_CACHE_HOME to a folder to use"
    )


def test_argos_translate_is_imported_without_its_sentence_splitters(tmp_path: Path) -> None:
    script = """
import importlib.util, sys
absent = {name for name in ("stanza", "minisbd", "torch") if importlib.util.find_spec(name) is None}
from localize.translators import argos_package
assert argos_package.translate().get_installed_languages() == []
argos_package.forget_languages()
assert not absent & set(sys.modules)
"""
    places = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    subprocess.run([sys.executable, "-c", script], env=places, check=True)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"ARGOS_BEAM_SIZE": "many"}, "invalid literal for int() with base 10: 'many'"),
        ({"XDG_CACHE_HOME": "/dev/null"}, "[Errno 20] Not a directory: '/dev/null/argos-translate'"),
    ],
)
def test_argos_settings_that_make_no_sense(tmp_path: Path, setting: dict[str, str], message: str) -> None:
    places = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "localize", "models", "list"], env=places | setting, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Argos Translate does not start: {message}; check its ARGOS_ variables and settings.json, "
        "and that XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME can be written to\n"
    )
