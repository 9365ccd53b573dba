"""What every test of specs needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.translators.base import PackageInfo, Routes

ERRORS = Path(__file__).parent / "errors"


@pytest.fixture(scope="session")
def routes() -> Routes:
    """Russian to English and to Chinese."""
    pairs = (("ru", "en"), ("ru", "zh"))
    return Routes(packages=tuple(PackageInfo(source=a, target=b, version="1.0", path="models") for a, b in pairs))
