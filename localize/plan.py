"""What to run: a spec with everything that the command line adds to it, and the names of what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from localize.errors import FileError, UsageError
from localize.formats.sniff import SUFFIXES
from localize.glossary.term import Glossary
from localize.ladder import Job, Outcome
from localize.languages import canonical, engine_code
from localize.recall import Recalled
from localize.spec.model import Output, Spec
from localize.spec.naming import file_name
from localize.stages.base import Context
from localize.stages.translate import Translate
from localize.suggest import did_you_mean
from localize.translators.base import PackageInfo, Routes


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to run.

    only: locales to make; outputs they start from are made too, but not written. line: see `--line`. newline: "\\n" or
    "\\r\\n"; None, for it and for bom: as in each input. memory: file of a translation memory.
    """

    spec: Spec
    glossary: Glossary | None
    routes: Routes
    only: tuple[str, ...] = ()
    encoding: str | None = None
    line: str | None = None
    newline: str | None = None
    bom: bool | None = None
    memory: Path | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """The locales whose files are written."""
        return self.only or tuple(self.spec.outputs)

    @property
    def made(self) -> tuple[Output, ...]:
        """The outputs to make, each after the one it starts from."""
        needed = set(self.written)
        for output in reversed(tuple(self.spec.outputs.values())):
            if output.locale in needed and output.from_locale:
                needed.add(output.from_locale)
        return tuple(output for output in self.spec.outputs.values() if output.locale in needed)

    @property
    def packages(self) -> tuple[PackageInfo, ...]:
        """The packages that the text of its outputs goes through."""
        found: dict[PackageInfo, None] = {}
        for output in self.made:
            for stage in output.stages:
                if isinstance(stage, Translate) and not output.from_locale:
                    source, target = engine_code(self.spec.source), engine_code(output.locale)
                    found |= dict.fromkeys(self.routes.find(source, target, stage.via))
        return tuple(found)

    def context(
        self,
        locale: str,
        *,
        recalled: Sequence[Recalled] = (),
        outcomes: Mapping[Job, Outcome] | None = None,
    ) -> Context:
        """What the stages of one output may use."""
        return Context(
            target=locale,
            glossary=self.glossary,
            frame_rate=self.spec.frame_rate,
            routes=self.routes,
            recalled=recalled,
            outcomes=outcomes or {},
        )


def select(locales: str | None, spec: Spec) -> tuple[str, ...]:
    """The locales of `--only`, comma-separated; () for all. Raises UsageError for one that the spec does not make."""
    chosen = tuple(tag.strip() for tag in locales.split(",")) if locales else ()
    for tag in chosen:
        if tag not in spec.outputs:
            raise UsageError(f"--only: {spec.path} makes no output {tag!r}{did_you_mean(tag, spec.outputs)}")
    return chosen


def for_delivery(plan: Plan) -> Plan:
    """The plan without the packages whose licence is for evaluation only. Raises UsageError if a stage needs one."""
    for package in plan.packages:
        if package.evaluation_only:
            raise UsageError(
                f"--delivery: {package.name} is for evaluation only ({package.licence}); install another "
                f"with `localize models install {package.source} {package.target}`"
            )
    sound = tuple(package for package in plan.routes.packages if not package.evaluation_only)
    return replace(plan, routes=Routes(packages=sound))


def name_of(plan: Plan, path: Path, locale: str, form: str) -> str:
    """The name of the output of the input `path` in the format `form`.

    The source's own locale at the end of a stem (`.ru`) gives way to the target's; a suffix that is no format's stays.
    """
    stem = path.stem if path.suffix.lower() in SUFFIXES else path.name
    before, dot, last = stem.rpartition(".")
    stem = before if dot and canonical(last) == plan.spec.source else stem
    return file_name(plan.spec, stem, locale, form)


def refuse_collisions(plan: Plan, inputs: Sequence[Path], out: Path) -> None:
    """Raise UsageError if two inputs would give one output, or an output is an input, as far as names can tell.

    Where a name lies about the format, the run itself sees to it that nothing is overwritten.
    """
    origin = {path.resolve(): path for path in inputs}
    taken: dict[Path, Path] = {}
    for path in inputs:
        for locale in plan.written:
            try:
                target = (out / name_of(plan, path, locale, SUFFIXES.get(path.suffix.lower(), "srt"))).resolve()
            except FileError:
                continue
            if target in origin:
                raise UsageError(
                    f"{origin[target]}: the output of {path} would overwrite it; give another folder with -o"
                )
            other = taken.setdefault(target, path)
            if other != path:
                raise UsageError(f"{other} and {path} would both be written to {target}; rename one or change `naming`")
