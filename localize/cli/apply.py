"""`localize apply`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("stage")
@click.argument("arguments", metavar="[KEY=VALUE]... INPUT", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File to write; needed by stages that change text.")
@click.option("--to", metavar="LOCALE", help="Locale of the result; by default that of the input.")
@click.option("--from", "source_locale", metavar="LOCALE", help="Locale of the input, instead of detecting it.")
@click.option("--source", type=click.Path(path_type=Path), help="The file that INPUT was translated from.")
@click.option("--glossary", type=click.Path(path_type=Path), help="Term base (TSV).")
@click.option("--models", type=click.Path(path_type=Path), help="Folder with translation packages.")
@click.option("--frame-rate", metavar="N", help="Frames a second, for rules that count frames.")
@click.option("--encoding", metavar="NAME", help="Encoding of the input, instead of detecting it.")
@click.option("--line", metavar="TAG", help="Which language (or line, 1 or 2) of a bilingual file to take.")
@click.option("--ambiguous", is_flag=True, help="With `convert`: list words of two readings and which was chosen.")
@click.option(
    "--newline", type=click.Choice(["lf", "crlf"]), help="Line ends of the output; by default those of the input."
)
@click.option(
    "--bom/--no-bom", default=None, help="Begin the output with a byte order mark, or not; by default as the input."
)
def apply(
    stage: str,
    arguments: tuple[str, ...],
    out: Path | None,
    to: str | None,
    source_locale: str | None,
    source: Path | None,
    glossary: Path | None,
    models: Path | None,
    frame_rate: str | None,
    encoding: str | None,
    line: str | None,
    ambiguous: bool,
    newline: str | None,
    bom: bool | None,
) -> None:
    """Run one STAGE on one file; no spec needed.

    Options of the stage are given as KEY=VALUE, as in `localize apply fit profile=netflix-en in.srt -o out.srt`.
    `segment` prints the sentences, `check` the findings; the other stages write OUT.
    """
    from localize.model import Severity
    from localize.one_stage import Errand, perform
    from localize.report import one_stage
    from localize.spec.model import NEWLINES

    *options, name = arguments
    options += ["ambiguous=true"] if ambiguous else []
    result = perform(
        Errand(
            stage=stage, options=tuple(options), path=Path(name), out=out, to=to, source_locale=source_locale,
            source=source, glossary=glossary, models=models, frame_rate=frame_rate, encoding=encoding, line=line,
            newline=NEWLINES.get(newline or ""), bom=bom,
        )
    )  # fmt: skip
    one_stage.show(result, sentences=stage == "segment")
    sys.exit(result.exit_code(Severity.ERROR))
