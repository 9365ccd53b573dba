"""The options of a stage, from a spec or from the command line.

Options are the fields of the stage's dataclass; pydantic checks one value against the type of one field.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args, get_type_hints

from localize.config.problem import Problem, cited
from localize.config.yaml import Node
from localize.errors import UsageError
from localize.spec.expect import entries, kind, wants_text
from localize.stages import STAGES
from localize.stages.base import Stage
from localize.suggest import did_you_mean

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

# Options that take a name or the path of a YAML file; in a spec, a path is relative to the spec file.
_NAME_OR_PATH = ("profile",)

# Words that YAML 1.1 read as booleans; today they are text.
_OLD_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def from_node(stage: type[Stage], node: Node, folder: Path, problems: list[Problem]) -> Stage | None:
    """The stage with the options in the mapping `node`; `problems` are added for those that are wrong.

    A wrong option counts as left out, so that what the others name can still be judged. None if a required option is
    missing or wrong, or if a wrong one should have named something: its absence would be judged then. folder: where
    the spec file is.
    """

    def read(adapter: TypeAdapter[Any], option: Node) -> object:
        return adapter.validate_python(option.plain(), strict=True)

    return _make(stage, node, read, folder, problems)


def from_words(name: str, words: Iterable[str]) -> Stage:
    """The stage `name` with options as people type them: `max_cues=4 max_gap_ms=900`.

    Raises UsageError with every problem, a line each: `fit.profil: unknown option; did you mean 'profile'?`.
    """
    if name not in STAGES:
        raise UsageError(f"unknown stage {cited(name)}{did_you_mean(name, STAGES)}")
    problems: list[Problem] = []
    options: dict[str, Node] = {}
    for word in words:
        key, equals, text = word.partition("=")
        option = Node(path=f"{name}.{key}", line=0, value=text)
        if key in options:
            problems.append(option.problem("given twice; take one out"))
        elif equals:
            options[key] = option
        else:
            problems.append(option.problem("has no value; write `option=value`"))

    def read(adapter: TypeAdapter[Any], option: Node) -> object:
        return adapter.validate_strings(str(option.value))

    stage = _make(STAGES[name], Node(path=name, line=0, value=options), read, Path(), problems)
    if stage is None or problems:
        raise UsageError("\n".join(f"{problem.path}: {problem.message}" for problem in problems))
    return stage


def _make(
    stage: type[Stage],
    node: Node,
    read: Callable[[TypeAdapter[Any], Node], object],
    folder: Path,
    problems: list[Problem],
) -> Stage | None:
    from pydantic import TypeAdapter, ValidationError

    types = get_type_hints(stage, include_extras=True)
    fields = {field.name: field for field in dataclasses.fields(cast(Any, stage))}
    required = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]
    known = entries(node, fields, required, "option", problems)
    keys = node.value if isinstance(node.value, dict) else ()
    misspelt = "".join(did_you_mean(key, fields) for key in keys if key not in fields)
    doubtful = {name for name in fields if f"did you mean {name!r}" in misspelt}
    values: dict[str, object] = {}
    for name, option in known.items():
        try:
            value = read(TypeAdapter(types[name]), option)
        except ValidationError as error:
            problems.append(option.problem(_explain(error.errors()[0], option.value)))
            doubtful.add(name)
            continue
        if name in _NAME_OR_PATH and isinstance(value, str) and _is_path(value):
            value = str(folder / value)
        values[name] = value
    unnamed = any(_is_name(types[name]) for name in doubtful)
    return None if unnamed or not values.keys() >= set(required) else stage(**values)


def _is_name(option: object) -> bool:
    """True if an option of this type names something that may not exist: a profile, a pivot language."""
    return option is str or str in get_args(option)


def _is_path(text: str) -> bool:
    return Path(text).name != text or text.endswith((".yaml", ".yml"))


def _explain(error: ErrorDetails, value: object) -> str:
    """pydantic's verdict on one option, in our words."""
    got, limits = kind(value), error.get("ctx", {})
    match error["type"]:
        case "int_type" | "int_parsing" | "int_from_float":
            return f"wants a whole number, got {got}; write digits without quotes"
        case "bool_type" | "bool_parsing":
            word = value.lower() if isinstance(value, str) else ""
            return f"wants true or false, got {got}; write {_OLD_BOOLEANS.get(word, 'true or false')}"
        case "string_type":
            return wants_text(value)
        case "greater_than_equal":
            return f"{got} is too small; write {limits['ge']} or more"
        case "less_than_equal":
            return f"{got} is too large; write {limits['le']} or less"
        case "literal_error":
            known = re.findall(r"'([^']*)'", limits["expected"])
            return f"unknown value {got}{did_you_mean(str(value), known)}"
        case _:
            return f"{got} cannot be used; {error['msg'][:1].lower()}{error['msg'][1:]}"
