"""A YAML file as plain values that know their line and path. Nothing in it is ever run or looked up.

Only the scanner, parser and composer of ruamel.yaml (YAML 1.2) are used: its nodes have marks, show duplicate keys,
and make no Python objects. The few kinds of scalars that a spec needs are read here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localize.config.problem import Problem, cited, report
from localize.errors import SpecError

YamlNode = Any  # ruamel.yaml types its nodes too loosely to check

_MAX_BYTES = 1_000_000
_MAX_VALUES = 10_000  # counted after aliases are followed, so that a few anchors cannot fill the memory
_MAX_DEPTH = 20

Scalar = str | int | float | bool | None

# tag -> (what the text must look like, how it is read); anything else stays text.
_TAG = "tag:yaml.org,2002:"
_SCALARS: dict[str, tuple[re.Pattern[str], Callable[[str], Scalar]]] = {
    _TAG + "null": (re.compile(r"|~|null|Null|NULL"), lambda text: None),
    _TAG + "bool": (re.compile(r"(?i:true|false)"), lambda text: text.lower() == "true"),
    _TAG + "int": (re.compile(r"[-+]?[0-9]{1,300}"), int),
    _TAG + "float": (re.compile(r"[-+]?[0-9]{1,300}(?:\.[0-9]{0,300})?(?:[eE][-+]?[0-9]{1,3})?"), float),
}
_KNOWN_TAGS = {*_SCALARS, _TAG + "str", _TAG + "timestamp", _TAG + "map", _TAG + "seq"}

# What is refused line by line, before YAML is parsed: its own messages for these help nobody.
_BAD_LINES = (
    (re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)"), "merge conflict mark; settle the conflict first"),
    (re.compile(r" *\t"), "a tab in the indentation; write spaces"),
    (re.compile(r"%"), "a YAML directive; take the line out (YAML 1.2 is read: `no` and 12:30:45 are text)"),
    (re.compile(r".*[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"), "a control character; take it out"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value and where it stands. line: 1-based; for a mapping's value the line of its key."""

    path: str
    line: int
    value: Scalar | dict[str, Node] | list[Node]

    def plain(self) -> object:
        """The value without lines: dicts, lists, text, numbers, booleans, None."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def problem(self, message: str) -> Problem:
        """A problem with this value."""
        return Problem(line=self.line, path=self.path, message=message)

    def walk(self) -> Iterator[Node]:
        """This value and all values in it."""
        yield self
        if isinstance(self.value, dict | list):
            for node in self.value.values() if isinstance(self.value, dict) else self.value:
                yield from node.walk()


def read(path: Path) -> tuple[Node, list[Problem]]:
    """The file's only document, and the problems that leave the rest readable (duplicate keys, tags).

    Raises SpecError if it cannot be read as YAML at all.
    """
    text = _text(path)
    bad = [
        Problem(line=number, message=message)
        for number, line in enumerate(text.split("\n"), 1)
        for pattern, message in _BAD_LINES
        if pattern.match(line) and line.strip(" \t")
    ]
    if bad:
        raise SpecError(report(path, bad))
    builder = _Builder(path)
    return builder.build(_compose(path, text), "", None, 0), builder.problems


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise SpecError((f"{path}: cannot be read: {error.strerror}; give the path of a YAML file",)) from None
    if len(data) > _MAX_BYTES:
        raise SpecError((f"{path}: larger than {_MAX_BYTES} bytes; is this the right file?",))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 (byte 0x{data[error.start]:02X}); save the file as UTF-8"
        raise SpecError(report(path, [Problem(line=line, message=message)])) from None


def _compose(path: Path, text: str) -> YamlNode:
    from ruamel.yaml import YAML
    from ruamel.yaml.composer import ComposerError
    from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node: YamlNode | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = min(error.problem_mark.line, text.rstrip("\n").count("\n")) + 1 if error.problem_mark else 1
        hint = "check brackets, quotes and indentation here and in the line above"
        if isinstance(error, ComposerError):
            hint = "write one document, and `&name` before `*name`"
        message = f"not YAML: {' '.join(str(error.problem).split())}; {hint}"
        raise SpecError(report(path, [Problem(line=line, message=message)])) from None
    except RecursionError:
        raise SpecError(report(path, [Problem(line=1, message="nested too deeply; write it flatter")])) from None
    except (ValueError, OverflowError):  # ruamel.yaml, on "\UFFFFFFFF"
        message = "not YAML: an escape such as \\UFFFFFFFF is out of range; write the character itself"
        raise SpecError(report(path, [Problem(line=1, message=message)])) from None
    if node is None:
        raise SpecError(report(path, [Problem(line=1, message="empty; begin with `version:`")]))
    return node


class _Builder:
    """Turns ruamel's nodes into ours, within bounds, and collects problems on the way."""

    def __init__(self, path: Path) -> None:
        self.file = path
        self.problems: list[Problem] = []
        self.count = 0

    def build(self, node: YamlNode, path: str, line: int | None, depth: int) -> Node:
        """`line` is the key's line, None for a value without a key."""
        line = line or node.start_mark.line + 1
        self.count += 1
        if self.count > _MAX_VALUES:
            raise self.refused(line, f"more than {_MAX_VALUES} values once aliases are followed; write fewer")
        if depth > _MAX_DEPTH:
            raise self.refused(line, f"nested more than {_MAX_DEPTH} deep; write it flatter")
        tag = str(node.tag)
        if tag not in _KNOWN_TAGS:
            self.add(line, path, f"YAML tag {cited(tag)}; take the tag out")
        value: Scalar | dict[str, Node] | list[Node]
        if node.id == "mapping":
            value = self.mapping(node.value, path, depth)
        elif node.id == "sequence":
            value = [self.build(item, f"{path}[{i}]", None, depth + 1) for i, item in enumerate(node.value)]
        else:
            value = self.scalar(node.value, tag, path, line)
        return Node(path=path, line=line, value=value)

    def mapping(self, entries: list[tuple[YamlNode, YamlNode]], path: str, depth: int) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for key, value in entries:
            line, name = key.start_mark.line + 1, key.value
            if not isinstance(name, str):
                self.add(line, path, "a key that is no text; write `key: value`")
                continue
            shown_name = name if re.fullmatch(r"[\w-]+", name) else cited(name)
            below = f"{path}.{shown_name}" if path else shown_name
            if key.tag == _TAG + "merge":
                self.add(line, below, "merge keys are not used here; write the options out")
            elif name in values:
                self.add(line, below, f"duplicate key, first in line {values[name].line}; take one out")
            else:
                values[name] = self.build(value, below, line, depth + 1)
        return values

    def scalar(self, text: str, tag: str, path: str, line: int) -> Scalar:
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.add(line, path, "half of a surrogate pair; write the character itself")
        if tag in _SCALARS:
            pattern, convert = _SCALARS[tag]
            if pattern.fullmatch(text):
                return convert(text)
        return text

    def add(self, line: int, path: str, message: str) -> None:
        self.problems.append(Problem(line=line, path=path, message=message))

    def refused(self, line: int, message: str) -> SpecError:
        return SpecError(report(self.file, [Problem(line=line, message=message)]))
