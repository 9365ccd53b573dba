"""What a value in a spec should be, and the words for what it is instead."""

from __future__ import annotations

from collections.abc import Collection

from localize.config.problem import Problem, cited
from localize.config.yaml import Node
from localize.suggest import did_you_mean


def entries(
    node: Node, known: Collection[str], required: Collection[str], what: str, problems: list[Problem]
) -> dict[str, Node]:
    """The known entries of a mapping. Problems: no mapping, unknown keys, missing keys that no misspelt one stands for.

    what: the word for a key in messages.
    """
    if not isinstance(node.value, dict):
        problems.append(node.problem(f"wants a mapping, got {kind(node.value)}; write `{next(iter(known), 'key')}: …`"))
        return {}
    hints = {key: did_you_mean(key, known) or "; it has none" for key in node.value if key not in known}
    problems += [node.value[key].problem(f"unknown {what}{hint}") for key, hint in hints.items()]
    for key in required:
        if key not in node.value and not any(repr(key) in hint for hint in hints.values()):
            path = f"{node.path}.{key}" if node.path else key
            problems.append(Problem(line=node.line, path=path, message=f"missing; give {key!r} a value"))
    return {key: value for key, value in node.value.items() if key in known}


def wants_text(value: object) -> str:
    """The message for a value that should be text."""
    hint = "put it in quotes" if isinstance(value, bool | int | float) else "write plain text"
    return f"wants text, got {kind(value)}; {hint}"


def kind(value: object) -> str:
    """What a value is: `a list`, `nothing`, `true`, `25`, `'text'`."""
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return cited(value)
