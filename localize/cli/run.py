"""`localize run`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the outputs.")
@click.option("--only", metavar="LOCALES", help="Make only these outputs, e.g. en,zh-Hans.")
@click.option("--models", type=click.Path(path_type=Path), help="Folder with translation packages.")
@click.option("--encoding", metavar="NAME", help="Encoding of the inputs, instead of detecting it.")
@click.option("--line", metavar="TAG", help="Which language (or line, 1 or 2) of a bilingual file to take.")
@click.option(
    "--newline", type=click.Choice(["lf", "crlf"]), help="Line ends of the outputs; by default those of the input."
)
@click.option(
    "--bom/--no-bom", default=None, help="Begin the outputs with a byte order mark, or not; by default as the input."
)
@click.option("--delivery", is_flag=True, help="Refuse packages whose licence is for evaluation only.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True,
    help="Findings that make the exit code 1.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON on standard output.")
def run(
    spec: Path,
    inputs: tuple[Path, ...],
    out: Path,
    only: str | None,
    models: Path | None,
    encoding: str | None,
    line: str | None,
    newline: str | None,
    bom: bool | None,
    delivery: bool,
    fail_on: str,
    as_json: bool,
) -> None:
    """Run the pipeline SPEC over subtitle files or folders, and write a report.

    Outputs and report.html go to the folder OUT. A file that somebody has edited there since is left alone, and the new
    text goes beside it. A file that cannot be read is a row in the table; the others go on.
    """
    from localize.batch import Plan, for_delivery, run_batch, select
    from localize.inputs import gather, refuse_unknown
    from localize.inspect import to_json
    from localize.model import Severity
    from localize.outputs import Outputs
    from localize.report import console, html
    from localize.report.run_json import as_dict
    from localize.spec.model import NEWLINES
    from localize.spec.wiring import prepare
    from localize.translators.packages import installed

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
    )
    if delivery:
        plan = for_delivery(plan)
    found = gather(inputs, Outputs(out).made)
    with console.progress() as progress:
        result = run_batch(plan, found.files, out, progress)
    report, _ = Outputs(out).write("report.html", html.render(result).encode())
    if as_json:
        click.echo(to_json(as_dict(result)))
    console.show(result, report, found.not_taken)
    sys.exit(result.exit_code(Severity(fail_on)))
