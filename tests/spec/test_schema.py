"""The JSON Schema and the parser agree: on every pipeline we ship and on every structural mistake we know."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from localize.spec.model import Output, Spec
from localize.spec.parse import KEYS, OUTPUT_KEYS
from localize.spec.schema import descriptions, schema
from localize.stages import STAGES

ROOT = Path(__file__).parents[2]
ERRORS = Path(__file__).parent / "errors"
VALIDATOR = Draft202012Validator(schema())


def plain(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def names(prefix: str) -> list[str]:
    return sorted(path.stem for path in ERRORS.glob(f"{prefix}-*.yaml"))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", sorted((ROOT / "pipelines").glob("*.yaml")), ids=lambda path: path.name)
def test_it_accepts_every_pipeline(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(path))] == []


@pytest.mark.parametrize("name", names("shape"))
def test_it_refuses_every_wrong_shape(name: str) -> None:
    assert not VALIDATOR.is_valid(plain(ERRORS / f"{name}.yaml"))


@pytest.mark.parametrize("name", names("wiring"))
def test_it_accepts_what_only_the_wiring_check_can_refuse(name: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(ERRORS / f"{name}.yaml"))] == []


def test_keys_are_the_fields_of_the_dataclasses() -> None:
    fields = tuple(field.name for field in dataclasses.fields(Spec))
    assert tuple(name for name in fields if name not in ("path", "lines")) == KEYS
    made: Any = schema()
    assert tuple(made["properties"]) == KEYS
    assert tuple(made["$defs"]["output"]["anyOf"][1]["properties"]) == OUTPUT_KEYS
    assert {"from_locale", "stages"} < {field.name for field in dataclasses.fields(Output)}


@pytest.mark.parametrize("name", STAGES)
def test_every_option_is_there_and_described(name: str) -> None:
    made: Any = schema()
    options = made["$defs"]["stage"]["anyOf"][1]["properties"][name]["properties"]
    assert list(options) == list(inspect.signature(STAGES[name]).parameters)
    assert all(option["description"] for option in options.values())


def test_descriptions_come_from_the_docstring() -> None:
    @dataclasses.dataclass
    class Sample:
        """A first line.

        size: how large;
        in millimetres. colour: red or green. Not a field: this. weight: in grams.
        """

        size: int
        colour: str
        weight: int

    assert descriptions(Sample) == {
        "size": "how large; in millimetres.",
        "colour": "red or green. Not a field: this.",
        "weight": "in grams.",
    }
