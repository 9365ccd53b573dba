from __future__ import annotations

import pytest

from localize.detect.placeholder import check


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("⟦1⟧ и ⟦2⟧", "⟦2⟧ and ⟦1⟧", None),
        ("⟦1⟧ здесь", "He is here", "⟦1⟧ never instead of once"),
        ("⟦1⟧", "⟦1⟧⟦1⟧", "⟦1⟧ twice instead of once"),
        ("Да", "⟦3⟧⟦3⟧⟦3⟧", "⟦3⟧ 3 times instead of never"),
        ("Да", "Yes", None),
    ],
)
def test_placeholder(source: str, target: str, message: str | None) -> None:
    assert check(source, target, "ru", "en") == message
