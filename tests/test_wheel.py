from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from localize import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel. It is built from a copy, because setuptools leaves its folders in the tree."""
    copy = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "localize", copy / "localize", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", out, copy], check=True)
    (path,) = out.glob("*.whl")
    return path


@pytest.mark.slow
def test_everything_in_the_package_is_in_the_wheel(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "localize").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert files - packed == set()
    assert {Path(name).parts[0] for name in packed - files} == {f"localize-{__version__}.dist-info"}
    assert f"localize-{__version__}.dist-info/licenses/LICENSE" in packed


@pytest.mark.slow
def test_the_wheel_works_outside_the_project(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    for words in (["--version"], ["profiles", "list"], ["models", "list", "--models", str(ROOT / "models")]):
        done = subprocess.run(
            [sys.executable, "-m", "localize", *words],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, ""), words
        assert done.stdout
