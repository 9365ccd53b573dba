from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from localize.translators import argos_package

STARTERS = Path(__file__).parents[2] / "models"

Edits = Mapping[str, bytes | None]


@pytest.fixture
def argos_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Argos's packages folder, empty; and no package to be found anywhere else."""
    folder = tmp_path / "argos" / "packages"
    folder.mkdir(parents=True)
    settings = argos_package.package().settings
    monkeypatch.setattr(settings, "package_data_dir", folder)
    monkeypatch.setattr(settings, "package_dirs", [folder])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("LOCALIZE_MODELS", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def variant(tmp_path: Path) -> Callable[[Path, Edits], Path]:
    """Writes a copy of the ru→en starter package with entries changed, added, or (None) left out."""

    def write(path: Path, edits: Edits) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(STARTERS / "translate-ru_en-1_0.argosmodel") as starter, zipfile.ZipFile(path, "w") as new:
            entries = {name: starter.read(name) for name in starter.namelist()}
            top = "translate-ru_en-1_0/"
            changed = {name if "/" in name.rstrip("/") else top + name: data for name, data in edits.items()}
            for name, data in {**entries, **changed}.items():
                if data is not None:
                    new.writestr(name, data)
        return path

    return write
