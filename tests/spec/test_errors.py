"""Every broken spec in `errors/` with exactly the message beside it.

The first word of a file's name says who finds the problem: `yaml` the reader, `shape` the parser (and the JSON Schema,
see test_schema.py), `value` the parser alone, `wiring` the walk through the stages.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.errors import SpecError
from localize.spec.wiring import prepare
from localize.translators.base import Routes

ERRORS = Path(__file__).parent / "errors"
CASES = sorted(path.stem for path in ERRORS.glob("*.yaml"))


@pytest.mark.parametrize("name", CASES)
def test_message(name: str, routes: Routes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ERRORS)
    with pytest.raises(SpecError) as caught:
        prepare(Path(f"{name}.yaml"), routes)
    assert str(caught.value) + "\n" == (ERRORS / f"{name}.txt").read_text(encoding="utf-8")


def test_every_message_belongs_to_a_spec() -> None:
    assert sorted(path.stem for path in ERRORS.glob("*.txt")) == CASES
    assert {name.split("-")[0] for name in CASES} == {"yaml", "shape", "value", "wiring"}


@pytest.mark.parametrize("name", CASES)
def test_message_is_for_people(name: str) -> None:
    """Place, what is wrong, and after a semicolon what to write; by line; printable."""
    lines = (ERRORS / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    for line in lines:
        assert line.startswith(f"{name}.yaml:")
        assert "; " in line
        assert line.isprintable()
    numbers = [int(line.split(":")[1]) for line in lines]
    assert numbers == sorted(numbers)
