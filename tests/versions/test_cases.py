from __future__ import annotations

from typing import Any

import pytest

from localize.versions import Alignment, Certainty, Change, Stretch, align
from tests.versions.builders import Expected, expected, load, numbers, ratio, version

CASES: dict[str, dict[str, Any]] = {f"{file}-{case['why']}": case for file, case in load()}
MAPS = {name: case for name, case in CASES.items() if "map" in case}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_cases(case: dict[str, Any]) -> None:
    """Every link exactly as a person would draw it."""
    found = align(version(case["old"], "o"), version(case["new"], "n"))
    links = expected(case["links"])
    free = _cues(case.get("unknown", {})) | _cues(case.get("unknown_or", {}))
    got = [link for link in found.links if not free.issuperset((*link.old, *link.new))]
    certain = {(link.old, link.new): link.certainty for link in got}
    assert sorted((_ids(link), link.change.value) for link in links) == sorted(
        ((link.old, link.new), link.change.value) for link in got
    )
    for link in links:
        wanted = [Certainty(link.certainty)] if link.certainty else [Certainty.CERTAIN, Certainty.PROBABLE]
        assert certain[_ids(link)] in wanted, link
    _check_free(case, found)


def _ids(link: Expected) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(f"o{one}" for one in link.old), tuple(f"n{one}" for one in link.new)


def _cues(sides: dict[str, str]) -> set[str]:
    return {f"{side[0]}{number}" for side, text in sides.items() for number in numbers(text)}


def _check_free(case: dict[str, Any], found: Alignment) -> None:
    links = found.of_old | found.of_new
    for cue in _cues(case.get("unknown", {})):
        assert links[cue].certainty is Certainty.UNKNOWN, links[cue]
    for cue in _cues(case.get("unknown_or", {})):
        assert links[cue].certainty is Certainty.UNKNOWN or links[cue].change in (Change.ADDED, Change.DROPPED)


@pytest.mark.parametrize("case", MAPS.values(), ids=MAPS)
def test_time_maps(case: dict[str, Any]) -> None:
    found = align(version(case["old"], "o"), version(case["new"], "n"))
    assert len(found.stretches) == len(case["map"])
    for stretch, row in zip(found.stretches, case["map"], strict=True):
        _check_stretch(stretch, *row.split())


def _check_stretch(stretch: Stretch, start: str, wanted: str, offset_ms: str, *rates: str) -> None:
    assert stretch.start_ms == round(float(start) * 1000)
    if wanted.startswith("~"):
        assert float(stretch.ratio) == pytest.approx(float(ratio(wanted)), abs=1e-4)
        assert stretch.offset_ms == pytest.approx(int(offset_ms), abs=50)
    else:
        assert (stretch.ratio, stretch.offset_ms) == (ratio(wanted), int(offset_ms))
    assert stretch.rates == (tuple(ratio(rate) for rate in rates) or None)
