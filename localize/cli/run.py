"""`localize run`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from localize.batch import Job


@click.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the outputs.")
@click.option("--only", metavar="LOCALES", help="Make only these outputs, e.g. en,zh-Hans.")
@click.option("--models", type=click.Path(path_type=Path), help="Folder with translation packages.")
@click.option("--memory", type=click.Path(path_type=Path), help="File of a translation memory, instead of the spec's.")
@click.option("--encoding", metavar="NAME", help="Encoding of the inputs, instead of detecting it.")
@click.option("--line", metavar="TAG", help="Which language (or line, 1 or 2) of a bilingual file to take.")
@click.option(
    "--newline", type=click.Choice(["lf", "crlf"]), help="Line ends of the outputs; by default those of the input."
)
@click.option(
    "--bom/--no-bom", default=None, help="Begin the outputs with a byte order mark, or not; by default as the input."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and why; write nothing.")
@click.option("--force", is_flag=True, help="Make all machine text anew; what people wrote stays.")
@click.option("--jobs", metavar="N", default=1, show_default=True, help="Processes to work in.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the workers of a Dask scheduler, e.g. tcp://host:8786.")
@click.option("--delivery", is_flag=True, help="Refuse packages whose licence is for evaluation only.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True,
    help="Findings that make the exit code 1.",
)  # fmt: skip
@click.option(
    "--log",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to tell what was done, on standard error: a table, or JSON lines that name file and cue.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON on standard output.")
def run(
    spec: Path,
    inputs: tuple[Path, ...],
    out: Path,
    only: str | None,
    models: Path | None,
    memory: Path | None,
    encoding: str | None,
    line: str | None,
    newline: str | None,
    bom: bool | None,
    dry_run: bool,
    force: bool,
    jobs: int,
    scheduler: str | None,
    delivery: bool,
    fail_on: str,
    log: str,
    as_json: bool,
) -> None:
    """Run the pipeline SPEC over subtitle files or folders, and write a report.

    Outputs and report.html go to the folder OUT. Run again, only what changed is made again; lines that people wrote
    into the outputs stay. A file that cannot be read is a row in the table; the others go on.
    """
    from localize.batch import Job, run_batch
    from localize.inputs import gather, refuse_unknown
    from localize.model import Severity
    from localize.outputs import Outputs
    from localize.plan import Plan, for_delivery, select
    from localize.report import console
    from localize.report.entry import Sink
    from localize.report.log_json import Log
    from localize.report.plain import shown
    from localize.report.run_json import Records
    from localize.spec.model import NEWLINES
    from localize.spec.wiring import prepare
    from localize.translators.packages import installed
    from localize.workers import Workers, mapper
    from localize.workers.muster import muster

    refuse_unknown(encoding=encoding, line=line)
    routes = installed(models)
    pipeline, glossary = prepare(spec, routes)
    plan = Plan(
        spec=pipeline,
        glossary=glossary,
        routes=routes,
        only=select(only, pipeline),
        encoding=encoding,
        line=line,
        newline=NEWLINES.get(newline or pipeline.newline or ""),
        bom=pipeline.bom if bom is None else bom,
        memory=memory or pipeline.memory,
    )
    if delivery:
        plan = for_delivery(plan)
    found = gather(inputs, Outputs(out).made)
    with mapper(Workers(jobs=jobs, scheduler=scheduler)) as spread:
        job = Job(plan=plan, mapper=spread, force=force)
        if dry_run:
            _foresee(job, found.files, out, as_json=as_json)
        for difference in muster(spread, plan.packages):
            click.echo(shown(difference), err=True)
        lines = Log(sys.stderr) if log == "json" else None
        with closing(Records()) as records:
            sinks: list[Sink] = [records] if as_json else []
            with console.progress() as progress:
                result = run_batch(job, found.files, out, progress, [*sinks, *filter(None, [lines])])
            if as_json:
                sys.stdout.writelines(records.text(result))
    if lines:
        lines.end(result)
    else:
        console.show(result, Path(result.report), found.not_taken)
    sys.exit(result.exit_code(Severity(fail_on)))


def _foresee(job: Job, inputs: Sequence[Path], out: Path, *, as_json: bool) -> NoReturn:
    """Print what a run would do."""
    from localize.preview import lines, preview
    from localize.report.plain import shown

    found = preview(job, inputs, out)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for text in lines(found):
            click.echo(shown(text))
    sys.exit(int(any(one.error for one in found)))
