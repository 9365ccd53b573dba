"""Real files edited in known ways: floors for links right in all and by kind, and for what is called certain.

`benchmarks/versions.py` makes the edits and prints the figures; these stand well under what it prints.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from benchmarks.versions import EDITINGS, SHARED, Score, edit, real_files, score
from localize.model import Cue
from localize.versions import Certainty, Change, align

# Links right in all; of those called certain.
FLOORS = {
    "nothing": (1.0, 1.0),
    "moderate": (0.99, 0.997),
    "moderate, 5 % retimed by hand": (0.99, 0.997),
    "moderate, frames of 25": (0.99, 0.997),
    "moderate, a scene moved": (0.98, 0.985),
    "heavy: each share doubled": (0.98, 0.99),
    "every cue reworded, half of its words": (0.98, 0.995),
    "every cue retimed": (0.975, 0.985),
}


@cache
def files() -> dict[str, list[list[Cue]]]:
    return real_files()


@cache
def result(editing: str, language: str) -> Score:
    total = Score(made=Counter(), found=Counter(), right=Counter(), trusted=Counter(), justly=Counter())
    pool = [cue.text for file in files()[language] for cue in file]
    for place, cues in enumerate(files()[language]):
        new, truth = edit(cues, EDITINGS[editing], pool, 7_000 + place)
        total += score(align(cues, new), truth)
    return total


def test_every_editing_has_a_floor() -> None:
    assert list(FLOORS) == list(EDITINGS)


@pytest.mark.parametrize("language", ["ru", "en", "zh"])
@pytest.mark.parametrize("editing", EDITINGS)
def test_links_are_right(editing: str, language: str) -> None:
    found = result(editing, language)
    assert found.share >= FLOORS[editing][0]
    trusted = found.trusted[Certainty.CERTAIN]
    assert found.justly[Certainty.CERTAIN] >= FLOORS[editing][1] * trusted
    assert trusted >= 0.7 * found.found.total()


@pytest.mark.parametrize("language", ["ru", "en", "zh"])
def test_every_kind_is_found_under_moderate_edits(language: str) -> None:
    found = result("moderate", language)
    kinds = (Change.SAME, Change.REWORDED, Change.SPLIT, Change.MERGED, Change.ADDED, Change.DROPPED)
    for change in kinds:
        assert found.made[change] >= (8 if SHARED.is_dir() else 1), change
        assert found.right[change] >= 0.9 * found.made[change], change
        assert found.right[change] >= 0.9 * found.found[change], change


def test_what_is_unknown_is_rare_under_moderate_edits() -> None:
    for language in files():
        found = result("moderate", language)
        assert found.trusted[Certainty.UNKNOWN] <= 0.005 * found.found.total()
