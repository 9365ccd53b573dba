"""Many files through a pipeline: read and segment all, translate what is distinct once, finish each.

Translation is the only heavy step and wants big batches, so a window of files goes through it together: (a) read and
segment; (b) translate the set of distinct sentences, then in smaller rounds what failed verification; (c) finish and
write each file. A file that fails, even by a bug of ours, is a result and not an exception; the others go on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from localize import formats, intake
from localize.crash import caught
from localize.errors import FileError, InternalError, LocalizeError, UsageError
from localize.formats.sniff import SUFFIXES
from localize.glossary.term import Glossary
from localize.languages import canonical, engine_code
from localize.ledger import settle
from localize.model import Document
from localize.outputs import Outputs
from localize.pipeline import Made, run, wanted
from localize.result import FileResult, RunResult, notices, packages
from localize.spec.model import Output, Spec
from localize.spec.naming import file_name
from localize.stages.base import Context
from localize.stages.check import Check
from localize.stages.translate import Translate
from localize.suggest import did_you_mean
from localize.translators import translate
from localize.translators.base import Request, Routes, Translation

# Files read, translated and finished together: bounds the memory of a run.
WINDOW = 200

_T = TypeVar("_T")


class Progress(Protocol):
    """Told what goes on; see `report.console`."""

    def phase(self, name: str, total: int) -> None:
        """A new phase of `total` steps begins."""

    def advance(self, steps: int, note: str = "") -> None:
        """`steps` more steps are done; `note` says what else is known by now."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to run.

    only: locales to make; outputs they start from are made too, but not written. line: see `--line`. newline: "\\n" or
    "\\r\\n"; None, for it and for bom: as in each input.
    """

    spec: Spec
    glossary: Glossary | None
    routes: Routes
    only: tuple[str, ...] = ()
    encoding: str | None = None
    line: str | None = None
    newline: str | None = None
    bom: bool | None = None

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


def for_delivery(plan: Plan) -> Plan:
    """The plan without the packages whose licence is for evaluation only. Raises UsageError if a stage needs one."""
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
    sound = tuple(package for package in plan.routes.packages if not package.evaluation_only)
    return replace(plan, routes=Routes(packages=sound))


def run_batch(plan: Plan, inputs: Sequence[Path], out: Path, progress: Progress) -> RunResult:
    """Every input in every locale of the plan, written to `out`.

    Raises UsageError before anything is done if two inputs would give one output, an output is an input, or nothing can
    be written to `out`.
    """
    begun = time.monotonic()
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    _refuse_collisions(plan, inputs, out)
    outputs = Outputs(out)
    outputs.prepare()
    results: list[FileResult] = []
    remaining = iter(inputs)
    while window := list(islice(remaining, WINDOW)):
        results += _window(plan, window, outputs, progress)
    return RunResult(
        name=plan.spec.name,
        spec=str(plan.spec.path),
        started=started,
        seconds=time.monotonic() - begun,
        files=tuple(results),
        notices=notices(results),
        packages=packages(results),
    )


def _window(plan: Plan, inputs: Sequence[Path], outputs: Outputs, progress: Progress) -> Iterator[FileResult]:
    documents: dict[Path, Document | LocalizeError] = {}
    progress.phase("reading files", len(inputs))
    for path in inputs:
        documents[path] = _attempt(path, partial(_read, plan, path))
        progress.advance(1, _cues(documents.values()))
    table = _translate(plan, [one for one in documents.values() if isinstance(one, Document)], progress)
    progress.phase("writing files", len(inputs))
    for number, (path, document) in enumerate(documents.items(), 1):
        yield from _finish(plan, path, document, table, outputs)
        progress.advance(1, _cues(islice(documents.values(), number)))


def _files(documents: Sequence[Document]) -> str:
    return "1 file" if len(documents) == 1 else f"{len(documents):,} files"


def _cues(documents: Iterable[Document | LocalizeError]) -> str:
    return f"{sum(len(one.cues) for one in documents if isinstance(one, Document)):,} cues"


def _attempt(path: Path, work: Callable[[], _T]) -> _T | LocalizeError:
    """What `work` gives, or why it failed: whatever it is, it must not stop the other files."""
    try:
        return work()
    except LocalizeError as error:
        return error
    except Exception as error:
        return caught(error, str(path))


def _read(plan: Plan, path: Path) -> Document:
    """The source document after the stages that all outputs share."""
    document = intake.read(path, plan.spec, encoding=plan.encoding, line=plan.line)
    return run(document, plan.spec.stages, plan.context(plan.spec.source, {})).document


def _translate(plan: Plan, documents: Sequence[Document], progress: Progress) -> dict[Request, Translation]:
    """Answers to everything the documents ask for, in rounds: each round holds what the one before left undecided."""
    table: dict[Request, Translation] = {}
    pending = [(document, output) for output in plan.made if not output.from_locale for document in documents]
    while pending:
        asked = [(document, output, _wanted(plan, document, output, table)) for document, output in pending]
        requests = dict.fromkeys(request for _, _, needed in asked for request in needed)
        if not requests:
            break
        what = "translating again" if table else "translating sentences"
        progress.phase(f"{what}: {_files(documents)}, {_cues(documents)}", len(requests))
        table |= translate(requests, plan.routes, advance=progress.advance)
        pending = [(document, output) for document, output, needed in asked if needed]
    return table


def _wanted(
    plan: Plan, document: Document, output: Output, table: Mapping[Request, Translation]
) -> tuple[Request, ...]:
    """As `pipeline.wanted`; nothing for a document that fails: it fails again when it is finished, and that is told."""
    try:
        return wanted(document, output.stages, plan.context(output.locale, table))
    except Exception:
        return ()


def _finish(
    plan: Plan,
    path: Path,
    source: Document | LocalizeError,
    table: Mapping[Request, Translation],
    outputs: Outputs,
) -> Iterator[FileResult]:
    """One input's results: its failure, or one result a locale."""
    if isinstance(source, LocalizeError):
        yield _failure(path, "", source)
        return
    made: dict[str, Made | LocalizeError] = {}
    for output in plan.made:
        begun = time.monotonic()
        made[output.locale] = done = _attempt(path, partial(_make, plan, source, output, made, table))
        if output.locale in plan.written:
            written = _attempt(path, partial(_write, plan, source, output, done, outputs))
            result = written if isinstance(written, FileResult) else _failure(path, output.locale, written)
            yield replace(result, cues_in=len(source.cues), seconds=time.monotonic() - begun)


