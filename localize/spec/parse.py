"""A spec file to a `Spec`: every value checked, every problem reported at once with its line, path and a hint."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from localize.config import yaml
from localize.config.problem import Problem, cited, report
from localize.config.yaml import Node
from localize.errors import SpecError
from localize.languages import LANGUAGES, canonical
from localize.spec.expect import entries, kind, wants_text
from localize.spec.model import NEWLINES, VERSION, Output, Spec
from localize.spec.naming import NAME, compile_episode, naming_problems
from localize.spec.options import from_node
from localize.stages import STAGES
from localize.stages.base import Stage
from localize.suggest import did_you_mean
from localize.timecode import FRAME_RATE, frame_rate

KEYS = (  # the fields of `Spec` that the file gives
    "version", "name", "source", "episode", "naming", "frame_rate", "newline", "bom", "glossary", "memory", "stages",
    "outputs",
)  # fmt: skip
REQUIRED = ("version", "name", "outputs")
OUTPUT_KEYS = ("from", "stages")
DEFAULT_SOURCE = "ru"
DEFAULT_NAMING = "{stem}.{locale}.{format}"

PATH = r"^[^\x00-\x1f\x7f-\x9f]+$"

_NAME_HINT = 'it is used in file names, so write words without / \\ : * ? " < > | ..'


def load(path: Path) -> Spec:
    """The pipeline of the spec file `path`.

    Raises SpecError with every problem, by line: `file:line: path: what is wrong; what to write`. What the stages need
    of each other, of the glossary and of installed packages is checked in `localize.spec.wiring`.
    """
    draft = read(path)
    if draft.problems:
        raise SpecError(report(path, draft.problems))
    return draft.spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A spec as far as it can be read. problems: what is wrong with it. stages: those that can be judged, by
    their path."""

    spec: Spec
    problems: Sequence[Problem]
    stages: Mapping[str, Stage]


def read(path: Path) -> Draft:
    """The spec file `path`, with all its problems. Raises SpecError only if it cannot be read as YAML at all."""
    root, problems = yaml.read(path)
    parser = _Parser(path, problems)
    spec = parser.spec(root)
    return Draft(spec=spec, problems=problems, stages=parser.placed)


