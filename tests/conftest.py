"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes on a busy machine says nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real subtitles and other projects' odd files; see its README for the licences."""
    if not _SHARED.is_dir():
        pytest.skip(f"{_SHARED} is absent: real files are not part of the repository")
    return _SHARED


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a YAML file."""

    def write(text: str) -> Path:
        path = tmp_path / "spec.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