def _failure(path: Path, locale: str, error: LocalizeError) -> FileResult:
    return FileResult(path=str(path), locale=locale, error=str(error), bug=isinstance(error, InternalError))


def _make(
    plan: Plan,
    source: Document,
    output: Output,
    made: Mapping[str, Made | LocalizeError],
    table: Mapping[Request, Translation],
) -> Made:
    """One output; `made` holds the one that it starts from. Raises that one's error if it failed."""
    start = made[output.from_locale] if output.from_locale else None
    if isinstance(start, LocalizeError):
        raise start
    return run(start.trunk if start else source, output.stages, plan.context(output.locale, table))


def _write(plan: Plan, source: Document, output: Output, made: Made | LocalizeError, outputs: Outputs) -> FileResult:
    """Account for every cue and write the file; composing it reads it back. Raises `made` if it is an error."""
    if isinstance(made, LocalizeError):
        raise made
    path, document = Path(source.path), made.document
    ledger = settle(source, document)
    data = formats.compose(document, newline=plan.newline, bom=plan.bom)
    written, kept = outputs.write(_name(plan, path, output.locale, document.facts.format), data)
    return FileResult(
        path=source.path,
        locale=output.locale,
        output=str(kept or written),
        kept_aside=str(written) if kept else "",
        document=document if document.source else replace(document, source=source),
        profile=next((stage.profile for stage in output.stages if isinstance(stage, Check)), ""),
        not_run=document.not_run,
        ledger=ledger,
        cues_out=len(document.cues),
    )


def _name(plan: Plan, path: Path, locale: str, form: str) -> str:
    """The name of the output in the format `form`.

    The source's own locale at the end of a stem (`.ru`) gives way to the target's; a suffix that is no format's stays.
    """
    stem = path.stem if path.suffix.lower() in SUFFIXES else path.name
    before, dot, last = stem.rpartition(".")
    stem = before if dot and canonical(last) == plan.spec.source else stem
    return file_name(plan.spec, stem, locale, form)


def _refuse_collisions(plan: Plan, inputs: Sequence[Path], out: Path) -> None:
    """What names can tell. Where a name lies about the format, `Outputs` sees to it that nothing is overwritten."""
    origin = {path.resolve(): path for path in inputs}
    taken: dict[Path, Path] = {}
    for path in inputs:
        for locale in plan.written:
            try:
                target = (out / _name(plan, path, locale, SUFFIXES.get(path.suffix.lower(), "srt"))).resolve()
            except FileError:
                continue
            if target in origin:
                raise UsageError(
                    f"{origin[target]}: the output of {path} would overwrite it; give another folder with -o"
                )
            other = taken.setdefault(target, path)
            if other != path:
                raise UsageError(f"{other} and {path} would both be written to {target}; rename one or change `naming`")