class _Parser:
    """Methods give a value of the right type whatever the file says; a wrong one adds to `problems`."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.placed: dict[str, Stage] = {}

    def spec(self, root: Node) -> Spec:
        keys = self.entries(root, KEYS, REQUIRED)
        episode = self.episode(keys.get("episode"))
        outputs = self.outputs(keys.get("outputs"))
        return Spec(
            path=self.path,
            version=self.version(keys.get("version")),
            name=self.matching(keys.get("name"), NAME, _NAME_HINT) or "",
            source=self.source(keys.get("source")),
            episode=episode,
            naming=self.naming(keys.get("naming"), episode, outputs),
            frame_rate=self.frame_rate(keys.get("frame_rate")),
            newline=self.newline(keys.get("newline")),
            bom=self.bom(keys.get("bom")),
            glossary=self.file(keys.get("glossary"), "a TSV file"),
            memory=self.file(keys.get("memory"), "a memory's file"),
            stages=self.stages(keys.get("stages")),
            outputs=outputs,
            lines={node.path: node.line for node in root.walk()},
        )

    def add(self, node: Node, message: str) -> None:
        self.problems.append(node.problem(message))

    def entries(self, node: Node, known: tuple[str, ...], required: tuple[str, ...]) -> dict[str, Node]:
        return entries(node, known, required, "key", self.problems)

    def text(self, node: Node | None) -> str | None:
        if node is None:
            return None
        if not isinstance(node.value, str):
            self.add(node, wants_text(node.value))
            return None
        return node.value

    def matching(self, node: Node | None, pattern: str, hint: str) -> str | None:
        text = self.text(node)
        if node is not None and text is not None and not re.fullmatch(pattern, text):
            self.add(node, f"{cited(text)} cannot be used; {hint}")
        return text

    def version(self, node: Node | None) -> int:
        if node is not None and (node.value != VERSION or type(node.value) is not int):
            self.add(node, f"wants {VERSION}, got {kind(node.value)}; write {VERSION}")
        return VERSION

    def source(self, node: Node | None) -> str:
        text = self.text(node)
        if node is not None and text is not None and text not in LANGUAGES:
            self.add(node, _unknown_locale(text))
        return text or DEFAULT_SOURCE

    def episode(self, node: Node | None) -> re.Pattern[str] | None:
        pattern = self.text(node)
        if node is None or pattern is None:
            return None
        try:
            return compile_episode(pattern)
        except ValueError as error:
            self.add(node, str(error))
            return None

    def naming(self, node: Node | None, episode: re.Pattern[str] | None, outputs: Mapping[str, Output]) -> str:
        pattern = self.text(node)
        if node is None or pattern is None:
            return DEFAULT_NAMING
        for problem in naming_problems(pattern, episode.groupindex if episode else (), len(outputs)):
            self.add(node, problem)
        return pattern

    def frame_rate(self, node: Node | None) -> Fraction | None:
        if node is None:
            return None
        text = str(node.value) if isinstance(node.value, int | float | str) else ""
        if isinstance(node.value, bool) or not re.fullmatch(FRAME_RATE, text):
            self.add(node, f'wants frames a second, got {kind(node.value)}; write a number such as 25 or "23.976"')
            return None
        return frame_rate(text)

    def newline(self, node: Node | None) -> str | None:
        text = self.text(node)
        if node is not None and text is not None and text not in NEWLINES:
            self.add(node, f"unknown value {cited(text)}{did_you_mean(text, NEWLINES)}")
        return text

    def bom(self, node: Node | None) -> bool | None:
        if node is None:
            return None
        if isinstance(node.value, bool):
            return node.value
        self.add(node, f"wants true or false, got {kind(node.value)}; write true or false")
        return None

    def file(self, node: Node | None, what: str) -> Path | None:
        text = self.matching(node, PATH, f"write the path of {what}")
        return self.path.parent / text if text else None

    def stages(self, node: Node | None) -> tuple[Stage, ...]:
        if node is None:
            return ()
        if not isinstance(node.value, list):
            self.add(node, f"wants a list of stages, got {kind(node.value)}; write each stage in a line `- stage`")
            return ()
        stages = {item.path: self.stage(item) for item in node.value}
        placed = {path: stage for path, stage in stages.items() if stage is not None}
        self.placed |= placed
        return tuple(placed.values())

    def stage(self, node: Node) -> Stage | None:
        """`- segment` or `- fit: {profile: netflix-en}`."""
        if isinstance(node.value, str):
            name, options = node.value, Node(path=f"{node.path}.{node.value}", line=node.line, value={})
        elif isinstance(node.value, dict) and len(node.value) == 1:
            name, options = next(iter(node.value.items()))
        elif isinstance(node.value, dict):
            self.add(node, "wants one stage, got several keys; indent the options below the stage's name")
            return None
        else:
            self.add(node, f"wants a stage, got {kind(node.value)}; write `- segment` or `- fit: {{profile: …}}`")
            return None
        if name not in STAGES:
            self.add(node, f"unknown stage {cited(name)}{did_you_mean(name, STAGES)}")
            return None
        if options.value is None:
            self.add(options, f"has no options; write `- {name}` or indent the options below")
            return None
        return from_node(STAGES[name], options, self.path.parent, self.problems)

    def outputs(self, node: Node | None) -> dict[str, Output]:
        if node is None:
            return {}
        if not isinstance(node.value, dict) or not node.value:
            self.add(node, f"wants a mapping of locales, got {kind(node.value)}; write `en:` and its stages below")
            return {}
        outputs = {locale: self.output(locale, output, node.value) for locale, output in node.value.items()}
        return self.parents_first(outputs, node.value)

    def output(self, locale: str, node: Node, outputs: Mapping[str, Node]) -> Output:
        if locale not in LANGUAGES:
            self.add(node, _unknown_locale(locale))
        if isinstance(node.value, dict):
            keys = self.entries(node, OUTPUT_KEYS, OUTPUT_KEYS)
            origin, stages = keys.get("from"), keys.get("stages")
        elif isinstance(node.value, list):
            origin, stages = None, node
        else:
            self.add(node, f"wants a list of stages, got {kind(node.value)}; write each stage in a line `- stage`")
            origin, stages = None, None
        from_locale = self.text(origin)
        if origin is not None and from_locale is not None and from_locale not in outputs:
            self.add(origin, f"there is no output {cited(from_locale)}{did_you_mean(from_locale, outputs)}")
        if stages is not None and stages.value == []:
            self.add(stages, "an output without stages; write at least `- check: {profile: …}`")
        return Output(locale=locale, from_locale=from_locale, stages=self.stages(stages), line=node.line)

    def parents_first(self, outputs: dict[str, Output], nodes: Mapping[str, Node]) -> dict[str, Output]:
        """The outputs, each after the one it is made from. Problem: outputs that wait for each other."""
        depths = {}
        for locale, output in outputs.items():
            chain = [locale]
            while output.from_locale in outputs and output.from_locale not in chain:
                chain.append(output.from_locale)
                output = outputs[output.from_locale]
            depths[locale] = len(chain)
            if output.from_locale == locale:
                circle = " from ".join([*chain, locale])
                self.add(nodes[locale], f"made from itself: {circle}; let one of them start from the source")
        return {locale: outputs[locale] for locale in sorted(outputs, key=depths.__getitem__)}


def _unknown_locale(tag: str) -> str:
    known = canonical(tag)
    hint = f"; did you mean {known!r}?" if known in LANGUAGES else did_you_mean(tag, LANGUAGES)
    return f"unknown locale {cited(tag)}{hint}"
