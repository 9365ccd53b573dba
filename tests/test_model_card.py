"""The model card names what the packages are and what they learned from."""

from __future__ import annotations

import json
import re

import pytest

from tests.running import MODELS, ROOT
from training.card import readme
from training.sources import COLLECTIONS, Collection

CARD = (ROOT / "MODEL_CARD.md").read_text("utf-8")
PACKAGES = json.loads((MODELS / "manifest.json").read_text("utf-8"))["packages"]


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.name)
def test_every_collection_with_its_tier_and_rights(collection: Collection) -> None:
    assert re.search(
        rf"^\| {re.escape(collection.name)} \| [^|]+ \| {collection.tier} \| {re.escape(collection.licence)} \|",
        CARD,
        re.MULTILINE,
    )


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_with_its_size_and_licence(package: dict[str, object]) -> None:
    size = package["size"]
    assert isinstance(size, int)
    assert f"`models/{package['name']}` ({size / 1e6:.1f} MB)" in CARD
    assert str(package["licence"]) in CARD
    assert package["evaluation_only"]


def test_all_packages_are_small_together() -> None:
    assert sum(path.stat().st_size for path in MODELS.glob("*.argosmodel")) <= 60_000_000


def test_it_says_what_to_install_for_a_delivery() -> None:
    assert "For a delivery install the official packages" in CARD
    assert "For a delivery, install the official packages instead." in readme("CC BY-NC 4.0")
