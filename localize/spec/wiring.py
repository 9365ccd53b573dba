"""What can be known to fail before anything runs: stages that lack what they need, glossary columns, packages.

Every stage says itself what it needs (`Stage.wire`); here the shape of a document is walked through them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from localize.config.problem import Problem, report
from localize.errors import LocalizeError, SpecError
from localize.glossary.term import Glossary
from localize.languages import LANGUAGES, language
from localize.spec.model import LAYOUT, Output, Spec
from localize.stages.base import Context, Shape, Stage
from localize.translators.base import Routes

if TYPE_CHECKING:
    from localize.spec.parse import Draft


def prepare(path: Path, routes: Routes) -> tuple[Spec, Glossary | None]:
    """The spec in `path` and its glossary, both read and checked.

    Raises SpecError with every problem of the spec, of its glossary, and of its wiring. While the spec itself has
    problems the order of its stages is not judged, but each stage that can be read is, for what it lacks anywhere.
    """
    from localize.spec.parse import read

    draft = read(path)
    spec = draft.spec
    broken: tuple[str, ...] = ()
    try:
        glossary = _glossary(spec)
    except SpecError as error:
        broken = error.problems
        # Stands in for the broken one, so that nobody is told that there is none.
        glossary = Glossary(path=str(spec.glossary), source=spec.source, locales=tuple(LANGUAGES), terms=())
    if draft.problems:
        alone = _alone(draft, glossary, routes)
        raise SpecError((*broken, *report(path, [*draft.problems, *alone])))
    problems = (*broken, *check(spec, glossary, routes))
    if problems:
        raise SpecError(problems)
    return spec, glossary


def _alone(draft: Draft, glossary: Glossary | None, routes: Routes) -> Iterator[Problem]:
    """What each stage lacks wherever it stands: an unknown profile, a package, a glossary."""
    spec = draft.spec
    if any(problem.path == "source" for problem in draft.problems):
        return
    for path, stage in draft.stages.items():
        named = re.match(r"outputs\.([\w-]+)", path)
        output = spec.outputs.get(named[1]) if named else None
        places = [
            Shape(language=spec.source, segmented=True),
            *(Shape(language=tag, segmented=True, translated=True) for tag in _languages(spec, output)),
        ]
        contexts = [Context(target=tag, glossary=glossary, routes=routes) for tag in _targets(spec, output)]
        errors = [_refusal(stage, shape, context) for context in contexts for shape in places]
        if all(errors):
            # Layout stands at the end, where the text is in the output's language; the other stages come earlier.
            told = errors[-1] if stage.name in LAYOUT else errors[0]
            yield Problem(line=spec.lines[path], path=f"{path}.{stage.name}", message=str(told))


def _targets(spec: Spec, output: Output | None) -> tuple[str, ...]:
    """What `output` may want (None: a stage that all share): any language if its locale is unknown."""
    if output is None:
        return (spec.source,)
    return (output.locale,) if output.locale in LANGUAGES else tuple(LANGUAGES)


def _languages(spec: Spec, output: Output | None) -> tuple[str, ...]:
    """What a text may be in behind a stage of `output` (None: one that all share): any language if that is unknown."""
    if output is None:
        return (spec.source,)
    if output.locale not in LANGUAGES or output.from_locale not in (None, *LANGUAGES):
        return tuple(LANGUAGES)
    engine = ("zh-Hans",) if language(output.locale).chinese else ()
    start = (output.from_locale,) if output.from_locale else ()
    return (*start, *engine, output.locale)


def _refusal(stage: Stage, shape: Shape, context: Context) -> LocalizeError | None:
    try:
        stage.wire(shape, context)
    except LocalizeError as error:
        return error
    return None


def _glossary(spec: Spec) -> Glossary | None:
    from localize.glossary.tsv import load

    if spec.glossary is None:
        return None
    if not _is_file(spec.glossary):
        message = f"no such file: {spec.glossary}; write a path relative to this spec"
        raise SpecError(report(spec.path, [Problem(line=spec.lines["glossary"], path="glossary", message=message)]))
    return load(spec.glossary)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False


def check(spec: Spec, glossary: Glossary | None, routes: Routes) -> tuple[str, ...]:
    """Every problem of the wiring, by line: `file:line: path: what is wrong; what to write`; empty if it will work.

    An output with `from:` starts with what that output is before its first `fit` or `check`. After a stage that fails,
    the walk goes on with the shape it found and the one it should have left: only what fails for both is reported.
    A missing column of the glossary is reported once for an output, not again by each of its stages.
    """
    whole = replace(glossary, locales=tuple(LANGUAGES)) if glossary else None
    walk = _Walk(spec, Context(target=spec.source, glossary=whole, routes=routes))
    walk.run()
    return report(spec.path, [*walk.problems, *_missing_columns(spec, glossary)])


def _missing_columns(spec: Spec, glossary: Glossary | None) -> Iterator[Problem]:
    if glossary is None:
        return
    places = {spec.source: "glossary"} | {output.locale: f"outputs.{output.locale}" for output in spec.outputs.values()}
    for locale, path in places.items():
        if locale not in glossary.locales:
            message = f"{glossary.path} has no column {locale!r}; add the column or take the locale out"
            yield Problem(line=spec.lines[path], path=path, message=message)


class _Walk:
    """The shapes a document may have, from stage to stage."""

    def __init__(self, spec: Spec, context: Context) -> None:
        self.spec = spec
        self.context = context
        self.problems: list[Problem] = []
        self.astray = 0  # stages that should have changed the shape and cannot run

    def run(self) -> None:
        shared = self.stages("stages", self.spec.stages, (Shape(language=self.spec.source),), self.context)
        astray = self.astray > 0
        trunks: dict[str, Sequence[Shape]] = {}
        for output in self.spec.outputs.values():
            start = trunks[output.from_locale] if output.from_locale else shared
            trunks[output.locale] = self.output(output, start, astray)

    def output(self, output: Output, start: Sequence[Shape], astray: bool) -> Sequence[Shape]:
        """Checks one output; gives what others may start from. astray: a shared stage failed."""
        context = replace(self.context, target=output.locale)
        before = self.astray
        if astray:
            start = (*start, self.hoped(context))
        cut = len(output.trunk)
        trunk = self.stages(output.path, output.stages[:cut], start, context)
        ends = self.stages(output.path, output.stages[cut:], trunk, context, first=cut)
        astray = astray or self.astray > before
        self.nothing_after_check(output)
        if not astray and all(shape.language != output.locale for shape in ends):
            message = f"its stages end in {ends[0].language}; add `translate` or `convert` to reach {output.locale}"
            self.problems.append(Problem(line=output.line, path=f"outputs.{output.locale}", message=message))
        return trunk

    def stages(
        self, path: str, stages: Sequence[Stage], shapes: Sequence[Shape], context: Context, first: int = 0
    ) -> Sequence[Shape]:
        for number, stage in enumerate(stages, first):
            reached, errors = [], []
            for shape in shapes:
                try:
                    reached.append(stage.wire(shape, context))
                except LocalizeError as error:
                    errors.append(error)
            if not reached:
                self.add(path, number, stage, str(errors[0]))
                reached = list(shapes)
                if stage.name not in LAYOUT:  # those leave the language as it is
                    self.astray += 1
                    reached.append(self.hoped(context))
            shapes = tuple(dict.fromkeys(reached))
        return shapes

    def hoped(self, context: Context) -> Shape:
        """What a stage that cannot run should have left."""
        return Shape(language=context.target, segmented=True, translated=context.target != self.spec.source)

    def nothing_after_check(self, output: Output) -> None:
        names = [stage.name for stage in output.stages]
        if "check" in names:
            for number in range(names.index("check") + 1, len(names)):
                stage = output.stages[number]
                self.add(output.path, number, stage, "comes after `check`, so nothing would check it; put it before")

    def add(self, path: str, number: int, stage: Stage, message: str) -> None:
        place = f"{path}[{number}]"
        self.problems += [
            Problem(line=self.spec.lines[place], path=f"{place}.{stage.name}", message=line)
            for line in message.split("\n")
        ]
