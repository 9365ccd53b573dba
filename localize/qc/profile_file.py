"""Reading a profile file: YAML to `Profile`, with every mistake named by file, line and key."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable
from pathlib import Path

from localize.config.problem import Problem, cited, report
from localize.config.yaml import Node
from localize.config.yaml import read as read_yaml
from localize.errors import SpecError
from localize.languages import LANGUAGES, canonical
from localize.model import Severity
from localize.qc.profile import Limit, Profile
from localize.suggest import did_you_mean

_PROFILE_KEYS = ("version", "title", "language", "half_width", "sources", "limits")
_SOURCE_KEYS = ("title", "url", "date")
_LIMIT_KEYS = ("value", "unit", "counts", "severity", "source", "date", "note")
_ANY_CHINESE = "zh"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?|undated")


def read(path: Path) -> Profile:
    """The profile in `path`. Raises SpecError with all problems, also if the file cannot be read or is no YAML."""
    # os.path.isfile takes a name of any length for a file that is not there; Path.is_file raises on long ones.
    if not os.path.isfile(path):  # noqa: PTH113
        raise SpecError((f"{path}: no such file; give a profile's name or the path of a YAML file",))
    root, problems = read_yaml(path)
    reader = _Reader(problems)
    profile = reader.profile(root, path)
    if reader.problems:
        raise SpecError(report(path, reader.problems))
    return profile


class _Reader:
    """Turns nodes into values and collects problems; a wrong value becomes a harmless one so that the walk goes on."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = list(problems)

    def profile(self, root: Node, path: Path) -> Profile:
        entries = self.mapping(root, _PROFILE_KEYS, required=("version", "title", "limits"))
        sources = {
            key: self.mapping(node, _SOURCE_KEYS, required=("title",)) for key, node in self.section(entries, "sources")
        }
        return Profile(
            name=path.stem,
            version=self.text(entries, "version"),
            title=self.text(entries, "title"),
            language=self.language(entries),
            half_width=self.boolean(entries, "half_width"),
            limits={rule: self.limit(rule, node, sources) for rule, node in self.section(entries, "limits")},
            path=str(path),
        )

    def limit(self, rule: str, node: Node, sources: dict[str, dict[str, Node]]) -> Limit:
        from localize.qc import RULES

        if rule not in RULES:
            self.refuse(node, f"unknown rule{did_you_mean(rule, RULES)}")
        entries = self.mapping(node, _LIMIT_KEYS, required=("value", "unit", "counts", "source"))
        name = self.text(entries, "source")
        if name and name not in sources:
            hint = did_you_mean(name, sources) or "; list it under `sources`"
            self.refuse(entries["source"], f"no source {cited(name)}{hint}")
        source = sources.get(name, {})
        return Limit(
            value=self.number(entries, "value"),
            unit=self.text(entries, "unit"),
            counts=self.text(entries, "counts"),
            severity=self.severity(entries),
            source=self.text(source, "title"),
            url=self.text(source, "url"),
            date=self.date(entries) or self.date(source) or "undated",
            note=self.text(entries, "note"),
        )

    def mapping(self, node: Node, keys: Iterable[str], required: Iterable[str]) -> dict[str, Node]:
        if not isinstance(node.value, dict):
            self.refuse(node, f"no mapping; write {', '.join(f'{key}: …' for key in required)} below it")
            return {}
        for key, below in node.value.items():
            if key not in keys:
                self.refuse(below, f"unknown key{did_you_mean(key, keys)}")
        for key in required:
            if key not in node.value:
                self.refuse(node, f"{key} is missing; write `{key}: …`")
        return node.value

    def section(self, entries: dict[str, Node], key: str) -> list[tuple[str, Node]]:
        node = entries.get(key)
        if node is None:
            return []
        if isinstance(node.value, dict):
            return list(node.value.items())
        self.refuse(node, "no mapping; write one indented `name: …` a line")
        return []

    def text(self, entries: dict[str, Node], key: str) -> str:
        node = entries.get(key)
        if node is None or isinstance(node.value, str):
            return str(node.value) if node else ""
        self.refuse(node, f"{cited(node.plain())} is not text; write it in quotes")
        return ""

    def number(self, entries: dict[str, Node], key: str) -> float:
        node = entries.get(key)
        value = node.value if node else 0
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf:
            return value
        if node:
            self.refuse(node, f"{cited(node.plain())} is no number from 0; write one such as 42 or 0.5")
        return 0

    def boolean(self, entries: dict[str, Node], key: str) -> bool:
        node = entries.get(key)
        if node is None or isinstance(node.value, bool):
            return bool(node and node.value)
        self.refuse(node, f"{cited(node.plain())} is neither; write true or false")
        return False

    def severity(self, entries: dict[str, Node]) -> Severity:
        node = entries.get("severity")
        value = node.plain() if node else Severity.ERROR.value
        if isinstance(value, str) and value in tuple(Severity):
            return Severity(value)
        if node:
            self.refuse(node, f"{cited(value)} is no severity; write {', '.join(Severity)}")
        return Severity.ERROR

    def language(self, entries: dict[str, Node]) -> str:
        tag = self.text(entries, "language")
        if tag in ("", _ANY_CHINESE) or canonical(tag) in LANGUAGES:
            return tag if tag == _ANY_CHINESE else canonical(tag)
        self.refuse(entries["language"], f"unknown language {cited(tag)}{did_you_mean(tag, LANGUAGES)}")
        return ""

    def date(self, entries: dict[str, Node]) -> str:
        text = self.text(entries, "date")
        if text and not _DATE.fullmatch(text):
            self.refuse(entries["date"], f"{cited(text)} is no date; write YYYY-MM-DD, YYYY-MM or undated")
        return text

    def refuse(self, node: Node, message: str) -> None:
        self.problems.append(node.problem(message))
