"""Many files through a pipeline: read and segment all, translate what is distinct once, finish each.

Translation is the only heavy step and wants big batches, so a window of files goes through it together: (a) read and
segment; (b) translate the set of distinct sentences, then in smaller rounds what failed verification; (c) finish and
write each file. A file that fails is a result, not an exception; the others go on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from localize import formats
from localize.errors import FileError, LocalizeError, UsageError
from localize.glossary.term import Glossary
from localize.languages import LANGUAGES, engine_code
from localize.ledger import settle
from localize.model import Document
from localize.outputs import Outputs
from localize.pipeline import Made, run, wanted
from localize.result import FileResult, RunResult
from localize.script import language_of
from localize.spec.model import Output, Spec
from localize.spec.naming import file_name
from localize.stages.base import Context
from localize.stages.check import Check
from localize.stages.translate import Translate
from localize.suggest import did_you_mean
from localize.translators import TRANSLATORS
from localize.translators.base import Request, Routes, Translation

# Files read, translated and finished together: bounds the memory of a run.
WINDOW = 200


class Progress(Protocol):
    """Told what goes on; see `report.console`."""

    def phase(self, name: str, total: int) -> None:
        """A new phase of `total` steps begins."""

    def advance(self, steps: int) -> None:
        """`steps` more steps are done."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to run. only: locales to make; outputs they start from are made too, but not written. line: see `--line`."""

    spec: Spec
    glossary: Glossary | None
    routes: Routes
    only: tuple[str, ...] = ()
    encoding: str | None = None
    line: str | None = None

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

    def context(self, locale: str, translations: Mapping[Request, Translation]) -> Context:
        """What the stages of one output may use."""
        return Context(
            target=locale,
            glossary=self.glossary,
            frame_rate=self.spec.frame_rate,
            routes=self.routes,
            translations=translations,
        )


def select(locales: str | None, spec: Spec) -> tuple[str, ...]:
    """The locales of `--only`, comma-separated; () for all. Raises UsageError for one that the spec does not make."""
    chosen = tuple(tag.strip() for tag in locales.split(",")) if locales else ()
    for tag in chosen:
        if tag not in spec.outputs:
            raise UsageError(f"--only: {spec.path} makes no output {tag!r}{did_you_mean(tag, spec.outputs)}")
    return chosen


def refuse_evaluation_only(plan: Plan) -> None:
    """Raise UsageError if a stage of the plan would use a package whose licence is for evaluation only."""
    for output in plan.made:
        for stage in output.stages:
            if isinstance(stage, Translate) and not output.from_locale:
                source, target = engine_code(plan.spec.source), engine_code(output.locale)
                for package in plan.routes.find(source, target, stage.via):
                    if package.evaluation_only:
                        raise UsageError(
                            f"--delivery: {package.name} is for evaluation only ({package.licence}); install another "
                            f"with `localize models install {package.source} {package.target}`"
                        )


def run_batch(plan: Plan, inputs: Sequence[Path], out: Path, progress: Progress) -> RunResult:
    """Every input in every locale of the plan, written to `out`.

    Raises UsageError before anything is done if two inputs would give one output, or an output is an input.
    """
    begun = time.monotonic()
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    _refuse_collisions(plan, inputs, out)
    outputs = Outputs(out)
    results: list[FileResult] = []
    remaining = iter(inputs)
    while window := list(islice(remaining, WINDOW)):
        results += _window(plan, window, outputs, progress)
    used = [package for package in plan.routes.packages if _used(package.name, results)]
    notices = tuple(
        f"Text by {package.name} is for evaluation only ({package.licence}); it must not be delivered."
        for package in used
        if package.evaluation_only
    )
    return RunResult(
        name=plan.spec.name,
        spec=str(plan.spec.path),
        started=started,
        seconds=time.monotonic() - begun,
        files=tuple(results),
        notices=notices,
        packages=tuple(package.name for package in used),
    )


def _used(package: str, results: Sequence[FileResult]) -> bool:
    documents = (result.document for result in results if result.document)
    return any(package in cue.provenance.package.split(" + ") for document in documents for cue in document.cues)


def _window(plan: Plan, inputs: Sequence[Path], outputs: Outputs, progress: Progress) -> Iterator[FileResult]:
    documents: dict[Path, Document | LocalizeError] = {}
    progress.phase("reading", len(inputs))
    for path in inputs:
        documents[path] = _attempt(lambda path=path: _read(plan, path))  # type: ignore[misc]
        progress.advance(1)
    sound = [document for document in documents.values() if isinstance(document, Document)]
    table = _translate(plan, sound, progress)
    progress.phase("finishing", len(inputs))
    for path, document in documents.items():
        yield from _finish(plan, path, document, table, outputs)
        progress.advance(1)


