"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.season.show import Show, copy, new

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


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """After the first run; not to be changed."""
    show = new(tmp_path_factory.mktemp("first") / "show")
    assert show.run().code in (0, 1)
    return show


@pytest.fixture
def show(first: Show, tmp_path: Path) -> Show:
    """After the first run."""
    return copy(first, tmp_path / "show")
