"""The JSON Schema of a spec file, for completion and hints in editors.

Stage options come from the stages' own dataclasses, descriptions from their docstrings. The schema knows the shape of a
spec; what depends on other values (fields of `naming`, wiring, profiles) only `localize validate` knows.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterable, Mapping

from localize.languages import LANGUAGES
from localize.spec.model import NEWLINES, VERSION, Spec
from localize.spec.naming import NAME, NAMING
from localize.spec.parse import DEFAULT_NAMING, DEFAULT_SOURCE, OUTPUT_KEYS, PATH, REQUIRED
from localize.stages import STAGES
from localize.timecode import FRAME_RATE

Schema = dict[str, object]


def schema() -> Schema:
    """The schema, draft 2020-12."""
    stage_list: Schema = {"type": "array", "items": {"$ref": "#/$defs/stage"}}
    locale: Schema = {"enum": list(LANGUAGES)}
    keys: dict[str, Schema] = {
        "version": {"type": "integer", "const": VERSION},
        "name": {"type": "string", "pattern": NAME},
        "source": locale | {"default": DEFAULT_SOURCE},
        "episode": {"type": "string", "format": "regex"},
        "naming": {"type": "string", "pattern": NAMING, "default": DEFAULT_NAMING},
        "frame_rate": {
            "anyOf": [
                {"type": "number", "minimum": 1, "exclusiveMaximum": 1000},
                {"type": "string", "pattern": FRAME_RATE},
            ]
        },
        "newline": {"enum": list(NEWLINES)},
        "bom": {"type": "boolean"},
        "glossary": {"type": "string", "pattern": PATH},
        "memory": {"type": "string", "pattern": PATH},
        "stages": stage_list,
        "outputs": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": locale,
            "additionalProperties": {"$ref": "#/$defs/output"},
        },
    }
    told = descriptions(Spec)
    some_stages = stage_list | {"minItems": 1}
    branch = _mapping({"from": locale, "stages": some_stages}, OUTPUT_KEYS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "localize pipeline",
        **_mapping({key: {"description": told[key], **value} for key, value in keys.items()}, REQUIRED),
        "$defs": {"output": {"anyOf": [some_stages, branch]}, "stage": _stage()},
    }


def descriptions(cls: type) -> dict[str, str]:
    """What the docstring of a dataclass says of each field: `field: text.`, at the start of a paragraph or sentence."""
    names = "|".join(field.name for field in dataclasses.fields(cls))
    found: dict[str, str] = {}
    for paragraph in (inspect.getdoc(cls) or "").split("\n\n"):
        text = " ".join(paragraph.split())
        _, *parts = re.split(rf"(?:^|(?<=[.;] ))({names}): ", text)
        found |= {name: told.strip(" ;") for name, told in zip(parts[::2], parts[1::2], strict=True)}
    return found


def _stage() -> Schema:
    """A stage: its name alone, if it needs no option, or a mapping of the name to its options."""
    options = {name: _options(stage) for name, stage in STAGES.items()}
    bare = [name for name, option in options.items() if not option["required"]]
    one = _mapping(options, ()) | {"minProperties": 1, "maxProperties": 1}
    return {"anyOf": [{"enum": bare}, one]}


def _options(stage: type) -> Schema:
    from pydantic import TypeAdapter

    made = TypeAdapter(stage).json_schema()
    told = descriptions(stage)
    properties = {
        name: {"description": told[name]} | {key: value for key, value in option.items() if key != "title"}
        for name, option in made["properties"].items()
    }
    summary = (inspect.getdoc(stage) or "").split("\n")[0]
    return {"description": summary, **_mapping(properties, made.get("required", ()))}


def _mapping(properties: Mapping[str, Schema], required: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
