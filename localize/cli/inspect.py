"""`localize inspect`: what a file is, and what the reader made of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from localize import bilingual
from localize.errors import LocalizeError
from localize.formats.reading import load, parse_document
from localize.inputs import refuse_unknown
from localize.inspect import describe, to_json, warnings
from localize.model import Document
from localize.report.plain import columns, shown
from localize.timecode import clock

_SHOWN = 20  # warnings and cues printed as text; --json has all


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, or an array for several files.")
@click.option("--encoding", metavar="NAME", help="Read as this encoding instead of guessing.")
@click.option("--line", metavar="TAG", help="Of files with two languages a cue, show this one (en, zh-Hans, 1, 2).")
def inspect(files: tuple[Path, ...], as_json: bool, encoding: str | None, line: str | None) -> None:
    """Show encoding, format, language, cues and oddities of subtitle FILES."""
    refuse_unknown(encoding=encoding, line=line)
    documents = []
    exit_code = 0
    for path in files:
        try:
            document = parse_document(load(path), str(path), encoding=encoding)
            documents.append(bilingual.resolve(document, line=line, language=None) if line is not None else document)
        except LocalizeError as error:
            click.echo(shown(str(error)), err=True)
            exit_code = max(exit_code, error.exit_code)
    if as_json and documents:
        values = [describe(document) for document in documents]
        click.echo(to_json(values[0] if len(files) == 1 else values))
    elif not as_json:
        for document in documents:
            _print(document)
    sys.exit(exit_code)


def _print(document: Document) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=columns(sys.stdout), highlight=False, soft_wrap=True)
    facts, value = document.facts, describe(document)
    sure = f"{facts.encoding}{' with byte order mark' if facts.bom else ''} (confidence {facts.confidence:.2f})"
    console.print(Text(shown(document.path), style="bold"))
    console.print(Text(f"{facts.format}, {sure}, line ends {value['newline']}"))
    console.print(Text(f"language {value['language']}, script {value['script']}, {len(document.cues)} cues"))
    found = warnings(document)
    for warning in found[:_SHOWN]:
        console.print(Text(shown(f"  line {warning.line}: {warning.rule}: {warning.message}"), style="yellow"))
    if len(found) > _SHOWN:
        console.print(Text(f"  and {len(found) - _SHOWN} more warnings; --json shows all", style="yellow"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for _ in ("id", "times", "kind"):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for cue in document.cues[:_SHOWN]:
        text = shown(cue.text).replace("\n", " ⏎ ")
        table.add_row(cue.id, f"{clock(cue.start_ms)} - {clock(cue.end_ms)}", cue.kind.value, Text(text))
    console.print(table)
    if len(document.cues) > _SHOWN:
        console.print(Text(f"and {len(document.cues) - _SHOWN} more cues; --json shows all"))
