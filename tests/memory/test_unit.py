from __future__ import annotations

import pytest

from tests.memory.units import unit


@pytest.mark.parametrize(("source", "target"), [("", "Yes"), ("Да", " \n")])
def test_a_unit_has_two_texts(source: str, target: str) -> None:
    with pytest.raises(ValueError, match="a unit needs two texts"):
        unit(source, target)


@pytest.mark.parametrize("created", ["2026-01-31", "2026-01-31T09:30:00", "2026-01-31T09:30:00Z\n", "20260131T093000Z"])
def test_a_date_has_one_form(created: str) -> None:
    with pytest.raises(ValueError, match="is not like 2026-01-31T09:30:00Z"):
        unit(created=created)
