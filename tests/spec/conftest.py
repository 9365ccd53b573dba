"""What every test of specs needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localize.translators.base import PackageInfo, Routes

ERRORS = Path(__file__).parent / "errors"


@pytest.fixture(scope="session")
def routes() -> Routes:
    """Russian to English and to Chinese."""
    pairs = (("ru", "en"), ("ru", "zh"))
    return Routes(packages=tuple(PackageInfo(source=a, target=b, version="1.0", path="models") for a, b in pairs))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a spec file."""

    def write(text: str) -> Path:
        path = tmp_path / "spec.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