def _attempt(work: Callable[[], Document]) -> Document | LocalizeError:
    try:
        return work()
    except LocalizeError as error:
        return error


def _read(plan: Plan, path: Path) -> Document:
    """The source document after the stages that all outputs share."""
    spec = plan.spec
    document = formats.read(path, encoding=plan.encoding, line=plan.line, language=spec.source)
    found = language_of("\n".join(cue.text for cue in document.cues))
    if found in LANGUAGES and engine_code(found) != engine_code(spec.source):
        raise FileError(
            str(path),
            None,
            f"the text is {found}, the pipeline wants {spec.source}",
            f"give files in {spec.source}, or set `source: {found}` in {spec.path}",
        )
    return run(document, spec.stages, plan.context(spec.source, {})).document


def _translate(plan: Plan, documents: Sequence[Document], progress: Progress) -> dict[Request, Translation]:
    """Answers to everything the documents ask for, in rounds: each round holds what the one before left undecided."""
    table: dict[Request, Translation] = {}
    pending = [(document, output) for output in plan.made if not output.from_locale for document in documents]
    translate = TRANSLATORS["argos"]
    while pending:
        asked = [
            (document, output, wanted(document, output.stages, plan.context(output.locale, table)))
            for document, output in pending
        ]
        requests = dict.fromkeys(request for _, _, needed in asked for request in needed)
        if not requests:
            break
        progress.phase("translating", len(requests))
        table |= translate(requests, plan.routes, advance=progress.advance)
        pending = [(document, output) for document, output, needed in asked if needed]
    return table


def _finish(
    plan: Plan,
    path: Path,
    source: Document | LocalizeError,
    table: Mapping[Request, Translation],
    outputs: Outputs,
) -> Iterator[FileResult]:
    """One input's results: its failure, or one result a locale."""
    if isinstance(source, LocalizeError):
        yield FileResult(path=str(path), locale="", error=str(source))
        return
    made: dict[str, Made | LocalizeError] = {}
    for output in plan.made:
        begun = time.monotonic()
        result = FileResult(path=str(path), locale=output.locale, cues_in=len(source.cues))
        try:
            start = made[output.from_locale] if output.from_locale else None
            if isinstance(start, LocalizeError):
                raise start
            document = start.trunk if start else source
            made[output.locale] = done = run(document, output.stages, plan.context(output.locale, table))
            if output.locale in plan.written:
                result = _write(plan, path, source, done.document, output, outputs, result)
        except LocalizeError as error:
            made[output.locale] = error
            result = replace(result, error=str(error))
        if output.locale in plan.written:
            yield replace(result, seconds=time.monotonic() - begun)


def _write(
    plan: Plan, path: Path, source: Document, document: Document, output: Output, outputs: Outputs, result: FileResult
) -> FileResult:
    """Account for every cue and write the file; composing it reads it back."""
    ledger = settle(source, document)
    data = formats.compose(document)
    written, kept = outputs.write(_name(plan, path, output.locale), data)
    profile = next((stage.profile for stage in output.stages if isinstance(stage, Check)), "")
    return replace(
        result,
        output=str(kept or written),
        kept_aside=str(written) if kept else "",
        document=document if document.source else replace(document, source=source),
        profile=profile,
        not_run=document.not_run,
        ledger=ledger,
        cues_out=len(document.cues),
    )


def _name(plan: Plan, path: Path, locale: str) -> str:
    """The output's file name; the source's own locale at the end of a stem (`.ru`) gives way to the target's."""
    stem = path.stem.removesuffix(f".{plan.spec.source}")
    return file_name(plan.spec, stem, locale, path.suffix.removeprefix(".").lower())


def _refuse_collisions(plan: Plan, inputs: Sequence[Path], out: Path) -> None:
    origin = {path.resolve(): path for path in inputs}
    taken: dict[Path, Path] = {}
    for path in inputs:
        for locale in plan.written:
            try:
                target = (out / _name(plan, path, locale)).resolve()
            except FileError:
                continue
            if target in origin:
                raise UsageError(f"{origin[target]}: would be overwritten by its output; give another folder with -o")
            other = taken.setdefault(target, path)
            if other != path:
                raise UsageError(f"{other} and {path} would both be written to {target}; rename one or change `naming`")
