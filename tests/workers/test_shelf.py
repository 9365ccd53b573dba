from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from localize.translators.base import PackageInfo
from localize.translators.packages import look
from localize.workers import shelf
from tests.running import MODELS


@pytest.fixture(scope="module")
def english(unpacked: Path) -> PackageInfo:
    return next(found.package for found in look(MODELS).found if found.package.target == "en")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unpacked: Path) -> Iterator[Path]:
    """The folder of LOCALIZE_MODELS, empty; and no package anywhere else."""
    path = tmp_path / "models here"
    path.mkdir()
    monkeypatch.setenv("LOCALIZE_MODELS", str(path))
    monkeypatch.chdir(path)
    shelf._looked.cache_clear()
    yield path
    shelf._looked.cache_clear()


def copy(package: PackageInfo, place: Path) -> PackageInfo:
    shutil.copytree(package.path, place)
    return replace(package, path=str(place))


def test_the_same_files_elsewhere_are_the_same_package(english: PackageInfo, tmp_path: Path) -> None:
    other = copy(english, tmp_path / "other")
    assert shelf.digest(other) == shelf.digest(english)
    (tmp_path / "other" / "README.md").write_text("words that translate nothing")
    assert shelf.digest(other) == shelf.digest(english)


@pytest.mark.parametrize("part", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_a_package_with_another_file_is_another(english: PackageInfo, tmp_path: Path, part: str) -> None:
    other = copy(english, tmp_path / "other")
    before = shelf.digest(other)
    with (tmp_path / "other" / part).open("ab") as file:
        file.write(b" ")
    assert shelf.digest(other) != before


def test_a_package_is_found_by_its_digest_even_if_it_came_later(english: PackageInfo, folder: Path) -> None:
    wanted = shelf.digest(english)
    assert shelf.find(wanted) is None
    copy(english, folder / "it is here")
    found = shelf.find(wanted)
    assert found is not None
    assert found.path == str(folder / "it is here")
    assert set(shelf.packages()) == {wanted}


def test_an_older_version_beside_the_one_in_use_is_found_too(english: PackageInfo, folder: Path) -> None:
    copy(english, folder / "old")
    new = copy(english, folder / "new")
    metadata = folder / "new" / "metadata.json"
    metadata.write_text(metadata.read_text().replace(f'"{english.version}"', '"99.0"'))
    assert {shelf.digest(english), shelf.digest(new)} == set(shelf.packages())
    assert shelf.digest(english) != shelf.digest(new)
