"""A tiny vocabulary, a tiny package; and without PyTorch, the modules that import it stay out."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.training.phrases import TEXTS

_MARK = "\npytestmark = pytest.mark.training\n"

# Modules that are marked as a whole import PyTorch at their top; `-m "not training"` would deselect them anyway.
collect_ignore = [
    path.name
    for path in Path(__file__).parent.glob("test_*.py")
    if find_spec("torch") is None and _MARK in path.read_text("utf-8")
]


@pytest.fixture(scope="session")
def vocabulary() -> bytes:
    """Of the sentences in `phrases`: hardly more than the pieces that every vocabulary has."""
    from localize.training import tokens

    return tokens.learn(TEXTS, size=480)


@pytest.fixture(scope="session")
def package(vocabulary: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of an untrained ru→en package."""
    from tests.training import tiny

    return tiny.package(vocabulary, tmp_path_factory.mktemp("tiny") / "tiny.argosmodel")
